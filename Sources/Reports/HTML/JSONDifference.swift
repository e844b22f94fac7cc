import Documents
package import Evidence

/// An answer's JSON, laid out, with what is wrong marked at its place and what was expected below it.
package struct JSONDifference {
  /// Lines shown around the place.
  private static let margin = 3
  /// Lines shown of the wrong value.
  private static let valueLimit = 8
  private static let lineLimit = 200

  package struct Line: Sendable, Hashable {
    /// The raw value is a class of the page.
    package enum Kind: String, Sendable { case same, actual, expected, gap }

    package var kind: Kind
    package var text: String

    package init(kind: Kind, text: String) {
      self.kind = kind
      self.text = text
    }
  }

  package var lines: [Line]

  /// Where the finding is about a place in a JSON answer: the place with what is around it. Else the
  /// two texts alone.
  package init(_ finding: Finding, body: [UInt8]?) {
    lines =
      Self.placed(finding, body ?? [])
      ?? [
        Line(kind: .actual, text: Self.shown(finding.actual)),
        Line(kind: .expected, text: Self.shown(finding.expected)),
      ]
  }

  private static func shown(_ text: String) -> String { HTMLText.line(text, limit: lineLimit) }

  private static func placed(_ finding: Finding, _ body: [UInt8]) -> [Line]? {
    guard let pointer = finding.pointer, !pointer.isRoot, let layout = JSONLayout(body) else {
      return nil
    }
    // Where it leads to nothing, what lacks it is shown.
    var tokens = pointer.tokens
    while layout.tree[JSONPointer(tokens)] == nil, !tokens.isEmpty { tokens.removeLast() }
    guard let place = layout.lines(of: JSONPointer(tokens)) else { return nil }
    let isThere = tokens.count == pointer.count
    var openings: Set<Int> = []
    for count in 0..<tokens.count {
      if let line = layout.lines(of: JSONPointer(Array(tokens.prefix(count))))?.lowerBound {
        openings.insert(line)
      }
    }
    let value = isThere ? place : place.lowerBound...place.lowerBound
    let end = min(value.upperBound, value.lowerBound + valueLimit - 1)
    let around =
      max(0, value.lowerBound - margin)...min(layout.texts.count - 1, value.upperBound + margin)
    var lines: [Line] = []
    var isGap = false
    for (number, text) in layout.texts.enumerated() {
      let isShown =
        openings.contains(number)
        || (around.contains(number) && !(number > end && value.contains(number)))
      guard isShown else {
        if !isGap { lines.append(Line(kind: .gap, text: "⋮")) }
        isGap = true
        continue
      }
      isGap = false
      let isWrong = isThere && value.contains(number)
      lines.append(Line(kind: isWrong ? .actual : .same, text: shown(text)))
      if number == end {
        let start = layout.texts[value.lowerBound]
        let indent = String(start.prefix { $0 == " " }.prefix(40)) + (isThere ? "" : "  ")
        let name = isThere ? "" : "\(JSONWriter.quoted(pointer.tokens[tokens.count])): "
        lines.append(
          Line(kind: .expected, text: indent + shown("\(name)expected \(finding.expected)")))
      }
    }
    return lines
  }

  var value: Value {
    .array(
      lines.map { .object([("kind", .string($0.kind.rawValue)), ("text", .string($0.text))]) })
  }
}
