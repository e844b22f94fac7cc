import Documents
import Evidence
import Reports
import Testing

@Suite struct RenderingTests {
  @Test(arguments: [
    (0.0, "1970-01-01T00:00:00Z"), (951_782_399.9, "2000-02-28T23:59:59Z"),
    (951_782_400, "2000-02-29T00:00:00Z"), (1_763_916_000, "2025-11-23T16:40:00Z"),
    (-1, "1969-12-31T23:59:59Z"), (4_107_542_399, "2100-02-28T23:59:59Z"),
    (4_107_542_400, "2100-03-01T00:00:00Z"), (.nan, "1970-01-01T00:00:00Z"),
    (1e300, "9999-12-31T23:59:59Z"), (-1e300, "0000-01-01T00:00:00Z"),
  ])
  func timestamps(_ seconds: Double, _ text: String) {
    #expect(Timestamp.text(seconds) == text)
  }

  @Test(arguments: [
    (0.0, "0 ms"), (0.0125, "13 ms"), (1.239, "1.23 s"), (59.999, "59.99 s"), (60, "1 min 00 s"),
    (3725, "62 min 05 s"), (.infinity, "0 ms"),
  ])
  func durations(_ seconds: Double, _ text: String) {
    #expect(Numbers.duration(seconds) == text)
  }

  @Test func percentNeverRoundsUp() {
    #expect(Numbers.percent(99.999) == "99.9%")
    #expect(Numbers.percent(100) == "100%")
    #expect(Numbers.percent(.nan) == "0%")
  }

  @Test(arguments: [
    ("wrong 'a' at 12", "wrong 'b' at 3"), ("\"x\" is not \"y\"", "\"z\" is not \"\""),
    ("model's value 1", "model's value 22"),
  ])
  func messagesOfOneShape(_ left: String, _ right: String) {
    #expect(MessageShape.of(left) == MessageShape.of(right))
  }

  @Test func messagesOfOtherShapes() {
    #expect(MessageShape.of("wrong type") != MessageShape.of("wrong value"))
    #expect(MessageShape.of("an 'open") != MessageShape.of("an 'open' one"))
    let kept = MessageShape.of("fixture 'a' 1", keepingQuotations: true)
    #expect(kept == "fixture 'a' #")
  }

  @Test func excerptsEndBetweenCharacters() {
    let body = Array("aé日👍".utf8)
    for limit in 0...12 {
      let excerpt = Excerpt(body, limit: limit)
      #expect(!excerpt.text.contains("\\x"))
      #expect(excerpt.text.utf8.count + excerpt.omitted == body.count)
      #expect("aé日👍".hasPrefix(excerpt.text))
    }
    #expect(
      Excerpt([0x61, 0xED, 0xA0, 0x80, 0xFF], limit: 99).text == "a\\x{ED}\\x{A0}\\x{80}\\x{FF}")
    #expect(Excerpt([0x80, 0x80, 0x80, 0x80], limit: 2).omitted == 2)
  }

  @Test func linesAreCutByColumns() {
    #expect(TerminalText.cut("日本語", to: 5) == "日本…")
    #expect(TerminalText.cut("abc", to: 3) == "abc")
    #expect(TerminalText.cutMiddle("abcdefgh", to: 5) == "ab…gh")
    #expect(TerminalText.width(String(repeating: "e\u{301}", count: 3)) == 3)
    let marks = "e" + String(repeating: "\u{301}", count: 10_000)
    #expect(TerminalText.cut(marks, to: 10).unicodeScalars.count <= 41)
  }

  @Test func wrappedLinesFit() {
    let text = "one two three four five six seven eight nine ten"
    let lines = TerminalText.wrapped(text, columns: 16, limit: 3)
    #expect(lines == ["one two three", "four five six", "seven eight nin…"])
    #expect(TerminalText.wrapped("", columns: 16, limit: 3) == [""])
    let long = TerminalText.wrapped(String(repeating: "x", count: 40), columns: 16, limit: 9)
    #expect(long.map(\.count) == [16, 16, 8])
  }

  @Test func progressCounts() {
    var progress = Progress()
    for event in SampleRuns.failing.prefix(13) { progress.record(event, at: 0) }
    #expect(
      progress.text(ConsoleStyle(), at: 4)
        == "━━━━────────────────────   16%  12/72 cases · 1 failed · 20 s left · 3.0/s")
    #expect(
      progress.text(ConsoleStyle(width: 60), at: 4)
        == "━━──────────   16%  12/72 cases · 1 failed · 20 s left")
    #expect(
      progress.text(ConsoleStyle(width: 44), at: 4)
        == "12/72 cases · 1 failed · 20 s left · 3.0/s")
    #expect(
      progress.text(ConsoleStyle(width: 40), at: 4) == "12/72 cases · 1 failed · 20 s left")
    #expect(
      progress.text(ConsoleStyle(width: 60, unicode: false), at: 0.5)
        == "##..........   16%  12/72 cases - 1 failed")
  }

  @Test func clustersStayBounded() {
    var clusters = FindingClusters(limit: 3, listed: 2)
    for number in 0..<10 {
      let finding = Finding(
        check: "c\(number)", operation: "o", message: "m", expected: "e", actual: "a")
      clusters.add([finding, finding], of: "t\(number)")
    }
    #expect(clusters.clusters.count == 3)
    #expect(clusters.clusters.first?.findings == 2)
    #expect(clusters.clusters.first?.cases == 1)
    #expect(clusters.overflow == 14)
  }

  @Test func aFixtureIsNeverHiddenBehindAnother() {
    var clusters = ReasonClusters()
    for name in ["a", "b", "a"] {
      clusters.add(Reason(code: "fixture-missing", message: "no fixture '\(name)'"), of: "t")
    }
    #expect(clusters.clusters.map(\.count) == [2, 1])
  }
}
