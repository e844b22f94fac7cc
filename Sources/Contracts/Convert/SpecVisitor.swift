import Documents

/// Rewrites a definition object by object, from the outside in.
protocol SpecVisitor {
  /// Decides where the objects are.
  var grammar: SpecGrammar { get }
  var log: ConversionLog { get set }

  /// Edits an object before its members are visited. `name` is that of the member which holds it.
  mutating func enter(
    _ members: inout ValueObject, _ kind: SpecKind, name: String, at range: SourceRange?)
  /// Edits an object whose members have been visited.
  mutating func leave(
    _ members: inout ValueObject, _ kind: SpecKind, name: String, at range: SourceRange?)
  /// Edits a reference that stands in for an object; nil leaves the object out.
  mutating func reference(
    _ members: ValueObject, _ kind: SpecKind, at range: SourceRange?
  ) -> Value?
  /// A member that the grammar doesn't know: nil leaves it out.
  mutating func unknown(_ member: ValueObject.Member, in kind: SpecKind) -> Value?
  /// A value that is no object where one must be: nil leaves it out.
  mutating func misfit(_ value: Value, _ kind: SpecKind) -> Value?
}

extension SpecVisitor {
  mutating func enter(
    _ members: inout ValueObject, _ kind: SpecKind, name: String, at range: SourceRange?
  ) {}

  mutating func leave(
    _ members: inout ValueObject, _ kind: SpecKind, name: String, at range: SourceRange?
  ) {}

  mutating func reference(
    _ members: ValueObject, _ kind: SpecKind, at range: SourceRange?
  ) -> Value? {
    .object(members, at: range)
  }

  mutating func unknown(_ member: ValueObject.Member, in kind: SpecKind) -> Value? {
    member.value
  }

  mutating func misfit(_ value: Value, _ kind: SpecKind) -> Value? { value }
}

/// Bounds of every walk through a definition.
enum SpecWalk {
  /// Objects inside of each other; no sane definition goes so deep, and the stack bears it.
  static let depthLimit = 160
}

extension SpecVisitor {
  mutating func walk(
    _ value: Value, as kind: SpecKind, name: String = "", depth: Int = 0
  ) -> Value? {
    guard depth < SpecWalk.depthLimit else {
      log.lost(
        "convert-too-deep",
        "objects are nested more than \(SpecWalk.depthLimit) deep; what is deeper was left out",
        "give the inner ones names and refer to them", at: value.range)
      return .object([], at: value.range)
    }
    guard var members = value.object else { return misfit(value, kind) }
    let isWhole = kind != .schema || !grammar.hasReferenceSiblings || members.count == 1
    if isWhole, LocalReference.target(of: value) != nil, Self.canBeReference(kind) {
      return reference(members, kind, at: value.range)
    }
    enter(&members, kind, name: name, at: value.range)
    let rule = grammar.rule(kind)
    var result = ValueObject()
    for var member in members {
      if let place = rule.place(of: member.name) {
        guard let child = visit(member.value, place, name: member.name, depth: depth + 1) else {
          continue
        }
        member.value = child
      } else {
        guard let kept = unknown(member, in: kind) else { continue }
        member.value = kept
      }
      result.set(member)
    }
    leave(&result, kind, name: name, at: value.range)
    return .object(result, at: value.range)
  }

  private mutating func visit(
    _ value: Value, _ place: SpecGrammar.Place, name: String, depth: Int
  ) -> Value? {
    switch place {
    case .free: return value
    case .one(let kind): return walk(value, as: kind, name: name, depth: depth)
    case .schemaOrFlag:
      return value.bool != nil ? value : walk(value, as: .schema, name: name, depth: depth)
    case .list(let kind):
      guard let items = value.array else { return misfit(value, kind) }
      var result: [Value] = []
      for item in items {
        if let item = walk(item, as: kind, name: name, depth: depth) { result.append(item) }
      }
      return .array(result, at: value.range)
    case .map(let kind):
      guard let members = value.object else { return misfit(value, kind) }
      var result = ValueObject()
      for var member in members {
        guard let child = walk(member.value, as: kind, name: member.name, depth: depth) else {
          continue
        }
        member.value = child
        result.set(member)
      }
      return .object(result, at: value.range)
    }
  }

  private static func canBeReference(_ kind: SpecKind) -> Bool {
    switch kind {
    case .schema, .parameter, .requestBody, .response, .header, .example, .link, .callback,
      .securityScheme, .pathItem:
      true
    default: false
    }
  }
}
