import Contracts
import Documents

/// Whether a schema leaves so much open that a target may well refuse a value which it accepts: a text
/// that may be anything has a meaning that no schema tells.
struct SchemaFreedom: Sendable {
  let document: Value
  /// Schemas that are looked at for one answer; beyond, there is surely some freedom.
  private static let limit = 400

  func isFree(_ start: JSONPointer) -> Bool {
    var pending = [start]
    var seen: Set<JSONPointer> = []
    while let pointer = pending.popLast() {
      guard seen.insert(pointer).inserted else { continue }
      guard seen.count < Self.limit, let schema = document[pointer]?.object else { return true }
      if schema["$ref"]?.string != nil {
        guard let place = Value.object(schema).localReference else { return true }
        pending.append(place)
        continue
      }
      if schema["enum"] != nil || schema["const"] != nil { continue }
      var inner: [JSONPointer] = []
      for name in schema["properties"]?.object?.names ?? [] {
        inner.append(pointer.appending("properties").appending(name))
      }
      if schema["items"]?.object != nil { inner.append(pointer.appending("items")) }
      for keyword in ["allOf", "anyOf", "oneOf"] {
        for place in (schema[keyword]?.array ?? []).indices {
          inner.append(pointer.appending(keyword).appending(String(place)))
        }
      }
      if inner.isEmpty, !isPinned(schema) { return true }
      pending += inner
    }
    return false
  }

  /// Whether a schema without parts says what its values mean.
  private func isPinned(_ schema: ValueObject) -> Bool {
    switch schema["type"]?.string {
    case "boolean", "null": true
    case "string": schema["pattern"] != nil || schema["format"] != nil
    case "integer", "number":
      (schema["minimum"] ?? schema["exclusiveMinimum"]) != nil
        && (schema["maximum"] ?? schema["exclusiveMaximum"]) != nil
    default: false
    }
  }
}
