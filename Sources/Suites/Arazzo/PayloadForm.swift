import Documents

/// A payload as it is sent: a value that its media type writes, or text as it stands.
struct PayloadForm {
  enum Content {
    case nothing
    case value(Value)
    case text(Value)
  }

  let content: Content
  let replacements: [BodyForm.Replacement]

  /// A text is JSON where JSON is sent and it reads as such, expressions in its texts included; one that
  /// only begins like it becomes JSON when its expressions are filled in.
  init(_ form: BodyForm, isJSON: Bool) {
    replacements = form.replacements
    guard let payload = form.payload else {
      content = replacements.isEmpty ? .nothing : .value(.object([]))
      return
    }
    guard let text = payload.string, !RuntimeExpression.isMeant(text) else {
      content = .value(payload)
      return
    }
    guard isJSON else {
      content = .text(payload)
      return
    }
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace }
    let read = try? JSONReader.read(
      Array(text.utf8), file: SourceFile(name: "<payload>"))
    if first == "{" || first == "[" {
      content = read.map { .value(Value(Value($0).kind, at: payload.range)) } ?? .text(payload)
    } else {
      content = .value(payload)
    }
  }
}
