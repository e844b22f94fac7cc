import Documents
import Reports

/// What a webhook is told of a change.
package enum ChangeMessage: String, Sendable, CaseIterable {
  /// Everything, for programs.
  case json
  /// A text as Slack and what is compatible with it take it.
  case slack

  /// Cases that are named.
  private static let limit = 20

  package func body(_ change: HistoryChange) -> [UInt8] {
    switch self {
    case .slack:
      JSONWriter.bytes(.object([("text", .string(Self.escaped(Self.text(change))))]))
    case .json:
      JSONWriter.bytes(
        .object([
          ("format", .string("muster-change")), ("version", .string("1.0")),
          ("run", change.run.value), ("new", Self.value(change.new)),
          ("newCount", .integer(change.new.count)), ("fixed", Self.value(change.fixed)),
          ("fixedCount", .integer(change.fixed.count)),
          ("stillFailing", .integer(change.stillFailing)), ("text", .string(Self.text(change))),
        ]))
    }
  }

  private static func value(_ entries: [HistoryComparison.Entry]) -> Value {
    .array(
      entries.prefix(limit).map { entry in
        .object(
          [("id", .string(entry.id)), ("title", .string(entry.title))]
            + (entry.cause.map { [("cause", .string($0))] } ?? []))
      })
  }

  /// Some lines for people.
  private static func text(_ change: HistoryChange) -> String {
    let run = change.run
    let still = change.stillFailing > 0 ? ", \(change.stillFailing) still failing" : ""
    var lines = [
      "\(shown(run.contract)) at \(shown(run.target)): \(change.new.count) new,"
        + " \(change.fixed.count) fixed\(still) (\(run.verdict))"
    ]
    for (word, entries) in [("new", change.new), ("fixed", change.fixed)] {
      lines += entries.prefix(limit).map { entry in
        let cause = word == "new" ? entry.cause.map { ": \(shown($0))" } ?? "" : ""
        return "• \(word): \(shown(entry.title))\(cause)"
      }
      if entries.count > limit { lines.append("• and \(entries.count - limit) more \(word)") }
    }
    return lines.joined(separator: "\n")
  }

  private static func shown(_ text: String) -> String {
    TerminalText.escaped(OneLine.of(text, limit: 300))
  }

  /// The three characters that Slack reads as markup: no text of a target can ping anybody.
  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
