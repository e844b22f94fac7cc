import Documents
package import Evidence

/// A line of evidence with what it is; the same in every report for people.
package struct EvidenceRow: Sendable, Hashable {
  package var label: String
  /// As the target or the user gave it: not yet fit for a terminal or for XML.
  package var value: String

  package init(_ label: String, _ value: String) {
    self.label = label
    self.value = value
  }
}

extension Finding {
  /// Where, what was expected and found, which line of the spec says so, and what may help.
  package var rows: [EvidenceRow] {
    var rows: [EvidenceRow] = []
    if let pointer { rows.append(EvidenceRow("at", pointer.display)) }
    rows.append(EvidenceRow("expected", expected))
    rows.append(EvidenceRow("actual", actual))
    if let range { rows.append(EvidenceRow("spec", range.description)) }
    if let hint { rows.append(EvidenceRow("hint", hint)) }
    if let known { rows.append(EvidenceRow("known", known.sentence)) }
    return rows
  }
}

extension KnownFailure {
  /// One line without a final full stop.
  package var sentence: String { "until \(expires), \(owner) answers for it: \(reason)" }
}

extension Exchange {
  /// What came back, in one line.
  package var answerLine: String {
    let tries = attempts.count > 1 ? " (attempt \(attempts.count))" : ""
    if let response {
      let reason = response.reason.isEmpty ? "" : " \(response.reason)"
      let type = response.headers["Content-Type"].map { ", \($0)" } ?? ""
      let size = response.body.isEmpty ? "no body" : Plural.of(response.body.count, "byte")
      return "\(response.status)\(reason)\(type), \(size)\(tries)"
    }
    if let failure { return "none: \(failure.message)\(tries)" }
    return "none: not sent"
  }

  /// The answer's body where there is one, its beginning only.
  package func bodyExcerpt(limit: Int) -> String? {
    guard let body = response?.body, !body.isEmpty else { return nil }
    let excerpt = Excerpt(body, limit: limit)
    guard excerpt.omitted > 0 else { return excerpt.text }
    return "\(excerpt.text)… (\(Plural.of(excerpt.omitted, "more byte")))"
  }
}
