import Documents
import Schemas

/// Reads texts as the values that a schema wants.
///
/// A text is a number or boolean where the schema's types allow it and it is spelt as JSON spells
/// one; else a string; else, where it is empty, null. What can't be read as any of the types stays a
/// string, and so breaks the schema. Where several readings are possible, the first counts that the
/// schema accepts: numbers and booleans, then arrays and objects, then strings, then null.
struct ValueReader: Sendable {
  let types: SchemaTypes
  let schemas: ContractSchemas

  /// - Parameter places: schemas of which one has to accept the value; none for any value.
  func scalar(_ text: String, _ places: [JSONPointer]) -> Value {
    choice(scalars(text, types.types(places)), places) ?? .string(text)
  }

  /// The readings of a text, the better ones first.
  func scalars(_ text: String, _ allowed: Set<SchemaTypes.Name>?) -> [Value] {
    guard let allowed else { return [.string(text)] }
    var readings: [Value] = []
    if allowed.contains(.number), let number = JSONNumber(text: text) {
      readings.append(Value(.number(number)))
    }
    if allowed.contains(.boolean), text == "true" || text == "false" {
      readings.append(.bool(text == "true"))
    }
    if allowed.contains(.string) { readings.append(.string(text)) }
    if allowed.contains(.null), text.isEmpty { readings.append(.null) }
    return readings.isEmpty ? [.string(text)] : readings
  }

  /// The first reading that is accepted; the first of all where none is.
  func choice(_ readings: [Value], _ places: [JSONPointer]) -> Value? {
    guard readings.count > 1, !places.isEmpty else { return readings.first }
    return readings.first { accepts($0, places) } ?? readings.first
  }

  private func accepts(_ value: Value, _ places: [JSONPointer]) -> Bool {
    places.contains { violations(of: value, at: $0, limit: 1)?.isEmpty ?? true }
  }

  /// How a value breaks a schema; nil where nobody knows: the schema can't be compiled, or took too
  /// much effort.
  func violations(of value: Value, at place: JSONPointer, limit: Int = 20) -> [Violation]? {
    let reference = Contract.SchemaReference(pointer: place, label: "")
    do {
      let schema = try schemas.schema(reference, direction: .request)
      let document = try JSONReader.read(
        JSONWriter.bytes(value), file: SourceFile(name: "request"))
      let found = schema.violations(in: document.root, limit: limit)
      let broken = found.filter { $0.kind == .violated }
      return broken.isEmpty && !found.isEmpty ? nil : broken
    } catch { return nil }
  }
}
