import Documents

/// The first line of our own files, `muster: suite/1`: what the file is and in which version of its
/// format.
enum FileHeader {
  static func check(_ form: FormReader, kind: String, into diagnostics: inout [Diagnostic]) {
    guard form.value.object != nil else { return }
    let wanted = "\(kind)/1"
    let text = form.required(
      "muster", form.string("muster", into: &diagnostics), into: &diagnostics)
    guard let text, text != wanted else { return }
    diagnostics.append(
      Diagnostic(
        .error, code: "wrong-format", "`muster: \(text)` is not `muster: \(wanted)`",
        remedy: "this place takes a \(kind) file of version 1", at: form["muster"]?.range))
  }
}
