import Documents

extension SchemaPairing {
  typealias Alternative = (key: String, place: SchemaPlace)

  /// What alternatives are known by: the name of a model, else what they say.
  private static func key(_ place: SchemaPlace, _ references: LocalReference) -> String {
    let target = SchemaFactsReader.followed(place, references)
    if let name = target.modelName { return "model `\(name)`" }
    guard var members = target.value.object else { return CanonicalJSON.text(target.value) }
    for name in members.names where SchemaFactsReader.isRemark(name) { members[name] = nil }
    return CanonicalJSON.text(.object(members))
  }

  private static func name(_ entry: Alternative) -> String {
    entry.key.utf8.first == UInt8(ascii: "{")
      ? TypeLabel.label(of: entry.place.value) : "the " + entry.key
  }

  /// A schema that became one of several, or the only one that is left of them: the others came or
  /// went. False where it is neither.
  func joinsOrLeavesChoice(
    _ old: SchemaPlace, _ new: SchemaPlace, _ before: SchemaFacts, _ after: SchemaFacts,
    path: String, depth: Int, _ comparison: inout SchemaComparison
  ) -> Bool {
    guard before.alternatives.isEmpty != after.alternatives.isEmpty else { return false }
    let joins = before.alternatives.isEmpty
    let choice = joins ? new : old
    let isPlain = choice.value.object?.allSatisfy { member in
      ["anyOf", "oneOf", "discriminator"].contains(member.name)
        || SchemaFactsReader.isRemark(member.name)
    }
    guard isPlain == true else { return false }
    let single =
      joins
      ? Self.key(old, comparison.oldReferences) : Self.key(new, comparison.newReferences)
    let references = joins ? comparison.newReferences : comparison.oldReferences
    var others: [Alternative] = (joins ? after : before).alternatives.map {
      (key: Self.key($0, references), place: $0)
    }
    guard let match = others.firstIndex(where: { $0.key == single }) else { return false }
    let same = others.remove(at: match).place
    step(joins ? old : same, joins ? same : new, path: path, depth: depth, &comparison)
    for entry in others {
      add(
        joins ? .alternativeAdded : .alternativeRemoved,
        "\(what(path)) can \(joins ? "also" : "no longer") be \(Self.name(entry))",
        joins ? before.range : entry.place.value.range,
        joins ? entry.place.value.range : after.range, &comparison)
    }
    return true
  }

  func alternatives(
    _ old: SchemaFacts, _ new: SchemaFacts, path: String, depth: Int,
    _ comparison: inout SchemaComparison
  ) {
    var before = old.alternatives.map { (key: Self.key($0, comparison.oldReferences), place: $0) }
    var after = new.alternatives.map { (key: Self.key($0, comparison.newReferences), place: $0) }
    if before.isEmpty && after.isEmpty { return }
    for place in before.indices.reversed() {
      guard let match = after.firstIndex(where: { $0.key == before[place].key }) else { continue }
      step(before[place].place, after[match].place, path: path, depth: depth, &comparison)
      before.remove(at: place)
      after.remove(at: match)
    }
    let isSwapped =
      before.contains { comparison.isModel($0.place, of: comparison.oldReferences) }
      || after.contains { comparison.isModel($0.place, of: comparison.newReferences) }
    if before.count == after.count, !old.alternatives.isEmpty, !isSwapped {
      // As many as before, some of them edited.
      for (left, right) in zip(before, after) {
        step(left.place, right.place, path: path, depth: depth, &comparison)
      }
      return
    }
    if old.alternatives.isEmpty {
      // A choice where there was none narrows.
      add(
        .alternativeRemoved, "\(what(path)) must be one of \(after.count) alternatives now",
        old.range, new.range, &comparison)
      return
    }
    if new.alternatives.isEmpty {
      add(
        .alternativeAdded, "\(what(path)) need not be one of \(before.count) alternatives any more",
        old.range, new.range, &comparison)
      return
    }
    for entry in before {
      add(
        .alternativeRemoved, "\(what(path)) can no longer be \(Self.name(entry))",
        entry.place.value.range, new.range, &comparison)
    }
    for entry in after {
      add(
        .alternativeAdded, "\(what(path)) can also be \(Self.name(entry))", old.range,
        entry.place.value.range, &comparison)
    }
  }
}
