import Documents
package import Evidence
internal import Markup

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
    forEachRowAfterPlace { rows.append(EvidenceRow($0, $1)) }
    return rows
  }

  /// The rows one after the other, without a list of them and without the first, which says where.
  func forEachRowAfterPlace(_ body: (_ label: String, _ value: String) -> Void) {
    body("expected", expected)
    body("actual", actual)
    if let range { body("spec", range.description) }
    if let hint { body("hint", hint) }
    if let known { body("known", known.sentence) }
  }
}

extension KnownFailure {
  /// One line without a final full stop.
  package var sentence: String { "until \(expires), \(owner) answers for it: \(reason)" }
}

extension Exchange {
  /// What came back, in one line.
  package var answerLine: String {
    var text = TextBuffer()
    writeAnswerLine(to: &text)
    return text.text()
  }

  func writeAnswerLine(to text: inout TextBuffer) {
    if let response {
      text.append(decimal: response.status)
      let reason = response.reason
      if !reason.isEmpty {
        text.append(UInt8(ascii: " "))
        text.append(reason)
      }
      if let type = response.headers["Content-Type"] {
        text.append(literal: ", ")
        text.append(type)
      }
      text.append(literal: ", ")
      let size = response.body.count
      text.append(size == 0 ? "no body" : Plural.of(size, "byte"))
    } else if let failure {
      text.append(literal: "none: ")
      text.append(failure.message)
    } else {
      text.append(literal: "none: not sent")
      return
    }
    if attempts.count > 1 { text.append(" (attempt \(attempts.count))") }
  }

  /// The answer's body where there is one, its beginning only.
  package func bodyExcerpt(limit: Int) -> String? {
    guard let body = response?.body, !body.isEmpty else { return nil }
    var text = TextBuffer()
    Exchange.writeExcerpt(of: body, limit: limit, to: &text)
    return text.text()
  }

  static func writeExcerpt(of body: [UInt8], limit: Int, to text: inout TextBuffer) {
    if body.count <= limit, body.reduce(0, |) < 0x80 {
      text.append(contentsOf: body)
      return
    }
    let excerpt = Excerpt(body, limit: limit)
    text.append(excerpt.text)
    if excerpt.omitted > 0 { text.append("… (\(Plural.of(excerpt.omitted, "more byte")))") }
  }
}
