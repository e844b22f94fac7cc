import Contracts
import Documents
import Schemas

/// Finds paths that no answer can have which keeps to the contract, so that an assertion that can't
/// hold is found before anything is sent.
///
/// Certain impossibilities are errors: a member of a text, an index into an object, a name that a
/// closed model lacks. A name that an open model does not declare is remarked upon.
struct ModelPaths {
  private let navigator: SchemaNavigator

  init(contract: Contract) {
    navigator = SchemaNavigator(
      document: contract.document, uri: "contract:/", dialect: contract.dialect)
  }

  /// What a walk through schemas finds.
  private enum Finding {
    case possible
    /// The model declares other names.
    case undeclared([String])
    case impossible(String)
  }

  /// Diagnoses a place in the answers of an operation with some statuses.
  func check(
    _ pointer: JSONPointer, in operation: Contract.Operation, statuses: [Int],
    at range: SourceRange?, into diagnostics: inout [Diagnostic]
  ) {
    var schemas: [Contract.SchemaReference] = []
    for response in Set(statuses.prefix(500)).sorted().map({ operation.response(for: $0) }) {
      // An answer that nobody documents may be anything.
      guard let response, !response.content.isEmpty,
        response.content.allSatisfy({ $0.schema != nil && Self.isJSON($0.name) })
      else { return }
      schemas += response.content.compactMap(\.schema)
    }
    var findings: [(token: Int, finding: Finding)] = []
    for schema in schemas {
      let found = walk(pointer.tokens, from: SchemaNavigator.Place(schema.pointer))
      if case .possible = found.finding { return }
      findings.append(found)
    }
    guard let found = findings.max(by: { $0.token < $1.token }) else { return }
    let token = pointer.tokens[found.token]
    let place = "\(JSONPointer(Array(pointer.tokens[..<found.token])))"
    let owner = place.isEmpty ? "the answer of \(operation.id)" : "`\(place)` of \(operation.id)"
    switch found.finding {
    case .possible: return
    case .undeclared(let names):
      diagnostics.append(
        Diagnostic(
          .warning, code: "undeclared-path",
          "the contract does not declare `\(token)` in \(owner)",
          remedy: Suggestion.remedy(for: token, among: names), at: range))
    case .impossible(let reason):
      diagnostics.append(
        Diagnostic(
          .error, code: "impossible-path",
          "no answer of \(operation.id) can have `\(pointer)`: \(reason)",
          remedy: "correct the path, or the contract by an overlay", at: range))
    }
  }

  private static func isJSON(_ mediaType: String) -> Bool {
    MediaTypeName(mediaType)?.isJSON ?? false
  }

  /// How far a way leads, and what is at its end.
  private func walk(
    _ tokens: [String], from start: SchemaNavigator.Place
  ) -> (token: Int, finding: Finding) {
    var place = start
    for (number, token) in tokens.enumerated() {
      guard let node = resolved(&place) else { return (number, .possible) }
      // What several schemas decide together, nobody tells by looking at one.
      for keyword in [
        Keyword.allOf, .anyOf, .oneOf, .not, .ifSchema, .dynamicRef, .recursiveRef, .discriminator,
        .prefixItems,
      ] where node[keyword] != nil { return (number, .possible) }
      switch step(token, node, place) {
      case .inside(let next): place = next
      case .end(let finding): return (number, finding)
      }
    }
    return (tokens.count, .possible)
  }

  private enum Next {
    case inside(SchemaNavigator.Place)
    case end(Finding)
  }

  private func step(
    _ token: String, _ node: SchemaNavigator.Node, _ place: SchemaNavigator.Place
  ) -> Next {
    let types = node[.type].map { ($0.array ?? [$0]).compactMap(\.string) }
    let mayBeObject = types?.contains("object") ?? true
    let mayBeArray = types?.contains("array") ?? true
    if let types, !mayBeObject, !mayBeArray {
      return .end(.impossible("a \(types.joined(separator: " or ")) has no `\(token)`"))
    }
    let isIndex = JSONPointer.arrayIndex(token) != nil
    if types != nil, !mayBeObject, !isIndex {
      return .end(.impossible("an array has items 0, 1 and so on, and no `\(token)`"))
    }
    if types != nil, !mayBeObject {
      guard node[.items]?.object != nil else { return .end(.possible) }
      return .inside(place.appending("items"))
    }
    // Where it may be both, nobody knows which.
    guard types != nil || node[.properties] != nil, !(mayBeArray && types != nil) else {
      return .end(.possible)
    }
    let declared = node[.properties]?.object
    if let declared, declared[token] != nil {
      return .inside(place.appending("properties", token))
    }
    guard node[.patternProperties] == nil else { return .end(.possible) }
    guard let declared, !declared.isEmpty else { return .end(.possible) }
    switch node[.additionalProperties]?.kind {
    case .bool(false):
      let near = Suggestion.nearest(to: token, among: declared.names)
      return .end(
        .impossible(
          "the model has no `\(token)` and allows no others"
            + (near.map { " (did you mean `\($0)`?)" } ?? "")))
    case nil: return .end(.undeclared(declared.names))
    default: return .end(.possible)
    }
  }

  /// The schema at a place once its references are followed; nil where nobody can tell.
  private func resolved(_ place: inout SchemaNavigator.Place) -> SchemaNavigator.Node? {
    for _ in 0..<64 {
      guard let node = navigator.node(at: place), node.value.object != nil else { return nil }
      guard let reference = node[.ref]?.string else { return node }
      guard let target = navigator.target(of: reference, from: place) else { return nil }
      // Words beside a reference count in some dialects.
      if !node.ignoresSiblingsOfRef, (node.value.object?.count ?? 0) > 1 { return nil }
      place = target
    }
    return nil
  }
}
