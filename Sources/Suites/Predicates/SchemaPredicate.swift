import Documents
import Schemas

/// A value that satisfies a schema: one written in the suite, or one of the contract by reference.
struct SchemaPredicate: Predicate {
  static let name = "schema"
  private let source: Value
  /// Nil until it is bound to a contract.
  private var schema: Schema?

  init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    guard value.object != nil || value.bool != nil else {
      diagnostics.append(
        .badOperand(Self.name, value, "write a JSON Schema, or {$ref: name of a model}"))
      return nil
    }
    source = value
  }

  var text: String {
    if let name = source["$ref"]?.string, source.object?.count == 1 { return "is a \(name)" }
    return "satisfies the schema \(source.shown)"
  }

  func bound(_ binding: PredicateBinding, into diagnostics: inout [Diagnostic]) -> Self {
    var copy = self
    do {
      copy.schema = try binding.compile(source)
    } catch {
      diagnostics += error.diagnostics
    }
    return copy
  }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    guard let value = seen.value else {
      return complaint(unless: false, seen, expected: "a value that \(text)")
    }
    guard let schema else {
      return complaint(unless: false, seen, expected: text, actual: "a schema that nobody compiled")
    }
    let document: JSONDocument
    do {
      document = try JSONReader.read(JSONWriter.bytes(value), file: Self.file)
    } catch {
      return complaint(unless: false, seen, expected: "a value that \(text)")
    }
    guard let violation = schema.violations(in: document.root, limit: 1).first else { return nil }
    var place = seen.pointer
    for token in violation.instance.tokens { place = place?.appending(token) }
    return Complaint(expected: violation.expected, actual: violation.actual, pointer: place)
  }

  private static let file = SourceFile(name: "<answer>")
}
