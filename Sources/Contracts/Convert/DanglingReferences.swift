import Documents

/// Replaces references that lead nowhere: no validator accepts them, and nothing can be checked by
/// them.
struct DanglingReferences: SpecVisitor {
  let grammar: SpecGrammar
  let references: LocalReference
  var log: ConversionLog

  static func replaced(
    in document: Value, _ grammar: SpecGrammar, log: inout ConversionLog
  ) -> Value {
    var visitor = DanglingReferences(
      grammar: grammar, references: LocalReference(document: document), log: log)
    let result = visitor.walk(document, as: .document) ?? document
    log = visitor.log
    return result
  }

  mutating func enter(
    _ members: inout ValueObject, _ kind: SpecKind, name: String, at range: SourceRange?
  ) {
    guard kind == .schema, members["$ref"]?.string != nil, !leadsSomewhere(members) else { return }
    diagnose(members, at: range)
    members["$ref"] = nil
  }

  mutating func reference(
    _ members: ValueObject, _ kind: SpecKind, at range: SourceRange?
  ) -> Value? {
    if leadsSomewhere(members) { return .object(members, at: range) }
    diagnose(members, at: range)
    guard kind == .schema else { return nil }
    let word = TypeLabel.modelName(members["$ref"]?.string ?? "")
    return .object([(TypeTranslator.wordMember, .string(word, at: range))], at: range)
  }

  private func leadsSomewhere(_ members: ValueObject) -> Bool {
    guard let text = members["$ref"]?.string, text.startsExactly(with: "#"),
      let pointer = JSONPointer(parsing: text), !pointer.tokens.isEmpty
    else { return false }
    return references.document[pointer] != nil
  }

  private mutating func diagnose(_ members: ValueObject, at range: SourceRange?) {
    log.lost(
      "reference-lost", "nothing stands at `\(members["$ref"]?.string ?? "")`",
      "define it or correct the reference; anything is accepted in its place", at: range)
  }
}
