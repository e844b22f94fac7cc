import Documents

/// Compares one pair of schemas, and what is inside of them as long as no reference is met.
struct SchemaPairing {
  let id: Int
  let direction: DataDirection
  private let subject: String
  private static let depthLimit = 48

  static func compare(_ id: Int, in comparison: inout SchemaComparison) {
    let node = comparison.nodes[id]
    let pairing = SchemaPairing(id: id, direction: node.direction, subject: node.subject)
    pairing.compareInside(node.old, node.new, path: "", depth: 0, &comparison)
  }

  /// One step inwards: through a reference to another node, else to the schema itself.
  func step(
    _ old: SchemaPlace, _ new: SchemaPlace, path: String, depth: Int,
    _ comparison: inout SchemaComparison
  ) {
    let before = SchemaFactsReader.followed(old, comparison.oldReferences)
    let after = SchemaFactsReader.followed(new, comparison.newReferences)
    let isReference = before.pointer != old.pointer || after.pointer != new.pointer
    let isComposed = Self.isComposed(before.value) || Self.isComposed(after.value)
    guard isReference || isComposed || depth >= Self.depthLimit else {
      compareInside(before, after, path: path, depth: depth + 1, &comparison)
      return
    }
    guard before.pointer != nil, after.pointer != nil else {
      if depth < Self.depthLimit {
        compareInside(before, after, path: path, depth: depth + 1, &comparison)
      }
      return
    }
    let next = comparison.node(before, after, direction, what(path))
    if !comparison.nodes[next].users.contains(id) { comparison.nodes[next].users.append(id) }
  }

  private static func isComposed(_ schema: Value) -> Bool {
    schema["$ref"] != nil || schema["allOf"] != nil || schema["anyOf"] != nil
      || schema["oneOf"] != nil
  }

  func what(_ path: String) -> String {
    path.isEmpty ? subject : "`\(path)` of \(subject)"
  }

  private func compareInside(
    _ old: SchemaPlace, _ new: SchemaPlace, path: String, depth: Int,
    _ comparison: inout SchemaComparison
  ) {
    let old = SchemaFactsReader.followed(old, comparison.oldReferences)
    let new = SchemaFactsReader.followed(new, comparison.newReferences)
    let shared = sharedBases(old, new, comparison)
    let before = SchemaFacts(old, in: comparison.old.document, leaving: shared)
    let after = SchemaFacts(new, in: comparison.new.document, leaving: shared)
    for base in before.bases {
      guard let match = after.bases.first(where: { $0.modelName == base.modelName }) else {
        continue
      }
      let next = comparison.node(base, match, direction, what(path))
      if !comparison.nodes[next].users.contains(id) { comparison.nodes[next].users.append(id) }
    }
    if joinsOrLeavesChoice(old, new, before, after, path: path, depth: depth, &comparison) {
      return
    }
    var rules = SchemaRules(direction: direction, what: what(path), old: before, new: after)
    rules.compare()
    comparison.nodes[id].changes += rules.changes
    guard rules.isComparable else { return }
    members(before, after, path: path, depth: depth, &comparison)
    inner(before, after, path: path, depth: depth, &comparison)
  }

  /// Models that `allOf` names on both sides: compared by themselves.
  private func sharedBases(
    _ old: SchemaPlace, _ new: SchemaPlace, _ comparison: SchemaComparison
  ) -> Set<ExactName> {
    func names(_ place: SchemaPlace, _ references: LocalReference) -> Set<ExactName> {
      let parts = place.value["allOf"]?.array ?? []
      return Set(
        parts.compactMap { part in
          SchemaFactsReader.followed(SchemaPlace(value: part, pointer: nil), references).modelName
        }.map(ExactName.init))
    }
    return names(old, comparison.oldReferences).intersection(
      names(new, comparison.newReferences))
  }

  // MARK: Members

  private func members(
    _ old: SchemaFacts, _ new: SchemaFacts, path: String, depth: Int,
    _ comparison: inout SchemaComparison
  ) {
    func isHidden(_ property: SchemaFacts.Property, _ document: Value) -> Bool {
      let facts = SchemaFacts(property.place, in: document)
      return direction == .request ? facts.isReadOnly : facts.isWriteOnly
    }
    let flag = direction == .request ? "read-only" : "write-only"
    for before in old.properties {
      let inner = path.isEmpty ? before.name : "\(path).\(before.name)"
      guard let after = new.properties.first(where: { $0.name == before.name }) else {
        if isHidden(before, comparison.old.document) { continue }
        add(
          .memberRemoved, "\(what(inner)) was removed", before.range, new.range, &comparison)
        continue
      }
      let wasRequired = old.required.contains(ExactName(before.name))
      let isRequired = new.required.contains(ExactName(after.name))
      switch (
        isHidden(before, comparison.old.document), isHidden(after, comparison.new.document)
      ) {
      case (false, false): break
      case (true, true): continue
      case (false, true):
        add(.memberRemoved, "\(what(inner)) is \(flag) now", before.range, after.range, &comparison)
        continue
      case (true, false):
        let mustBeSent = isRequired && direction == .request
        add(
          mustBeSent ? .requiredMemberAdded : .memberAdded,
          "\(what(inner)) is no longer \(flag)\(mustBeSent ? " and is required" : "")",
          before.range, after.range, &comparison)
        continue
      }
      if wasRequired != isRequired {
        add(
          isRequired ? .memberBecameRequired : .memberBecameOptional,
          "\(what(inner)) is \(isRequired ? "required" : "optional") now", before.range,
          after.range, &comparison)
      }
      step(before.place, after.place, path: inner, depth: depth, &comparison)
    }
    for after in new.properties where !old.properties.contains(where: { $0.name == after.name }) {
      if isHidden(after, comparison.new.document) { continue }
      let inner = path.isEmpty ? after.name : "\(path).\(after.name)"
      let isRequired = new.required.contains(ExactName(after.name)) && direction == .request
      add(
        isRequired ? .requiredMemberAdded : .memberAdded,
        "\(what(inner)) was added\(isRequired ? " and is required" : "")", old.range, after.range,
        &comparison)
    }
    let declared = Set((old.properties + new.properties).map { ExactName($0.name) })
    let undeclared = old.required.symmetricDifference(new.required).subtracting(declared)
    for name in undeclared.map(\.text).sorted() {
      let inner = path.isEmpty ? name : "\(path).\(name)"
      let isRequired = new.required.contains(ExactName(name))
      add(
        isRequired ? .memberBecameRequired : .memberBecameOptional,
        "\(what(inner)) is \(isRequired ? "required" : "optional") now",
        old.place(of: "required"), new.place(of: "required"), &comparison)
    }
  }

  private func inner(
    _ old: SchemaFacts, _ new: SchemaFacts, path: String, depth: Int,
    _ comparison: inout SchemaComparison
  ) {
    if old.items != nil || new.items != nil {
      func any(_ facts: SchemaFacts) -> SchemaPlace {
        SchemaPlace(value: .object([], at: facts.place(of: "items")), pointer: nil)
      }
      step(
        old.items ?? any(old), new.items ?? any(new), path: path + "[]", depth: depth, &comparison)
    }
    switch (old.additional, new.additional) {
    case (.schema(let before), .schema(let after)):
      step(before, after, path: path.isEmpty ? "*" : path + ".*", depth: depth, &comparison)
    case (.schema, .open):
      add(
        .membersFreed, "members of any name of \(what(path)) can be of any kind now",
        old.place(of: "additionalProperties"), new.place(of: "additionalProperties"), &comparison)
    case (.open, .open), (.closed, .closed): break
    case (.open, _), (.schema, .closed):
      add(
        .membersClosed, "\(what(path)) no longer allows members of any name and kind",
        old.place(of: "additionalProperties"), new.place(of: "additionalProperties"), &comparison)
    case (_, .open), (.closed, .schema):
      add(
        .membersOpened, "\(what(path)) allows members that are not declared now",
        old.place(of: "additionalProperties"), new.place(of: "additionalProperties"), &comparison)
    }
    alternatives(old, new, path: path, depth: depth, &comparison)
  }

  func add(
    _ event: SchemaEvent, _ message: String, _ old: SourceRange?, _ new: SourceRange?,
    _ comparison: inout SchemaComparison
  ) {
    guard let kind = SchemaChanges.kind(event, direction) else { return }
    comparison.nodes[id].changes.append(ContractChange(kind, message, old: old, new: new))
  }
}
