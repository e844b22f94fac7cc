import Documents
internal import Schemas

extension SpecBundler {
  /// What references at a place are relative to.
  struct Scope {
    var file: Int
    /// Where the file stands in the document, or the innermost schema with an identifier.
    var root: JSONPointer
    /// That identifier.
    var base: URIReference?
  }

  /// What the members of an object are.
  enum Content {
    /// Words of the format.
    case object
    /// Names that somebody chose; their values are objects.
    case map
    /// Names of examples.
    case examples
    /// One example, whose value is data.
    case example
    /// What the values of a discriminator stand for.
    case mapping
    /// Data, in which nothing is a reference.
    case data
  }

  /// What a member of an object holds.
  private static func content(of name: String, _ value: Value) -> Content {
    switch name {
    case "properties", "patternProperties", "definitions", "$defs", "dependentSchemas", "schemas",
      "responses", "requestBodies", "headers", "securitySchemes", "securityDefinitions", "links",
      "callbacks", "pathItems", "mediaTypes", "paths", "webhooks", "content", "encoding",
      "additionalOperations", "variables", "parameters":
      return .map
    case "examples":
      // A list of values in a schema; in OpenAPI 3 elsewhere the names of example objects.
      return value.array == nil ? .examples : .data
    case "mapping": return .mapping
    case "example", "default", "enum", "const": return .data
    default: return name.startsExactly(with: "x-") ? .data : .object
    }
  }

  /// The value with its references turned into local ones; nil where nothing changes.
  mutating func rewritten(_ value: Value, _ content: Content, _ scope: Scope) -> Value? {
    switch value.kind {
    case .array(let items):
      guard content != .data else { return nil }
      return rewritten(items, at: value.range, scope)
    case .object(let members):
      return rewritten(members, content, at: value.range, scope)
    default: return nil
    }
  }

  private mutating func rewritten(
    _ items: [Value], at range: SourceRange?, _ scope: Scope
  ) -> Value? {
    var result: [Value]?
    for (index, item) in items.enumerated() {
      guard let changed = rewritten(item, .object, scope) else { continue }
      var list = result ?? items
      list[index] = changed
      result = list
    }
    return result.map { .array($0, at: range) }
  }

  private mutating func rewritten(
    _ members: ValueObject, _ content: Content, at range: SourceRange?, _ scope: Scope
  ) -> Value? {
    guard content != .data else { return nil }
    var scope = scope
    if hasIdentifiers, content == .object, let id = members["$id"]?.string { enter(id, &scope) }
    var result: ValueObject?
    for member in members {
      guard let changed = rewritten(member, content, scope) else { continue }
      var object = result ?? members
      object[member.name] = changed
      result = object
    }
    return result.map { .object($0, at: range) }
  }

  private mutating func rewritten(
    _ member: ValueObject.Member, _ content: Content, _ scope: Scope
  ) -> Value? {
    let (name, value) = (member.name, member.value)
    if let text = value.string {
      let isReference =
        content == .mapping ? Self.isReference(text) : name == "$ref" && content != .data
      guard isReference, let local = local(text, in: scope, at: value.range) else { return nil }
      return .string(local, at: value.range)
    }
    switch content {
    case .map: return rewritten(value, .object, scope)
    case .examples: return rewritten(value, .example, scope)
    case .object: return rewritten(value, Self.content(of: name, value), scope)
    case .example, .mapping, .data: return nil
    }
  }

  /// Whether a value of a discriminator's mapping is a reference and no name of a schema.
  private static func isReference(_ text: String) -> Bool {
    text.utf8.contains { $0 == 0x23 || $0 == 0x2F }
      || [".json", ".yaml", ".yml"].contains { text.dropping(suffix: $0) != nil }
  }

  /// Enters a schema with an identifier of its own.
  private func enter(_ id: String, _ scope: inout Scope) {
    let base = (scope.base ?? URIReference("")).resolving(URIReference(id)).withoutFragment
    guard let root = identified[base.text] else { return }
    scope.root = root
    scope.base = base
  }

  /// A reference as one inside of the document; nil where it is that already or leads nowhere.
  private mutating func local(
    _ text: String, in scope: Scope, at range: SourceRange?
  ) -> String? {
    let reference = URIReference(text)
    let uri = reference.withoutFragment.text
    let root: JSONPointer
    if uri.isEmpty {
      root = scope.root
    } else if let known = identified[
      (scope.base ?? URIReference("")).resolving(reference)
        .withoutFragment.text]
    {
      root = known
    } else if let file = file(of: uri, from: scope.file, at: range) {
      root = file.pointer
    } else {
      return nil
    }
    let fragment = reference.fragment ?? ""
    if let name = PercentCoding.decoded(fragment), !name.startsExactly(with: "/"), !name.isEmpty {
      guard let place = anchors[Anchor(root: root, name: ExactName(name))] else { return nil }
      return BundledFiles.reference(to: place)
    }
    if uri.isEmpty, root.tokens.isEmpty { return nil }
    return BundledFiles.reference(to: root) + fragment
  }
}
