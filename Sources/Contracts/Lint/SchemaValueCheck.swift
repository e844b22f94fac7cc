import Documents
import Schemas

extension LintSubject {
  /// How a value in the document breaks the schema at a place; nil where it doesn't, and where the
  /// schema can't be compiled, which is told elsewhere.
  func violation(
    of value: Value, at pointer: JSONPointer, direction: SchemaOptions.Direction = .none
  ) -> Violation? {
    let reference = Contract.SchemaReference(pointer: pointer, label: "")
    guard let schema = try? schemas.schema(reference, direction: direction),
      let document = try? JSONReader.read(
        JSONWriter.bytes(value), file: SourceFile(name: "<value>"))
    else { return nil }
    return schema.violations(in: document.root, limit: 1).first { $0.kind == .violated }
  }

  /// A value in words, short enough for a message.
  func quoted(_ value: Value) -> String {
    switch value.kind {
    case .array: "an array"
    case .object: "an object"
    default: "`\(JSONWriter.text(value).shortened(to: 60))`"
    }
  }
}

extension String {
  func shortened(to limit: Int) -> String {
    unicodeScalars.count <= limit
      ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(limit))) + "…"
  }
}

extension Violation {
  /// The message, with the place inside of the value where it is not the value itself.
  var sentence: String {
    instance.tokens.isEmpty ? message : "at `\(instance)`: \(message)"
  }
}
