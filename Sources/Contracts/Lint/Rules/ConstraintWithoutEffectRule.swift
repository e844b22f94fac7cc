import Documents

/// Finds constraints of another type than the schema's.
struct ConstraintWithoutEffectRule: LintRule {
  let id = "constraint-without-effect"
  let summary = "A constraint belongs to another type than the schema's"
  let explanation = """
    `maxLength` of an integer is never checked; either the type or the constraint is wrong.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.sites.flatMap { site -> [Diagnostic] in
      guard site.members["$ref"]?.string == nil else { return [] }
      let types = Self.types(of: site.members)
      guard !types.isEmpty else { return [] }
      return ConstraintWords.types.flatMap { type, words -> [Diagnostic] in
        guard !types.contains(type) else { return [] }
        return words.compactMap { word in
          guard let member = site.members.member(word),
            !(site.role != .schema && word == "required"), !Self.isFlag(word, member.value)
          else { return nil }
          let stated = site.members["type"]?.string ?? types.sorted().joined(separator: ", ")
          return finding(
            "`\(word)` of \(PlaceName.of(site.pointer, in: subject.contract.document)) has no"
              + " effect on \(stated)",
            remedy: "correct the type or leave it out", at: member.nameRange ?? member.value.range)
        }
      }
    }
  }

  /// `uniqueItems: false` and the like constrain nothing anyway.
  private static func isFlag(_ word: String, _ value: Value) -> Bool {
    value.bool == false || (word == "additionalProperties" && value.bool == true)
  }

  private static func types(of members: ValueObject) -> Set<String> {
    var types = Set(members["type"]?.array?.compactMap(\.string) ?? [])
    if let type = members["type"]?.string { types.insert(type) }
    if types.remove("integer") != nil { types.insert("number") }
    // What is no type is told elsewhere.
    return types.isSubset(of: ["object", "array", "string", "number", "boolean", "null"])
      ? types : []
  }
}
