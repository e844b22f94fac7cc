import Documents
import Evidence
import Testing

@Suite("Event stream")
struct EventStreamTests {
  static let head = "{\(EventStream.headMembers)}\n"
  static let file = SourceFile(name: "events.ndjson")

  static func text(_ events: [RunEvent]) -> String {
    var bytes: [UInt8] = []
    for event in events { EventStream.append(event, to: &bytes) }
    return head + String(decoding: bytes, as: UTF8.self)
  }

  /// What a stream tells, given in portions of a size.
  static func read(
    _ text: String, portion: Int = 1 << 16, limit: Int = 1 << 20
  ) throws -> (events: [RunEvent], reader: EventReader) {
    var reader = EventReader(file: file, lineLimit: limit)
    var events: [RunEvent] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: portion) {
      try reader.add(bytes[start..<min(start + portion, bytes.count)]) { events.append($0) }
    }
    try reader.finish { events.append($0) }
    return (events, reader)
  }

  @Test("comes back as it was, in any portions", arguments: [1, 7, 4096])
  func roundTrip(_ portion: Int) throws {
    let (events, reader) = try Self.read(Self.text(FullRun.events), portion: portion)
    #expect(events == FullRun.events)
    #expect(reader.isFinished)
    #expect(!reader.isCut)
  }

  @Test("has one line for each event")
  func lines() {
    let lines = Self.text(FullRun.events).utf8.split(
      separator: 10, omittingEmptySubsequences: false)
    #expect(lines.count == 5)
    #expect(lines.last?.isEmpty == true)
  }

  struct Numbers: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var number: Double
  }

  @Test(
    "keeps numbers exactly",
    arguments: [
      Numbers(testDescription: "a third", number: 1.0 / 3),
      Numbers(testDescription: "the least", number: .leastNonzeroMagnitude),
      Numbers(testDescription: "the greatest", number: .greatestFiniteMagnitude),
      Numbers(testDescription: "minus zero", number: -0.0),
      Numbers(testDescription: "infinity", number: .infinity),
      Numbers(testDescription: "minus infinity", number: -.infinity),
    ])
  func numbers(_ row: Numbers) throws {
    let summary = RunSummary(duration: row.number, requests: .min)
    let (events, _) = try Self.read(Self.text([.started(FullRun.facts), .finished(summary)]))
    guard case .finished(let read) = events.last else {
      Issue.record("no summary")
      return
    }
    #expect(read.duration.bitPattern == row.number.bitPattern)
    #expect(read.requests == .min)
  }

  @Test("keeps any bytes", arguments: 0..<200)
  func bodies(_ seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    let body = (0..<seed).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return seed % 2 == 0 ? UInt8(state >> 56) : UInt8(state >> 57)
    }
    var result = FullRun.result
    result.steps[0].exchange.request.body = body
    let (events, _) = try Self.read(
      Self.text([.started(FullRun.facts), .caseFinished(result)]))
    #expect(events.last == .caseFinished(result))
  }

  @Test("of a later minor version may say more")
  func unknownMembers() throws {
    let text = Self.text(FullRun.events)
      .replacing(
        "\"version\":\"1.\(EventStream.minor)\"", with: #""version":"1.7","more":{"a":[1]}"#
      )
      .replacing(#""check":"body-schema""#, with: #""new":[{}],"check":"body-schema""#)
      .replacing(
        #"{"event":"finished""#, with: #"{"event":"paused","x":1}"# + "\n" + #"{"event":"finished""#
      )
    #expect(try Self.read(text).events == FullRun.events)
  }

  @Test("that was cut tells what it has")
  func cut() throws {
    let text = Self.text(FullRun.events)
    let all = Array(text.utf8)
    let ends = all.indices.filter { all[$0] == 10 }
    for length in stride(from: ends[0] + 1, to: all.count, by: 11) {
      let part = String(decoding: all[..<length], as: UTF8.self)
      let (events, reader) = try Self.read(part)
      // A line that lacks nothing but its line feed is whole.
      let whole = ends.dropFirst().count { $0 <= length }
      #expect(events == Array(FullRun.events.prefix(whole)))
      #expect(!reader.isFinished || whole == 3)
    }
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var limit = 1 << 20
    var message: String
  }

  static let started =
    String(
      text([FullRun.events[0]]).utf8.split(separator: 10)[1]) ?? ""

  static let refusals: [Refusal] = [
    Refusal(
      testDescription: "nothing", text: "",
      message:
        "error: events.ndjson holds no event stream; give a file that --report ndjson=PATH wrote [events-empty]"
    ),
    Refusal(
      testDescription: "no JSON", text: "<xml/>\n",
      message:
        "events.ndjson:1:1: error: the line is no JSON: expected a value, got <; "),
    Refusal(
      testDescription: "another file", text: "{\"a\":1}\n",
      message:
        "events.ndjson:1:1: error: the first line is not that of a stream of muster's events; "),
    Refusal(
      testDescription: "another version",
      text: head.replacing("1.\(EventStream.minor)", with: "2.0"),
      message:
        "events.ndjson:1:1: error: the stream is of version 2.0, and this muster reads version 1; "),
    Refusal(
      testDescription: "no version", text: head.replacing("1.\(EventStream.minor)", with: "new"),
      message: "events.ndjson:1:1: error: the first line has no `version` of the form 1.0; "),
    Refusal(
      testDescription: "a case before the start", text: text([FullRun.events[1]]),
      message: "events.ndjson:2:1: error: the run's start is missing before this; "),
    Refusal(
      testDescription: "two starts", text: text([FullRun.events[0], FullRun.events[0]]),
      message: "events.ndjson:3:1: error: the run starts a second time; "),
    Refusal(
      testDescription: "a case behind the end", text: text(FullRun.events + [FullRun.events[1]]),
      message: "events.ndjson:5:1: error: the run is over before this; "),
    Refusal(
      testDescription: "no event", text: head + "{}\n",
      message: "events.ndjson:2:1: error: the line has no member `event`; "),
    Refusal(
      testDescription: "a member is missing", text: head + "{\"event\":\"finished\"}\n",
      message: "events.ndjson:2:1: error: the member `duration` is missing; "),
    Refusal(
      testDescription: "a wrong type", text: head + "{\"event\":\"finished\",\"duration\":[]}\n",
      message: "events.ndjson:2:32: error: a number is expected here, not array; "),
    Refusal(
      testDescription: "an unknown word",
      text: head + started.replacing("error-body", with: "odd") + "\n",
      message: "\"odd\" is none of status, security, property, parameter, error-body, fallback; "),
    Refusal(
      testDescription: "wrong base64",
      text: text(FullRun.events).replacing("AP/DKO2ggAo=", with: "AP/DKO2ggAp="),
      message: #"error: {"text": …} or {"base64": …} is expected here, not object; "#),
    Refusal(
      testDescription: "a long line", text: head + String(repeating: " ", count: 300) + "\n",
      limit: 200, message: "events.ndjson:2:1: error: the line is longer than 200 bytes; "),
    Refusal(
      testDescription: "a cut line in the middle", text: head + "{\"event\":\n" + started,
      message: "events.ndjson:2:10: error: the line is no JSON: "),
  ]

  @Test("says where it can't be read", arguments: refusals)
  func refusal(_ row: Refusal) {
    let error = #expect(throws: InvalidInput.self) {
      _ = try Self.read(row.text, limit: row.limit)
    }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.contains(row.message), "\(text)")
  }
}
