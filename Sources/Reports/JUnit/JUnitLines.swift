import Documents
import Evidence
internal import Markup

/// The text of one element in the making: lines, and values with labels in a column of their own.
struct JUnitLines: ~Copyable {
  private(set) var text = TextBuffer(capacity: 4096)
  /// Bytes of all lines, without the line feeds between them.
  private(set) var count = 0
  private var hasLines = false
  /// Where the line in the making begins.
  private var start = 0

  /// Memory that is kept for the next text.
  private static let keptCapacity = 64 << 10

  mutating func removeAll() {
    text.removeAll(keepingAtMost: Self.keptCapacity)
    count = 0
    hasLines = false
  }

  /// A text that has its lines already.
  mutating func add(whole text: String) {
    self.text.append(text)
    count += text.utf8.count
    hasLines = true
  }

  mutating func add(_ line: String) {
    add { $0.append(line) }
  }

  /// A line that is not written as one string.
  @inline(__always)
  mutating func add(_ write: (inout TextBuffer) -> Void) {
    begin()
    write(&text)
    end()
  }

  mutating func add(_ label: String, _ value: String) {
    add(label) { $0.append(value) }
  }

  mutating func add(_ rows: [EvidenceRow]) {
    for row in rows { add(row.label, row.value) }
  }

  /// A labelled value that is not written as one string.
  @inline(__always)
  mutating func add(_ label: String, _ write: (inout TextBuffer) -> Void) {
    begin()
    text.append(literal: "  ")
    text.append(label)
    text.append(repeating: UInt8(ascii: " "), count: max(1, 11 - label.utf8.count))
    let value = text.count
    write(&text)
    if text.hasLineFeed(from: value) { indent(from: value) }
    end()
  }

  private mutating func begin() {
    if hasLines { text.append(UInt8(ascii: "\n")) }
    hasLines = true
    start = text.count
  }

  private mutating func end() {
    if text.count - start > JUnitText.valueLimit {
      replace(from: start, by: OneLine.bounded(text.text(from: start), limit: JUnitText.valueLimit))
    }
    count += text.count - start
  }

  /// Further lines below the first one.
  private mutating func indent(from start: Int) {
    let parts = text.text(from: start).unicodeScalars
      .split(separator: "\n", omittingEmptySubsequences: false)
    replace(from: start, by: parts.map { String($0) }.joined(separator: "\n             "))
  }

  private mutating func replace(from start: Int, by other: String) {
    text.truncate(to: start)
    text.append(other)
  }
}

extension JUnitLines {
  mutating func add(steps: [StepResult]) {
    // By place: a step is large, and copying it counts every part of it.
    for place in steps.indices {
      guard count < JUnitText.textLimit else { return }
      let exchange = steps[place].exchange
      let request = exchange.request
      add("")
      add {
        $0.append(steps[place].role.rawValue)
        $0.append(UInt8(ascii: " "))
        $0.append(steps[place].operation)
      }
      add("request") {
        $0.append(request.method)
        $0.append(UInt8(ascii: " "))
        $0.append(request.url)
      }
      add("expected", steps[place].expectation)
      add("answer") { exchange.writeAnswerLine(to: &$0) }
      if let body = exchange.response?.body, !body.isEmpty {
        add("body") { Exchange.writeExcerpt(of: body, limit: JUnitText.valueLimit / 2, to: &$0) }
      }
    }
  }

  mutating func add(origin result: CaseResult) {
    add("")
    add("case", result.id)
    add("intent", result.intent)
    if let range = result.range { add("written at", range.description) }
  }

  /// How to send what failed again, alone and as the case.
  mutating func add(again result: CaseResult, _ command: [String]) {
    let steps = result.steps
    let place = steps.indices.first { place in
      let findings = steps[place].findings
      return findings.indices.contains { findings[$0].severity == .failure }
    }
    if let place {
      let request = steps[place].exchange.request
      add("curl") { CurlCommand.write(request, to: &$0) }
    }
    add("repeat") { RepeatCommand.write(result.id, command, to: &$0) }
  }

  /// What is wrong, and where.
  mutating func add(_ finding: Finding, prefix: String = "") {
    add {
      $0.append(prefix)
      $0.append(finding.check)
      $0.append(literal: ": ")
      $0.append(finding.message)
    }
    add("operation", finding.operation)
    if let pointer = finding.pointer { add("at") { pointer.writeDisplay(to: &$0) } }
    finding.forEachRowAfterPlace { add($0, $1) }
  }
}
