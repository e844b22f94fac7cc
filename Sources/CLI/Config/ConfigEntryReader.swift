import Documents

/// Reads what a config says for one option, and refuses what the option can't be.
struct ConfigEntryReader {
  let option: CommandOption

  func read(_ value: Value, into diagnostics: inout [Diagnostic]) -> ConfigFile.Entry? {
    let before = diagnostics.count
    var values = [value]
    if option.isRepeating || option.joinsValues, let items = value.array {
      values = items
    } else if option.isRepeating, option.path == .afterEquals, let members = value.object {
      // `report: { junit: junit.xml }` for `junit=junit.xml`.
      values = members.flatMap { member in
        (member.value.array ?? [member.value]).map { item in
          guard let text = item.string else { return item }
          return .string("\(member.name)=\(text)", at: item.range)
        }
      }
    }
    for item in values { check(item, into: &diagnostics) }
    if option.joinsValues, values.allSatisfy({ $0.string != nil }) {
      values = [.string(values.compactMap(\.string).joined(separator: ","), at: value.range)]
    }
    guard diagnostics.count == before else { return nil }
    return ConfigFile.Entry(values: values, range: value.range)
  }

  private func check(_ value: Value, into diagnostics: inout [Diagnostic]) {
    let isFilled = value.string?.contains("${") ?? false
    if option.kind == .flag {
      if value.bool == nil, !isFilled { refuse(value, "true or false", nil, into: &diagnostics) }
      return
    }
    guard value.string != nil || value.number != nil else {
      let wanted = option.isRepeating ? "a text, or a list of texts" : "a text or a number"
      let remedy = value.bool == nil ? nil : "put it in quotation marks"
      refuse(value, wanted, remedy, into: &diagnostics)
      return
    }
    if let text = value.string, !isFilled, !option.values.isEmpty, !option.values.contains(text) {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-value", "`\(option.name)` can't be `\(text)`",
          remedy: Suggestion.remedy(for: text, among: option.values), at: value.range))
    }
    if option.name == "header", let text = value.string {
      checkField(text, value, into: &diagnostics)
    }
  }

  /// A config is read by many and kept in repositories: what looks like a secret has to come from the
  /// environment.
  private func checkField(_ text: String, _ value: Value, into diagnostics: inout [Diagnostic]) {
    let name = text.prefix { $0 != ":" }
    let words = ["auth", "cookie", "key", "password", "secret", "token"]
    guard !text.contains("${"), let word = words.first(where: name.lowercased().contains) else {
      return
    }
    diagnostics.append(
      Diagnostic(
        .error, code: "secret-in-config",
        "the header `\(name)` has \(word) in its name, and its value stands in the config",
        remedy: "take the value from the environment: \"\(name): ${NAME}\"", at: value.range))
  }

  private func refuse(
    _ value: Value, _ wanted: String, _ remedy: String?, into diagnostics: inout [Diagnostic]
  ) {
    let found = value.isNull ? "nothing" : value.typePhrase
    diagnostics.append(
      Diagnostic(
        .error, code: "wrong-type", "`\(option.name)` must be \(wanted), not \(found)",
        remedy: value.isNull ? "write a value, or take the key out" : remedy, at: value.range))
  }
}
