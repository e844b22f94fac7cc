import Evidence

/// How many of the contract's promises were looked at, and of the plan's cases.
struct ConsoleTallies {
  var tally: RunTally
  var style: ConsoleStyle

  /// Obligations named on one line.
  private static let namesLimit = 12
  /// Ways to reach obligations of one reason.
  private static let remediesLimit = 3

  var lines: [String] {
    obligations(.status, "status cells", "discharged")
      + obligations(.security, "security", "discharged")
      + obligations(.property, "properties", "observed")
      + obligations(.parameter, "parameters", "discharged")
      + obligations(.errorBody, "error bodies", "shown")
      + (tally.ledger.tally(.fallback).reached > 0
        ? obligations(.fallback, "defaults", "shown") : [])
      + row("cases", cases)
  }

  private func obligations(
    _ kind: ObligationFact.Kind, _ label: String, _ verb: String
  ) -> [String] {
    let count = tally.ledger.tally(kind)
    guard count.total > 0 else { return [] }
    let done = "\(Numbers.grouped(count.discharged)) of \(Numbers.grouped(count.total)) \(verb)"
    var parts: [Part] = [(done, count.discharged == count.total ? .green : .bold)]
    if count.failed > 0 { parts.append(("\(count.failed) failed", .red)) }
    if count.notReached > 0, kind != .property, kind.isOwed {
      parts.append(("\(count.notReached) not reached", .yellow))
    }
    return row(label, parts)
      + (kind.isOwed ? unreached(kind) : [])
  }

  /// Why obligations were not reached, one entry for each reason, naming them where they are few.
  private func unreached(_ kind: ObligationFact.Kind) -> [String] {
    var reasons: [String] = []
    var facts: [String: [ObligationFact]] = [:]
    for entry in tally.ledger.entries
    where entry.fact.kind == kind && entry.outcome.state == .notReached {
      let reason = entry.outcome.reason ?? "no reason was given"
      if facts[reason] == nil { reasons.append(reason) }
      facts[reason, default: []].append(entry.fact)
    }
    // What was never seen needs no line where no case could have seen it.
    if kind == .property, tally.counts.judged == 0 { return [] }
    let total = tally.ledger.tally(kind).total
    return reasons.prefix(4).flatMap { reason in
      let all = facts[reason] ?? []
      let names = all.count < total ? " (\(names(of: all)))" : ""
      var lines = ConsoleText.row(
        "", "\(Numbers.grouped(all.count)) \(style.times) \(reason)\(names)", indent: 4, column: 13,
        lines: 2, style.plain)
      var remedies: [String] = []
      for remedy in all.compactMap(\.remedy) where !remedies.contains(remedy) {
        remedies.append(remedy)
      }
      for (place, remedy) in remedies.prefix(Self.remediesLimit).enumerated() {
        let isLast = place == Self.remediesLimit - 1 && remedies.count > Self.remediesLimit
        let more = isLast ? ", and so on (`muster show --ledger` lists all)" : ""
        lines += ConsoleText.row(
          "", "\(style.arrow) \(remedy)\(more)", indent: 4, column: 13, lines: 2, style.plain)
      }
      return lines.map { style.paint($0, .dim) }
    }
  }

  /// `GET /accounts 400 404, PUT /profile/{profileId} 404` or `details: airTime callFrom`.
  private func names(of facts: [ObligationFact]) -> String {
    var subjects: [String] = []
    var details: [String: [String]] = [:]
    for fact in facts.prefix(Self.namesLimit) {
      if details[fact.subject] == nil { subjects.append(fact.subject) }
      details[fact.subject, default: []].append(fact.detail)
    }
    let colon = facts.first?.kind == .property ? ":" : ""
    let names = subjects.map { "\($0)\(colon) \(details[$0, default: []].joined(separator: " "))" }
    return names.joined(separator: ", ") + (facts.count > Self.namesLimit ? ", …" : "")
  }

  private var cases: [Part] {
    let counts = tally.counts
    var parts: [Part] = [("\(Numbers.grouped(counts.passed)) passed", nil)]
    if counts.flaky > 0 {
      parts.append(("\(Numbers.grouped(counts.flaky)) of them flaky", .yellow))
    }
    let new = counts.failed - counts.known
    if new > 0 { parts.append(("\(Numbers.grouped(new)) failed", .red)) }
    if counts.known > 0 {
      parts.append(("\(Numbers.grouped(counts.known)) known to fail", .yellow))
    }
    if counts.inconclusive > 0 {
      parts.append(("\(Numbers.grouped(counts.inconclusive)) inconclusive", .yellow))
    }
    if counts.skipped > 0 { parts.append(("\(Numbers.grouped(counts.skipped)) skipped", nil)) }
    let silent = tally.planned - counts.total
    if silent > 0 { parts.append(("\(Numbers.grouped(silent)) not run", nil)) }
    return parts
  }

  /// A figure with its colour.
  private typealias Part = (text: String, paint: ConsoleStyle.Paint?)

  /// The figures behind their label; those that the line has no room for go on below the first.
  private func row(_ label: String, _ parts: [Part]) -> [String] {
    let column = 15
    let room = max(8, style.width - 2 - column)
    var lines: [String] = []
    var line = (text: "", width: 0)
    func end() {
      if line.width > 0 { lines.append(line.text) }
      line = ("", 0)
    }
    for part in parts {
      let width = TerminalText.width(part.text)
      let gap = line.width == 0 ? 0 : TerminalText.width(style.separator)
      if line.width + gap + width > room { end() }
      if width > room {
        lines += TerminalText.wrapped(
          part.text, columns: room, limit: 3, ellipsis: style.ellipsis
        ).map { text in part.paint.map { style.paint(text, $0) } ?? text }
        continue
      }
      if line.width > 0 { line = (line.text + style.separator, line.width + gap) }
      line.text += part.paint.map { style.paint(part.text, $0) } ?? part.text
      line.width += width
    }
    end()
    let margin = String(repeating: " ", count: 2 + column)
    let gap = String(repeating: " ", count: column - label.utf8.count)
    return lines.enumerated().map { place, text in
      place == 0 ? "  " + style.paint(label, .dim) + gap + text : margin + text
    }
  }
}
