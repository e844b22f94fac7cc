import Documents
import Evidence
import Reports
import Testing

/// Text that a target, a spec or a user could hand us, in every field of a run.
struct HostileText {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  static let pieces: [String] = [
    "]]>", "<![CDATA[", "<!--", "-->", "<?xml?>", "</failure>", "<failure>", "&amp;", "&#0;", "&lt",
    "\"", "'", "<", ">", "&", "\u{0}", "\u{1}", "\u{8}", "\u{B}", "\u{1F}", "\u{7F}", "\u{85}",
    "\u{9F}", "\u{FFFE}", "\u{FFFF}", "\u{FFFD}", "\u{FEFF}", "\u{1FFFE}", "\u{10FFFF}", "\u{E000}",
    "\u{D7FF}", "\u{202E}", "\u{2028}", "\r", "\n", "\r\n", "\t", " ", "  ", "e\u{301}", "é", "日本",
    "👩‍👩‍👧", "\u{1B}[31m", "\\u{0001}", "a", "Z", "0", "/", "%00", "${x}", "`id`", "\u{3000}",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;",
  ]

  mutating func text(_ most: Int = 12) -> String {
    (0..<next(most + 1)).map { _ in Self.pieces[next(Self.pieces.count)] }.joined()
  }

  mutating func bytes() -> [UInt8] {
    Array(text().utf8) + (0..<next(30)).map { _ in UInt8(next(256)) } + [0xED, 0xA0, 0x80]
  }

  mutating func finding() -> Finding {
    Finding(
      check: text(), severity: next(3) == 0 ? .warning : .failure, operation: text(),
      message: text(), pointer: next(2) == 0 ? nil : JSONPointer([text(), text()]),
      expected: text(), actual: text(),
      range: SourceRange(
        file: SourceFile(name: text()), start: SourcePosition(line: next(99), column: next(9))),
      hint: next(2) == 0 ? nil : text())
  }

  mutating func result(_ id: Int) -> CaseResult {
    let exchange = Exchange(
      request: HTTPRequest(
        method: text(), url: text(), headers: HTTPHeaders([text(): text()]),
        body: bytes()),
      attempts: [
        Exchange.Attempt(
          outcome: next(3) == 0
            ? .failure(TransportFailure(.truncatedBody, message: text(), remedy: text()))
            : .response(
              HTTPResponse(
                status: next(1000), reason: text(),
                headers: HTTPHeaders(["Content-Type": text()]), body: bytes())),
          timing: Exchange.Timing(total: 0.1))
      ])
    return CaseResult(
      id: text() + String(id), title: text(), group: text(), intent: text(),
      verdict: Verdict.allCases[next(4)],
      steps: [
        StepResult(
          role: .test, operation: text(), expectation: text(), exchange: exchange,
          findings: (0..<next(3)).map { _ in finding() })
      ],
      reason: next(2) == 0 ? nil : Reason(code: text(), message: text(), remedy: text()),
      duration: Double(next(10_000)) / 777)
  }

  mutating func run() -> [RunEvent] {
    var facts = SampleContract.facts()
    facts.toolVersion = text()
    facts.contract = text()
    facts.contractVersion = text()
    facts.specFiles = [text(), text()]
    facts.baseURL = text()
    facts.strictness = text()
    facts.vacuity = [text()]
    facts.assumptions = [text()]
    facts.diagnostics = [Diagnostic(.warning, code: text(), text(), remedy: text())]
    facts.startedAt = Double(next(1 << 40)) - 1e11
    let cases = (0..<(1 + next(6))).map { RunEvent.caseFinished(result($0)) }
    let ended = Reason(code: text(), message: text(), remedy: text())
    return [.started(facts)] + cases
      + [.finished(RunSummary(duration: 1, requests: 1, endedEarly: ended))]
  }
}

/// The rule of XML 1.0 §2.2 spelt out once more, apart from the code under test.
private func shown(_ text: String) -> String {
  text.unicodeScalars.map { scalar -> String in
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: String(scalar)
    default:
      "\\u{" + String(("0000" + String(scalar.value, radix: 16, uppercase: true)).suffix(4)) + "}"
    }
  }.joined()
}

private func isSame(_ left: String?, _ right: String) -> Bool {
  left.map { $0.unicodeScalars.elementsEqual(right.unicodeScalars) } ?? false
}

@Suite struct JUnitFuzzTests {
  @Test(arguments: 0..<1000) func anyTextMakesAValidDocument(_ seed: Int) throws {
    var source = HostileText(seed: UInt64(seed))
    let events = source.run()
    let parsed = try report(events)
    var results: [CaseResult] = []
    for case .caseFinished(let result) in events { results.append(result) }
    guard case .started(let facts) = events[0] else { return }
    #expect(isSame(parsed.properties["base-url"], shown(facts.baseURL)))
    #expect(isSame(parsed.properties["contract"], shown(facts.contract)))
    #expect(Set(parsed.cases.map(\.key)).count == parsed.cases.count)
    #expect(parsed.cases.count >= results.count)
    for (test, result) in zip(parsed.cases, results) {
      switch result.verdict {
      case .passed: #expect(test.problems.isEmpty)
      case .failed:
        let problem = try #require(test.problems.first)
        #expect(isSame(problem.text, shown(JUnitText.failure(of: result))))
        for finding in result.failures {
          #expect(contains(problem.text, finding.message))
        }
      case .inconclusive, .skipped:
        let problem = try #require(test.problems.first)
        #expect(isSame(problem.text, shown(JUnitText.reason(of: result))))
        if let reason = result.reason { #expect(contains(problem.text, reason.message)) }
      }
      if let output = test.children.first(where: { $0.name == "system-out" }) {
        #expect(isSame(output.text, shown(JUnitText.warnings(of: result) ?? "")))
      } else {
        #expect(result.warnings.isEmpty)
      }
    }
  }

  private func contains(_ text: String, _ part: String) -> Bool {
    Array(text.unicodeScalars).contains(Array(shown(part).unicodeScalars))
  }

  @Test(arguments: 0..<100) func anyTextIsHarmlessOnATerminal(_ seed: Int) throws {
    var source = HostileText(seed: UInt64(seed + 1000))
    let events = source.run()
    for style in [ConsoleStyle(width: 60), ConsoleStyle(unicode: false)] {
      let text = try console(events, style: style, mode: .verbose)
      for scalar in text.unicodeScalars where scalar != "\n" {
        #expect(TerminalText.isHarmless(scalar), "\(scalar.value)")
        if !style.unicode { #expect(scalar.isASCII, "\(scalar.value)") }
      }
    }
  }
}
