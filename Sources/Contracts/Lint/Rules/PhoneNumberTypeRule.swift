import Documents

/// Finds phone numbers that are declared as numbers.
struct PhoneNumberTypeRule: LintRule {
  let id = "phone-number-type"
  let summary = "A phone number is an integer or a number"
  let explanation = """
    Then it can have no leading zero and no `+`, it needs more than 32 bits, and no case can send
    one as people write it.
    """
  let severity = Diagnostic.Severity.note

  private static let words: Set<String> = [
    "phone", "telephone", "msisdn", "movil", "mobile", "telefono", "celular", "fax", "cellphone",
  ]
  private static let endings: Set<String> = ["number", "no", "num", "numero"]

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.names.compactMap { named in
      guard named.type == "integer" || named.type == "number" else { return nil }
      var words = NameWords.words(of: named.name)
      if words.count > 1, let last = words.last, Self.endings.contains(last) { words.removeLast() }
      guard let last = words.last, Self.words.contains(last) else { return nil }
      return finding(
        "the phone number `\(named.name)` of \(named.isParameter ? "`\(named.owner)`" : named.owner)"
          + " is \(named.label)",
        remedy: "make it a string, or check that no number has a leading zero or `+`",
        at: named.range)
    }
  }
}
