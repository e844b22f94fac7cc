import Documents
import Evidence
import Testing

@Suite struct SourceTextsTests {
  struct Row: Sendable, CustomStringConvertible {
    var description: String
    var text: String
    /// Line and column of the place, and its last line.
    var place: (line: Int, column: Int, last: Int)
    var first = 1
    var lines: [String]?
  }

  private static let file = SourceFile(name: "spec.yaml")
  private static let five = "a\nb\nc\nd\ne\nf\n"
  private static let long =
    String(repeating: "x", count: 300) + "HERE" + String(repeating: "y", count: 300)

  static let rows: [Row] = [
    Row(
      description: "in the middle", text: five, place: (3, 1, 3), lines: ["a", "b", "c", "d", "e"]),
    Row(description: "first line", text: five, place: (1, 1, 1), lines: ["a", "b", "c"]),
    Row(description: "last line", text: five, place: (6, 1, 6), first: 4, lines: ["d", "e", "f"]),
    Row(
      description: "several lines", text: five, place: (2, 1, 3), lines: ["a", "b", "c", "d", "e"]),
    Row(
      description: "a place of many lines is cut", text: String(repeating: "l\n", count: 50),
      place: (10, 1, 40), first: 8, lines: Array(repeating: "l", count: 10)),
    Row(description: "CR LF and CR", text: "a\r\nb\rc", place: (2, 1, 2), lines: ["a", "b", "c"]),
    Row(description: "an end before its start", text: "a\nb", place: (2, 1, 1), lines: ["a", "b"]),
    Row(
      description: "one long line", text: long, place: (1, 301, 1),
      lines: [
        "…" + String(repeating: "x", count: 80) + "HERE" + String(repeating: "y", count: 156) + "…"
      ]),
    Row(description: "beyond the end", text: "a\n", place: (9, 1, 9), lines: nil),
    Row(description: "line 0", text: "a\n", place: (0, 0, 0), lines: nil),
    Row(description: "empty file", text: "", place: (1, 1, 1), lines: [""]),
  ]

  @Test(arguments: rows) func showsTheLinesAroundAPlace(_ row: Row) {
    var texts = SourceTexts()
    texts.add(Array(row.text.utf8), of: Self.file)
    let range = SourceRange(
      file: Self.file, start: SourcePosition(line: row.place.line, column: row.place.column),
      end: SourcePosition(line: row.place.last, column: 1))
    #expect(
      texts.excerpt(at: range)
        == row.lines.map { SourceExcerpt(firstLine: row.first, lines: $0) })
  }

  @Test func knowsNothingOfOtherFiles() {
    let range = SourceRange(
      file: SourceFile(name: "other.yaml"), start: SourcePosition(line: 1, column: 1))
    #expect(SourceTexts().excerpt(at: range) == nil)
  }

  @Test func fillsFindingsAndTakesSecretsOut() {
    var texts = SourceTexts()
    texts.add(Array("type: string\nexample: hunter2-secret\n".utf8), of: Self.file)
    let finding = Finding(
      check: "body-schema", operation: "GET /a", message: "wrong", expected: "a", actual: "b",
      range: SourceRange(file: Self.file, start: SourcePosition(line: 1, column: 1)))
    let step = StepResult(
      role: .test, operation: "GET /a", expectation: "200",
      exchange: Exchange(request: HTTPRequest(method: "GET", url: "http://h/a"), attempts: []),
      findings: [finding])
    let result = CaseResult(
      id: "a", title: "a", group: "GET /a", intent: "positive", verdict: .failed, steps: [step])
    let reduction = Reduction(
      finding: finding, caseID: "a", steps: 1, exchange: nil, requests: 1, isComplete: true)
    let redactor = Redactor(secrets: ["hunter2-secret"])
    let expected = SourceExcerpt(firstLine: 1, lines: ["type: string", "example: [redacted]"])

    guard case .caseFinished(let filled) = texts.filled(.caseFinished(result), { redactor }),
      case .finished(let summary) = texts.filled(
        .finished(RunSummary(duration: 1, requests: 1, reductions: [reduction])), { redactor })
    else {
      Issue.record("another event came back")
      return
    }
    #expect(filled.findings.map(\.excerpt) == [expected])
    #expect(summary.reductions.map(\.finding.excerpt) == [expected])
    // A redactor that comes later takes them out as well.
    var plain = finding
    plain.excerpt = SourceExcerpt(firstLine: 1, lines: ["hunter2-secret"])
    #expect(redactor.redacted(plain).excerpt?.lines == ["[redacted]"])
  }
}
