import Documents
import Evidence
import Reports
import Testing

/// Any text in any field of a run.
@Suite struct HostileReportTests {
  static func events(_ seed: Int) -> [RunEvent] {
    if seed == 0 { return HostileRuns.hostile }
    var source = HostileText(seed: UInt64(seed + 5_000))
    return source.run()
  }

  static func results(_ events: [RunEvent]) -> [CaseResult] {
    events.compactMap { event in
      if case .caseFinished(let result) = event { result } else { nil }
    }
  }

  @Test(arguments: 0..<300) func tap(_ seed: Int) throws {
    let events = Self.events(seed)
    let parsed = try ParsedTAP(try written("tap", events))
    for (point, result) in zip(parsed.points, Self.results(events)) {
      #expect(point.isOK == (result.verdict == .passed || result.verdict == .skipped))
      #expect((point.directive != nil) == (result.verdict == .skipped))
      let text = (["x:"] + point.diagnostics.map { "  " + $0 }).joined(separator: "\n")
      guard !point.diagnostics.isEmpty else { continue }
      let value = try YAMLReader.read(Array(text.utf8), file: SourceFile(name: "<tap>"))
      let id = try #require(value["x"]?["case"]?.string)
      // The YAML reader takes a byte order mark at the start of a text for none of it.
      let mark: (Unicode.Scalar) -> Bool = { $0 == "\u{FEFF}" }
      #expect(
        id.unicodeScalars.drop(while: mark)
          .elementsEqual(result.id.unicodeScalars.drop(while: mark)))
    }
  }

  @Test(.enabled(if: isReadable(ReportSchemas.ctrfPath)), arguments: 0..<200)
  func ctrf(_ seed: Int) throws {
    let schema = try ReportSchemas.load(ReportSchemas.ctrfPath)
    let events = Self.events(seed)
    let document = try ReportSchemas.document(try written("ctrf", events), schema)
    let tests = try #require(document["results"]?["tests"]?.array)
    let summary = try #require(document["results"]?["summary"])
    #expect(summary["tests"]?.integer == tests.count)
    for status in ["passed", "failed", "skipped", "pending", "other"] {
      #expect(
        summary[status]?.integer == tests.count { $0["status"]?.string == status }, "\(status)")
    }
    for (test, result) in zip(tests, Self.results(events)) {
      #expect(test["rawStatus"]?.string == result.verdict.rawValue)
    }
  }

  @Test(arguments: ["har", "sarif", "codequality"], 0..<100)
  func json(_ format: String, _ seed: Int) throws {
    let schema = try ReportSchemas.fixture(format)
    let document = try ReportSchemas.document(try written(format, Self.events(seed)), schema)
    if format == "codequality" {
      let prints = (document.array ?? []).compactMap { $0["fingerprint"]?.string }
      #expect(Set(prints).count == prints.count)
    }
  }

  @Test(arguments: 0..<300) func github(_ seed: Int) throws {
    let text = try written("github", Self.events(seed))
    let lines = text.unicodeScalars.split(separator: "\n").map { String($0) }
    for line in lines {
      let command = try #require(RunnerCommand(line), "\(line)")
      #expect(["error", "warning", "notice"].contains(command.name))
      #expect(Set(command.properties.keys).isSubset(of: ["file", "line", "col", "title"]))
      for scalar in line.unicodeScalars { #expect(TerminalText.isHarmless(scalar)) }
    }
    let errors = lines.filter { $0.hasPrefix("::error ") }
    #expect(errors.count <= 10)
  }

  @Test(arguments: 0..<300) func markdown(_ seed: Int) throws {
    let text = try written("markdown", Self.events(seed))
    #expect(MarkdownMarkup.faults(text) == [])
  }
}

/// A line as the runner of GitHub Actions reads it (ActionCommand.TryParseV2).
private struct RunnerCommand {
  var name: String
  var properties: [String: String] = [:]
  var data: String

  init?(_ line: String) {
    guard line.hasPrefix("::"), let end = line.dropFirst(2).firstRange(of: "::") else { return nil }
    let info = line[line.index(line.startIndex, offsetBy: 2)..<end.lowerBound]
    let parts = info.split(separator: " ", maxSplits: 1)
    name = parts.first.map(String.init) ?? ""
    for pair in parts.dropFirst().first?.split(separator: ",") ?? [] {
      let sides = pair.split(separator: "=", maxSplits: 1)
      if sides.count == 2 { properties[String(sides[0])] = String(sides[1]) }
    }
    data = String(line[end.upperBound...])
  }
}

/// What of a Markdown text is markup, told by what may be there.
private enum MarkdownMarkup {
  static let tags = [
    "<code>", "</code>", "<details>", "</details>", "<summary>", "</summary>", "<!-- -->",
  ]

  /// Every piece of markup that the report did not mean.
  static func faults(_ text: String) -> [String] {
    var faults: [String] = []
    var fence: String?
    for part in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      let line = String(part)
      if let open = fence {
        if line == open { fence = nil }
        // A closing fence may be longer, and indented by up to three blanks (§4.5).
        let ticks = line.drop { $0 == " " }.prefix { $0 == "`" }.count
        if line != open, ticks >= open.count,
          line.drop(while: { $0 == " " }).allSatisfy({ $0 == "`" })
        {
          faults.append("closes a block: \(line)")
        }
        continue
      }
      if line.hasPrefix("```"), line.hasSuffix("sh") {
        fence = String(line.dropLast(2))
        continue
      }
      faults += self.faults(inLine: line)
    }
    if fence != nil { faults.append("a block without end") }
    return faults
  }

  private static func faults(inLine line: String) -> [String] {
    var rest = line
    for tag in tags { rest = rest.replacing(tag, with: "") }
    let bad = rest.unicodeScalars.filter { "<>`*[]!\\~$@".unicodeScalars.contains($0) }
    var faults = bad.isEmpty ? [] : ["markup in: \(line)"]
    if line.hasPrefix("|"), !["| | |", "| :--- | :--- |"].contains(line) {
      let cells = line.unicodeScalars.count { $0 == "|" }
      if ![3, 5, 6].contains(cells) { faults.append("\(cells) bars in: \(line)") }
    } else if line.contains("|"), !line.hasPrefix("|") {
      faults.append("a bar in: \(line)")
    }
    let addresses = ["http://", "https://", "www.", "ftp://"]
    if addresses.contains(where: { line.lowercased().contains($0) }) {
      faults.append("an address in: \(line)")
    }
    if line.unicodeScalars.contains(where: { !TerminalText.isHarmless($0) && $0.value != 0xFE0F }) {
      faults.append("a control in: \(line)")
    }
    return faults
  }
}

private func isReadable(_ path: String) -> Bool { (try? text(ofFileAt: path)) != nil }
