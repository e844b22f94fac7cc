import Documents

/// What can happen to the credentials that calls need.
enum SecurityChanges {
  static let added = ChangeKind(
    "security-added", .breaking, "calls without a credential are refused")
  static let tightened = ChangeKind(
    "security-tightened", .breaking, "a credential that was enough no longer is")
  static let scopeAdded = ChangeKind(
    "security-scope-added", .breaking, "tokens without the scope are refused")
  static let schemeChanged = ChangeKind(
    "security-scheme-changed", .breaking, "the credential is had or sent in another way")
  static let loosened = ChangeKind(
    "security-loosened", .nonBreaking, "what was enough stays enough")

  static let kinds = [added, tightened, scopeAdded, schemeChanged, loosened]

  /// Schemes of one name that are no longer the same.
  static func findSchemes(
    _ pairs: [(old: Contract.Operation, new: Contract.Operation)],
    _ comparison: inout ContractComparison
  ) {
    for before in comparison.old.securitySchemes {
      guard
        let after = comparison.new.securitySchemes.first(where: { $0.name == before.name }),
        !Form(after.kind).covers(Form(before.kind))
      else { continue }
      let users = pairs.filter { pair in
        pair.old.security.joined().contains { $0.scheme == before.name }
          && pair.new.security.joined().contains { $0.scheme == before.name }
      }
      guard !users.isEmpty else { continue }
      comparison.add(
        ContractChange(
          schemeChanged, "the security scheme `\(before.name)` is another one now",
          old: before.range, new: after.range, operations: users.map(\.new.id)))
    }
  }

  static func find(
    _ old: Contract.Operation, _ new: Contract.Operation, _ comparison: inout ContractComparison
  ) {
    let before = Self.alternatives(old, renamed: renamed(comparison))
    let after = Self.alternatives(new)
    guard Set(before) != Set(after) else { return }
    let lost = before.filter { alternative in !after.contains { $0.isMet(by: alternative) } }
    let gained = after.filter { alternative in !before.contains { $0.isMet(by: alternative) } }
    for alternative in lost {
      if alternative.parts.isEmpty {
        comparison.add(
          added, "\(new.id) needs a credential now: \(words(after))", old: old.range,
          new: new.range, new.id)
      } else if let match = after.first(where: { $0.hasSchemes(of: alternative) }) {
        let scopes = match.scopes.subtracting(alternative.scopes).sorted()
        comparison.add(
          scopeAdded,
          "\(new.id) needs the scope \(scopes.map { "`\($0)`" }.joined(separator: ", ")) now",
          old: old.range, new: new.range, new.id)
      } else {
        comparison.add(
          tightened, "\(new.id) no longer takes \(words([alternative])), but \(words(after))",
          old: old.range, new: new.range, new.id)
      }
    }
    if lost.isEmpty, !gained.isEmpty {
      comparison.add(
        loosened, "\(new.id) also takes \(words(gained))", old: old.range, new: new.range, new.id)
    }
  }

  private struct Alternative: Hashable {
    var parts: [String: Set<String>]

    var scopes: Set<String> { parts.values.reduce(into: []) { $0.formUnion($1) } }

    /// Whether who has what `other` asks for has what this asks for.
    func isMet(by other: Alternative) -> Bool {
      parts.allSatisfy { scheme, scopes in
        other.parts[scheme].map { scopes.isSubset(of: $0) } ?? false
      }
    }

    func hasSchemes(of other: Alternative) -> Bool { Set(parts.keys) == Set(other.parts.keys) }
  }

  /// Each once, in the order of the file.
  private static func alternatives(
    _ operation: Contract.Operation, renamed: [String: String] = [:]
  ) -> [Alternative] {
    guard !operation.security.isEmpty else { return [Alternative(parts: [:])] }
    var result: [Alternative] = []
    for alternative in operation.security {
      let next = Alternative(
        parts: Dictionary(
          alternative.map { (renamed[$0.scheme] ?? $0.scheme, Set($0.scopes)) },
          uniquingKeysWith: { $0.union($1) }))
      if !result.contains(next) { result.append(next) }
    }
    return result
  }

  /// The new names of schemes whose old ones are gone: what a scheme is called is never sent.
  private static func renamed(_ comparison: ContractComparison) -> [String: String] {
    let old = comparison.old.securitySchemes
    let new = comparison.new.securitySchemes
    var added = new.filter { scheme in !old.contains { $0.name == scheme.name } }
    var names: [String: String] = [:]
    for scheme in old where !new.contains(where: { $0.name == scheme.name }) {
      guard let match = added.firstIndex(where: { Form($0.kind) == Form(scheme.kind) }) else {
        continue
      }
      names[scheme.name] = added.remove(at: match).name
    }
    return names
  }

  private static func words(_ alternatives: some Collection<Alternative>) -> String {
    let texts = alternatives.map { alternative in
      alternative.parts.isEmpty
        ? "no credential"
        : alternative.parts.keys.sorted().map { "`\($0)`" }.joined(separator: " with ")
    }
    return texts.sorted().joined(separator: " or ")
  }

  /// A scheme without what Swagger 2.0 and OpenAPI 3 spell differently, and without its list of
  /// scopes, of which operations name those that they need.
  private enum Form: Hashable {
    case same(Contract.SecurityScheme.Kind)

    /// Whether who knows the other can use this: more flows do no harm.
    func covers(_ other: Form) -> Bool {
      guard case .same(.oauth2(let flows)) = self, case .same(.oauth2(let others)) = other else {
        return self == other
      }
      return others.allSatisfy(flows.contains)
    }

    init(_ kind: Contract.SecurityScheme.Kind) {
      switch kind {
      case .http(let scheme) where scheme.loweredASCII() == "basic": self = .same(.basic)
      case .http(let scheme): self = .same(.http(scheme: scheme.loweredASCII()))
      case .apiKey(let name, .header):
        self = .same(.apiKey(name: name.loweredASCII(), location: .header))
      case .oauth2(let flows):
        self = .same(
          .oauth2(
            flows: flows.map { flow in
              var flow = flow
              flow.scopes = []
              // Empty and absent say the same.
              if flow.tokenURL?.isEmpty == true { flow.tokenURL = nil }
              if flow.authorizationURL?.isEmpty == true { flow.authorizationURL = nil }
              return flow
            }))
      default: self = .same(kind)
      }
    }
  }
}
