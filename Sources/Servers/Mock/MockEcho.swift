import Contracts
import Documents

/// Brings what clients sent into the shape of what is answered.
struct MockEcho: Sendable {
  private let values: MockValues
  private let types: SchemaTypes

  init(values: MockValues) {
    self.values = values
    types = SchemaTypes(document: values.contract.document)
  }

  private static let depthLimit = 32
  /// Objects inside of an answer that are looked at for the one that the value is for.
  private static let wrapperDepth = 2

  /// The value as a schema describes it: itself without what the schema doesn't mention, where the
  /// schema accepts that, else what was made up with those members of the value that fit. Of a value that
  /// has nothing in common with a schema whose members are all optional, nothing would be left; that
  /// says nothing either, and what was made up is answered.
  func fitted(
    _ value: Value, into made: Value, _ schema: Contract.SchemaReference
  ) -> Value {
    let own = pruned(value, [schema.pointer])
    let isEmpty = own.object?.isEmpty == true && made.object?.isEmpty == false
    return !isEmpty && values.accepts(own, schema) ? own : overlaid(value, on: made, schema)
  }

  /// What was made up, with those members of the value in it that the schema accepts; where the
  /// answer wraps the thing, inside of the wrapper.
  func overlaid(
    _ value: Value, on made: Value, _ schema: Contract.SchemaReference
  ) -> Value {
    overlaid(value, on: made, [schema.pointer], depth: 0) { values.accepts($0, schema) }
  }

  private func overlaid(
    _ value: Value, on made: Value, _ places: [JSONPointer], depth: Int,
    accepts: (Value) -> Bool
  ) -> Value {
    guard let members = pruned(value, places).object, var result = made.object else { return made }
    var isUsed = false
    for member in members {
      var candidate = result
      candidate[member.name] = member.value
      guard accepts(.object(candidate)) else { continue }
      result = candidate
      isUsed = true
    }
    guard !isUsed, depth < Self.wrapperDepth else { return .object(result) }
    for member in result where member.value.object != nil {
      let inner = overlaid(
        value, on: member.value, types.member(member.name, of: places), depth: depth + 1
      ) { candidate in
        var outer = result
        outer[member.name] = candidate
        return accepts(.object(outer))
      }
      result[member.name] = inner
    }
    return .object(result)
  }

  /// The value without members that the schemas don't mention.
  func pruned(_ value: Value, _ places: [JSONPointer]) -> Value {
    pruned(value, places, depth: 0)
  }

  private func pruned(_ value: Value, _ places: [JSONPointer], depth: Int) -> Value {
    guard depth < Self.depthLimit else { return value }
    switch value.kind {
    case .array(let items):
      let inner = types.items(of: places)
      return inner.isEmpty ? value : .array(items.map { pruned($0, inner, depth: depth + 1) })
    case .object(let members):
      let isFree = types.memberNames(of: places).isEmpty
      var result = ValueObject()
      for member in members {
        let inner = types.member(member.name, of: places)
        if !inner.isEmpty {
          result[member.name] = pruned(member.value, inner, depth: depth + 1)
        } else if isFree {
          result[member.name] = member.value
        }
      }
      return .object(result)
    default: return value
    }
  }

  /// The value with an id where one stands, or where the schema has a member for it.
  ///
  /// - Parameter names: of the member that may hold it, the better ones first.
  func identified(
    _ value: Value, as id: Value, names: [String], _ schema: Contract.SchemaReference
  ) -> Value {
    guard let members = value.object,
      let name = idName(names, among: members.names)
        ?? idName(names, among: types.memberNames(of: [schema.pointer]))
    else { return value }
    // The path may have text where the answer has a number, or the other way round.
    let number = id.string.flatMap { JSONNumber(text: $0) }.map { Value(.number($0)) }
    for spelling in [id, number ?? .string(id.idText)] {
      guard isFitting(spelling, name, schema) else { continue }
      var result = members
      result[name] = spelling
      return .object(result)
    }
    return value
  }

  private func idName(_ names: [String], among members: [String]) -> String? {
    for name in names {
      if let member = members.first(where: { Self.plain($0) == Self.plain(name) }) { return member }
    }
    return nil
  }

  /// Whether a member may have a value, as far as its own schemas tell.
  private func isFitting(
    _ value: Value, _ name: String, _ schema: Contract.SchemaReference
  ) -> Bool {
    types.member(name, of: [schema.pointer]).contains {
      values.accepts(value, Contract.SchemaReference(pointer: $0, label: name))
    }
  }

  /// The value without those members that were made up and need not be there.
  func reduced(
    _ value: Value, to sent: Value, keeping names: [String], _ schema: Contract.SchemaReference
  ) -> Value {
    guard var members = value.object, let wanted = sent.object else { return value }
    let id = idName(names, among: members.names)
    for name in members.names where wanted[name] == nil && name != id {
      var fewer = members
      fewer[name] = nil
      if values.accepts(.object(fewer), schema) { members = fewer }
    }
    return .object(members)
  }

  /// A name without case, dashes and underscores.
  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" && $0 != "-" }
  }
}

extension Value {
  /// The value after a merge patch (RFC 7396 §2).
  func merged(with patch: Value, depth: Int = 0) -> Value {
    guard let changes = patch.object, depth < 32 else { return patch }
    var members = object ?? ValueObject()
    for change in changes {
      members[change.name] =
        change.value.isNull
        ? nil : (members[change.name] ?? .null).merged(with: change.value, depth: depth + 1)
    }
    return .object(members)
  }

  /// The value with what stands at a place replaced; unchanged where nothing stands there.
  func replacing(_ place: JSONPointer, by value: Value) -> Value {
    replacing(place.tokens[...], by: value)
  }

  private func replacing(_ path: ArraySlice<String>, by value: Value) -> Value {
    guard let name = path.first else { return value }
    if var items = array, let place = Int(name), items.indices.contains(place) {
      items[place] = items[place].replacing(path.dropFirst(), by: value)
      return .array(items)
    }
    guard var members = object, let inner = members[name] else { return self }
    members[name] = inner.replacing(path.dropFirst(), by: value)
    return .object(members)
  }
}
