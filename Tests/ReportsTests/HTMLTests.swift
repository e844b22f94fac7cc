import Documents
import Evidence
import Reports
import Testing

@Suite struct HTMLGoldenTests {
  struct Row: Sendable, CustomStringConvertible {
    var name: String
    var events: @Sendable () -> [RunEvent]
    var policy = RunPolicy()
    var description: String { name }
  }

  static let rows: [Row] = [
    Row(name: "passing", events: { SampleRuns.passing }),
    Row(name: "failing", events: { SampleRuns.failing }),
    Row(name: "unreachable", events: { SampleRuns.unreachable }),
    Row(name: "clusters", events: { ClusterRuns.open }),
    Row(
      name: "coverage", events: { ClusterRuns.partial },
      policy: RunPolicy(requiredCoverage: [CoverageDemand(95, of: .status)])),
    Row(name: "hostile", events: { HostileRuns.hostile }),
    Row(name: "cut-off", events: { Array(SampleRuns.failing.prefix(30)) }),
    Row(name: "nothing", events: { [] }),
    Row(
      name: "known", events: { marked(filed(SampleRuns.failing), by: SampleBaselines.ofFailing) },
      policy: RunPolicy(baseline: SampleBaselines.ofFailing)),
  ]

  /// What the page says without its script, and the data that the script shows.
  @Test(arguments: rows) func saysAndHolds(_ row: Row) throws {
    let page = try PageParts(row.events(), policy: row.policy)
    Golden.expect(page.body, matches: "html-\(row.name).html")
    let data = Value.object([("rows", .array(page.rows)), ("details", .array(page.details))])
    Golden.expect(JSONWriter.text(data, pretty: true), matches: "html-\(row.name).json")
  }
}

/// A run whose cases a suite files under tags and requirements.
private func filed(_ events: [RunEvent]) -> [RunEvent] {
  events.map { event in
    guard case .caseFinished(var result) = event else { return event }
    result.tags = ["smoke", "<b>"]
    result.requirements = ["REQ-12"]
    return .caseFinished(result)
  }
}

@Suite struct HTMLTests {
  @Test func policyLetsInItsOwnStyleAndScriptAlone() throws {
    let page = try PageParts(SampleRuns.failing)
    #expect(
      page.policy == "default-src 'none'; style-src 'sha256-\(ContentHash.base64(page.style))'; "
        + "script-src 'sha256-\(ContentHash.base64(page.script))'; base-uri 'none'; form-action 'none'"
    )
    // What the policy would refuse.
    for refused in [" style=\"", " onclick=", " src=", "<link", "<iframe", "@import", "url("] {
      #expect(!page.text.contains(refused), "the page has \(refused)")
    }
    #expect(!page.script.contains("innerHTML"))
    #expect(!page.script.contains("insertAdjacentHTML"))
  }

  @Test(arguments: [
    ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    // One byte too long for the length to fit into the first block (FIPS 180-4, example B.2).
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="
    ),
  ]) func digests(_ text: String, _ digest: String) {
    #expect(ContentHash.base64(text) == digest)
  }

  @Test func nothingOfTheTargetBecomesMarkup() throws {
    let page = try PageParts(MarkupRuns.events)
    let marks = page.text.split(separator: "<").count { $0.lowercased().hasPrefix("script") }
    #expect(marks == 3)
    for tag in ["<img", "<svg onload", "</script><", "<!--", "]]>", ":root"] {
      #expect(!page.body.contains(tag), "the page has \(tag)")
    }
    let shown = page.body.unicodeScalars.filter { $0 != "\n" && !TerminalText.isHarmless($0) }
    #expect(shown.isEmpty)
    // Still there to be read.
    #expect(page.body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(page.body.contains("\\u{202E}"))
    #expect(page.rows.count == MarkupRuns.texts.count)
    #expect(page.details.count == MarkupRuns.texts.count)
  }

  @Test func showsTheLinesOfTheDefinition() throws {
    let page = try PageParts(MarkupRuns.events)
    #expect(page.body.contains("<td class=\"line\">12</td>"))
    #expect(page.body.contains("<tr class=\"marked\"><td class=\"line\">13</td>"))
  }

  @Test func staysBoundedWhateverTheBodies() throws {
    let page = try PageParts(LargeRuns.events(cases: 2_600, bodyBytes: 8 << 10))
    #expect(page.text.utf8.count < 24 << 20)
    #expect(page.rows.count == 2_600)
    #expect(page.details.count < 2_600)
    #expect(page.body.contains("without details in the list"))
    let places = page.rows.compactMap { $0[7]?.integer }
    #expect(places.allSatisfy { $0 < page.details.count })
    #expect(places.contains(-1))
  }
}

/// The colours of the page against what they stand on.
@Suite struct HTMLContrastTests {
  struct Pair: Sendable, CustomStringConvertible {
    var ink: String
    var paper: String
    /// 4.5 for text, 3 for what is no text.
    var least = 4.5
    var description: String { "\(ink) on \(paper)" }
  }

  static let pairs: [Pair] =
    ["paper", "tint"].flatMap { paper in
      ["ink", "soft", "good", "bad", "even", "link"].map { Pair(ink: $0, paper: paper) }
    } + [
      Pair(ink: "ink", paper: "good-tint"), Pair(ink: "ink", paper: "bad-tint"),
      Pair(ink: "ink", paper: "even-tint"), Pair(ink: "ink", paper: "mark-tint"),
      Pair(ink: "soft", paper: "mark-tint"), Pair(ink: "good", paper: "good-tint"),
      Pair(ink: "bad", paper: "bad-tint"), Pair(ink: "even", paper: "even-tint"),
      Pair(ink: "soft", paper: "bad-tint"), Pair(ink: "soft", paper: "even-tint"),
      Pair(ink: "paper", paper: "ink"),
      Pair(ink: "idle", paper: "paper", least: 3), Pair(ink: "good", paper: "line", least: 3),
      Pair(ink: "bad", paper: "line", least: 3), Pair(ink: "link", paper: "paper", least: 3),
    ]

  @Test(arguments: pairs) func isLegible(_ pair: Pair) throws {
    for (name, colors) in [("light", HTMLStyle.light), ("dark", HTMLStyle.dark)] {
      let ratio = try contrast(color(pair.ink, colors), color(pair.paper, colors))
      #expect(ratio >= pair.least, "\(name): \(pair) has \(ratio)")
    }
  }

  @Test func bothThemesHaveTheSameNames() {
    #expect(HTMLStyle.light.map(\.name) == HTMLStyle.dark.map(\.name))
  }

  private func color(_ name: String, _ colors: [(name: String, color: String)]) throws -> UInt32 {
    let found = try #require(colors.first { $0.name == name })
    return try #require(UInt32(found.color.dropFirst(), radix: 16))
  }

  /// WCAG 2.2, "contrast ratio".
  private func contrast(_ left: UInt32, _ right: UInt32) -> Double {
    let (one, other) = (luminance(left), luminance(right))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  private func luminance(_ color: UInt32) -> Double {
    let parts = [16, 8, 0].map { shift -> Double in
      let part = Double(color >> UInt32(shift) & 0xFF) / 255
      return part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// x to the power of 2.4: the fifth root of x to the twelfth, by Newton's method.
  private func power(_ x: Double) -> Double {
    let twelfth = (0..<12).reduce(1.0) { product, _ in product * x }
    var root = 1.0
    for _ in 0..<200 {
      root -= (root * root * root * root * root - twelfth) / (5 * root * root * root * root)
    }
    return root
  }
}
