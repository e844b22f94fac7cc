import Documents

/// Changes to a JSON value, one after the other (RFC 6902).
struct JSONPatch: Sendable {
  static let mediaType = "application/json-patch+json"

  /// Why a patch can't be had.
  enum Failure: Error, Sendable, Hashable {
    /// It is no patch.
    case malformed(String)
    /// It does not fit the value.
    case unfit(String)
  }

  private struct Operation: Sendable {
    var name: String
    var path: [String]
    /// For `move` and `copy`.
    var from: [String]
    var value: Value
  }

  private let operations: [Operation]
  /// No patch is so long, and each operation costs a walk.
  private static let countLimit = 10_000

  init(_ document: Value) throws(Failure) {
    guard let items = document.array, items.count <= Self.countLimit else {
      throw .malformed("a patch is an array of operations")
    }
    operations = try items.map { (item) throws(Failure) in
      guard let name = item["op"]?.string,
        ["add", "remove", "replace", "move", "copy", "test"].contains(name)
      else { throw .malformed("`op` is add, remove, replace, move, copy or test") }
      guard let path = Self.tokens(item["path"]) else {
        throw .malformed("`path` is a JSON Pointer")
      }
      let needsFrom = name == "move" || name == "copy"
      let from = needsFrom ? Self.tokens(item["from"]) : []
      guard let from else { throw .malformed("\(name) has a JSON Pointer as `from`") }
      let needsValue = ["add", "replace", "test"].contains(name)
      guard let value = needsValue ? item["value"] : .null else {
        throw .malformed("\(name) has a `value`")
      }
      if name == "move", path.count > from.count, path.starts(with: from) {
        throw .malformed("nothing can be moved into itself")
      }
      return Operation(name: name, path: path, from: from, value: value)
    }
  }

  private static func tokens(_ value: Value?) -> [String]? {
    value?.string.flatMap { JSONPointer(parsing: $0) }?.tokens
  }

  /// The value after all operations, or none of them (§5).
  func applied(to value: Value) throws(Failure) -> Value {
    var value = value
    for operation in operations {
      switch operation.name {
      case "add": value = try value.adding(operation.value, at: operation.path[...])
      case "remove": value = try value.removing(operation.path[...])
      case "replace":
        _ = try value.existing(operation.path)
        value = value.replacing(JSONPointer(operation.path), by: operation.value)
      case "move":
        let moved = try value.existing(operation.from)
        if operation.from != operation.path {
          value = try value.removing(operation.from[...]).adding(moved, at: operation.path[...])
        }
      case "copy":
        value = try value.adding(try value.existing(operation.from), at: operation.path[...])
      default:
        guard try value.existing(operation.path).isSameValue(as: operation.value) else {
          throw .unfit("what stands at \(JSONPointer(operation.path)) is another value")
        }
      }
    }
    return value
  }
}

extension Value {
  fileprivate func existing(_ path: [String]) throws(JSONPatch.Failure) -> Value {
    guard let found = self[JSONPointer(path)] else {
      throw .unfit("nothing stands at \(JSONPointer(path))")
    }
    return found
  }

  /// §4.1: into an array before an index or at its end, into an object under a name.
  fileprivate func adding(
    _ value: Value, at path: ArraySlice<String>
  ) throws(JSONPatch.Failure) -> Value {
    guard let name = path.first else { return value }
    if var items = array {
      let index = name == "-" && path.count == 1 ? items.count : Self.index(name)
      guard let index, index <= items.count else { throw .unfit("an array has no place `\(name)`") }
      if path.count == 1 {
        items.insert(value, at: index)
      } else {
        guard index < items.count else { throw .unfit("an array has no item `\(name)`") }
        items[index] = try items[index].adding(value, at: path.dropFirst())
      }
      return .array(items)
    }
    guard var members = object else { throw .unfit("nothing can be added below `\(name)`") }
    if path.count == 1 {
      members[name] = value
    } else {
      guard let inner = members[name] else { throw .unfit("there is no member `\(name)`") }
      members[name] = try inner.adding(value, at: path.dropFirst())
    }
    return .object(members)
  }

  fileprivate func removing(_ path: ArraySlice<String>) throws(JSONPatch.Failure) -> Value {
    guard let name = path.first else { return .null }
    if var items = array {
      guard let index = Self.index(name), index < items.count else {
        throw .unfit("an array has no item `\(name)`")
      }
      if path.count == 1 {
        items.remove(at: index)
      } else {
        items[index] = try items[index].removing(path.dropFirst())
      }
      return .array(items)
    }
    guard var members = object, let inner = members[name] else {
      throw .unfit("there is no member `\(name)`")
    }
    members[name] = path.count == 1 ? nil : try inner.removing(path.dropFirst())
    return .object(members)
  }

  /// Digits without a leading zero (RFC 6901 §4).
  private static func index(_ text: String) -> Int? {
    guard let number = Call.strictInteger(text), number >= 0, text != "-0" else { return nil }
    return number
  }

  /// Equality by §4.6: numbers by value, members in any order.
  fileprivate func isSameValue(as other: Value) -> Bool {
    switch (kind, other.kind) {
    case (.number(let left), .number(let right)): left == right
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isSameValue(as: $1) }
    case (.object(let left), .object(let right)):
      left.count == right.count
        && left.allSatisfy { member in
          right[member.name].map { member.value.isSameValue(as: $0) } ?? false
        }
    default: JSONWriter.text(self) == JSONWriter.text(other)
    }
  }
}
