import Documents

/// The first line of our own files, `muster: suite/1`: what the file is and in which version of its
/// format.
enum FileHeader {
  static func check(_ form: FormReader, kind: String, into diagnostics: inout [Diagnostic]) {
    guard form.value.object != nil else { return }
    let wanted = "\(kind)/1"
    let text = form.required(
      "muster", form.string("muster", into: &diagnostics), example: wanted, into: &diagnostics)
    guard let text, text != wanted else { return }
    diagnostics.append(
      Diagnostic(
        .error, code: "wrong-format", "this place takes `muster: \(wanted)`, not `muster: \(text)`",
        remedy: text.hasPrefix("\(kind)/")
          ? "version 1 is the only one that this muster reads; write `\(wanted)`"
          : "name another file, or correct its first line", at: form["muster"]?.range))
  }
}
