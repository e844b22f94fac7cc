/// Reads one object of our own file formats: every member has a type, unknown names are errors with
/// a suggestion, and everything wrong is gathered rather than thrown at the first.
package struct FormReader {
  package let value: Value
  /// What the object is, for messages: `a case`.
  package let what: String
  private let members: ValueObject
  /// Names that were probably meant by unknown ones: that they are missing goes without saying.
  private var misspelt: Set<String> = []

  /// Diagnoses a value that is no object, and every member that is not in `names`.
  package init(
    _ value: Value, what: String, names: [String], into diagnostics: inout [Diagnostic]
  ) {
    self.value = value
    self.what = what
    guard let members = value.object else {
      diagnostics.append(
        Diagnostic(
          .error, code: "wrong-type", "\(what) must be an object, not \(value.typePhrase)",
          remedy: "write it as `name: value` lines", at: value.range))
      self.members = ValueObject()
      return
    }
    self.members = members
    for member in members where !names.contains(member.name) {
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-key", "\(what) has no key `\(member.name)`",
          remedy: Suggestion.remedy(for: member.name, among: names),
          at: member.nameRange ?? member.value.range))
      if let near = Suggestion.nearest(to: member.name, among: names) { misspelt.insert(near) }
    }
  }

  package subscript(name: String) -> Value? { members[name] }

  package func string(_ name: String, into diagnostics: inout [Diagnostic]) -> String? {
    read(name, "a string", into: &diagnostics) { $0.string }
  }

  package func bool(_ name: String, into diagnostics: inout [Diagnostic]) -> Bool? {
    read(name, "true or false", into: &diagnostics) { $0.bool }
  }

  package func integer(_ name: String, into diagnostics: inout [Diagnostic]) -> Int? {
    read(name, "a whole number", into: &diagnostics) { $0.integer }
  }

  package func array(_ name: String, into diagnostics: inout [Diagnostic]) -> [Value]? {
    read(name, "a list", into: &diagnostics) { $0.array }
  }

  package func object(_ name: String, into diagnostics: inout [Diagnostic]) -> ValueObject? {
    read(name, "an object", into: &diagnostics) { $0.object }
  }

  /// A member that must be there.
  ///
  /// - Parameter example: what may be written for it.
  package func required<Result>(
    _ name: String, _ result: Result?, example: String = "…", into diagnostics: inout [Diagnostic]
  ) -> Result? {
    if result == nil, members[name] == nil, value.object != nil, !misspelt.contains(name) {
      diagnostics.append(
        Diagnostic(
          .error, code: "missing-key", "\(what) lacks the key `\(name)`",
          remedy: "add `\(name): \(example)`", at: value.range))
    }
    return result
  }

  /// The first line of our own files, `muster: suite/1`: what the file is and in which version of its format.
  package func checkHeader(_ kind: String, into diagnostics: inout [Diagnostic]) {
    guard value.object != nil else { return }
    let wanted = "\(kind)/1"
    let text = required(
      "muster", string("muster", into: &diagnostics), example: wanted, into: &diagnostics)
    guard let text, text != wanted else { return }
    diagnostics.append(
      Diagnostic(
        .error, code: "wrong-format", "this place takes `muster: \(wanted)`, not `muster: \(text)`",
        remedy: text.hasPrefix("\(kind)/")
          ? "version 1 is the only one that this muster reads; write `\(wanted)`"
          : "name another file, or correct its first line", at: members["muster"]?.range))
  }

  private func read<Result>(
    _ name: String, _ wanted: String, into diagnostics: inout [Diagnostic],
    _ convert: (Value) -> Result?
  ) -> Result? {
    guard let value = members[name] else { return nil }
    if let result = convert(value) { return result }
    diagnostics.append(
      Diagnostic(
        .error, code: "wrong-type",
        "`\(name)` of \(what) must be \(wanted), not \(value.typePhrase)",
        remedy: Self.remedy(name, wanted, value), at: value.range))
    return nil
  }

  /// How a value would have to be written; nil where nothing is nearer than what was said.
  private static func remedy(_ name: String, _ wanted: String, _ value: Value) -> String? {
    switch (wanted, value.kind) {
    case ("a string", .number), ("a string", .bool): "put it in quotation marks"
    case ("a list", .string(let text)) where text.utf8.count <= 40: "write `\(name): [\(text)]`"
    case ("a list", .string), ("a list", .number), ("a list", .bool): "put it in brackets"
    case ("a list", .object): "begin each of its items with `- `"
    case ("an object", _): "write it as `name: value` lines"
    default: nil
    }
  }
}

/// Finds what a person probably meant.
package enum Suggestion {
  /// "did you mean `x`?" where a name is close, else the list of what there is.
  package static func remedy(for word: String, among names: [String]) -> String {
    if let near = nearest(to: word, among: names) { return "did you mean `\(near)`?" }
    return "known: " + names.sorted().joined(separator: ", ")
  }

  /// The closest of the names, if it is at most a third of its length away, or the only one that begins
  /// like the word.
  package static func nearest(to word: String, among names: [String]) -> String? {
    let scored = names.map { (name: $0, distance: distance(word.lowercased(), $0.lowercased())) }
    guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
    if best.distance <= max(1, max(word.utf8.count, best.name.utf8.count) / 3) { return best.name }
    // `time` for `timeout`: the beginning of one name alone.
    let longer = names.filter { $0.hasPrefix(word) }
    return longer.count == 1 && word.utf8.count > 2 ? longer.first : nil
  }

  /// Insertions, deletions and replacements of scalars, and swaps of neighbours (`pgae` for `page`),
  /// bounded to words of 64.
  private static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.unicodeScalars.prefix(64))
    let right = Array(right.unicodeScalars.prefix(64))
    var before: [Int] = []
    var last = Array(0...right.count)
    for (i, scalar) in left.enumerated() {
      var row = [i + 1]
      for (j, other) in right.enumerated() {
        var least = min(last[j] + (scalar == other ? 0 : 1), row[j] + 1, last[j + 1] + 1)
        if i > 0, j > 0, scalar == right[j - 1], left[i - 1] == other {
          least = min(least, before[j - 1] + 1)
        }
        row.append(least)
      }
      before = last
      last = row
    }
    return last[right.count]
  }
}
