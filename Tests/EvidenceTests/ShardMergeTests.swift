import Evidence
import Testing

@Suite("Shards, merged")
struct ShardMergeTests {
  static func facts(
    _ index: Int, of total: Int = 2, change: (inout RunFacts) -> Void = { _ in }
  ) -> RunFacts {
    var facts = RunFacts(
      toolVersion: "1", contract: "c", contractVersion: "1", specFiles: [], baseURL: "http://h",
      strictness: "standard", seed: 7, plannedCases: 3, obligations: [], startedAt: 10,
      contractDigest: "d",
      shard: ShardFacts(
        index: index, total: total, planDigest: "p", cutDigest: "c", cases: 2, ownCases: 1,
        isSpread: false))
    change(&facts)
    return facts
  }

  static func result(
    _ id: String, _ verdict: Verdict = .passed, reason: Reason? = nil, attempts: Int = 1
  ) -> CaseResult {
    let attempt = Exchange.Attempt(
      outcome: .response(HTTPResponse(status: 200)), timing: Exchange.Timing())
    return CaseResult(
      id: id, title: id, group: "g", intent: "positive", verdict: verdict,
      steps: reason == .otherShard
        ? []
        : [
          StepResult(
            role: .test, operation: "GET /a", expectation: "200",
            exchange: Exchange(
              request: HTTPRequest(method: "GET", url: "http://h/a"),
              attempts: Array(repeating: attempt, count: attempts)), findings: [])
        ], reason: reason)
  }

  static func left(_ id: String) -> CaseResult { result(id, .skipped, reason: .otherShard) }

  struct FaultRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var members: [RunFacts]
    var message: String
    var remedy: String
  }

  static let faults = [
    FaultRow(
      testDescription: "a missing shard", members: [facts(1, of: 3), facts(3, of: 3)],
      message: "shard 2 of 3 is missing beside f0",
      remedy: "run with --shard 2/3, and give the events of every shard"),
    FaultRow(
      testDescription: "a shard twice", members: [facts(1), facts(1)],
      message: "f1 is shard 1 of 2, and so is f0", remedy: "leave one of the two out"),
    FaultRow(
      testDescription: "a whole run", members: [facts(1), facts(2) { $0.shard = nil }],
      message: "f1 is a whole run and no shard of one",
      remedy: "render it with muster report, or run with --shard I/N"),
    FaultRow(
      testDescription: "another number of shards", members: [facts(1), facts(2, of: 3)],
      message: "f1 is a shard of another run than f0: the number of shards is 3 and not 2",
      remedy: "run all with the same --shard …/N"),
    FaultRow(
      testDescription: "another seed", members: [facts(1), facts(2) { $0.seed = 8 }],
      message: "f1 is a shard of another run than f0: the seed is 8 and not 7",
      remedy: "run all shards with the same --seed"),
    FaultRow(
      testDescription: "another strictness",
      members: [facts(1), facts(2) { $0.strictness = "strict" }],
      message: "f1 is a shard of another run than f0: the strictness is strict and not standard",
      remedy: "run all shards with the same --strictness"),
    FaultRow(
      testDescription: "another version", members: [facts(1), facts(2) { $0.toolVersion = "2" }],
      message: "f1 is a shard of another run than f0: the version of muster is 2 and not 1",
      remedy: "run all shards with one version"),
    FaultRow(
      testDescription: "another plan",
      members: [facts(1), facts(2) { $0.shard?.planDigest = "q" }],
      message: "f1 is a shard of another run than f0: the plan is q and not p",
      remedy: "run all shards with the same suites, fixtures and options"),
    FaultRow(
      testDescription: "another cut", members: [facts(1), facts(2) { $0.shard?.cutDigest = "q" }],
      message: "f1 is a shard of another run than f0: the cut is q and not c",
      remedy: "give all shards the same --history file, as it was before the first of them ran"),
    FaultRow(
      testDescription: "another target", members: [facts(1), facts(2) { $0.baseURL = "http://i" }],
      message: "f1 is a shard of another run than f0: the target is http://i and not http://h",
      remedy: "run all shards against one --base-url"),
    FaultRow(
      testDescription: "an index that is none", members: [facts(3)],
      message: "f0 says that it is shard 3 of 2",
      remedy: "give a stream that --report ndjson=PATH wrote, unchanged"),
  ]

  @Test("are refused with the file's name where they do not fit", arguments: faults)
  func fault(_ row: FaultRow) {
    let members = row.members.enumerated().map { ShardSet.Member(file: "f\($0)", facts: $1) }
    #expect {
      _ = try ShardSet(members)
    } throws: { error in
      let fault = error as? ShardFault
      #expect(fault?.message == row.message)
      #expect(fault?.remedy == row.remedy)
      return fault != nil
    }
  }

  @Test("of one built-in server each have different ports, and fit")
  func ports() throws {
    let set = try ShardSet([
      ShardSet.Member(file: "a", facts: Self.facts(2) { $0.baseURL = "http://127.0.0.1:1/x" }),
      ShardSet.Member(file: "b", facts: Self.facts(1) { $0.baseURL = "http://127.0.0.1:2/x" }),
    ])
    #expect(set.places == [1, 0])
    #expect(set.facts.shard == nil)
    #expect(set.facts.baseURL == "http://127.0.0.1:2/x")
  }

  private func merge(_ offset: Double = 0) throws -> ShardMerge {
    ShardMerge(
      try ShardSet([
        ShardSet.Member(file: "a", facts: Self.facts(1)),
        ShardSet.Member(file: "b", facts: Self.facts(2) { $0.startedAt = 10 + offset }),
      ]))
  }

  @Test("tell each case once, a token's by the gravest of them, and count its requests once")
  func results() throws {
    var merge = try merge(5)
    let token = try merge.take([
      Self.result("auth:token", attempts: 2),
      Self.result("auth:token", .inconclusive, reason: Reason(code: "x", message: "y")),
    ])
    #expect(token.map(\.verdict) == [.inconclusive])
    #expect(token.first?.started == 5)
    #expect(try merge.take([Self.result("1"), Self.left("1")]).map(\.verdict) == [.passed])
    let second = try merge.take([Self.left("2"), Self.result("2", .failed)])
    #expect(second.map(\.verdict) == [.failed])
    #expect(second.first?.started == 5)
    let (held, summary) = merge.finish([
      RunSummary(duration: 3, requests: 3), RunSummary(duration: 2, requests: 2),
    ])
    #expect(held.isEmpty)
    #expect(summary == RunSummary(duration: 7, requests: 3))
  }

  @Test("refuse a case that no shard ran, or two, or that is another one")
  func misfits() throws {
    var merge = try merge()
    _ = try merge.take([Self.result("auth:token"), Self.result("auth:token")])
    var other = merge
    #expect(throws: ShardFault.self) { try other.take([Self.left("1"), Self.left("1")]) }
    other = merge
    #expect(throws: ShardFault.self) { try other.take([Self.result("1"), Self.result("1")]) }
    other = merge
    #expect(throws: ShardFault.self) { try other.take([Self.result("1"), Self.left("2")]) }
    // An option left it out of every shard.
    let skipped = Self.result("1", .skipped, reason: Reason(code: "filtered", message: "m"))
    #expect(try merge.take([skipped, skipped]) == [skipped])
  }

  @Test("tell what was made smaller as the whole run would have")
  func reductions() throws {
    func finding(_ operation: String) -> Finding {
      Finding(check: "c", operation: operation, message: "m", expected: "e", actual: "a")
    }
    func failed(_ id: String, url: String, invented: Bool = true) -> CaseResult {
      var result = Self.result(id, .failed)
      result.isInvented = invented
      result.steps[0].exchange.request.url = url
      result.steps[0].findings = [finding("GET /a")]
      return result
    }
    func reduction(_ id: String) -> Reduction {
      Reduction(
        finding: finding("GET /a"), caseID: id, steps: 1, exchange: nil, requests: 4,
        isComplete: true)
    }
    // The shorter request is the other shard's.
    var merge = try merge()
    _ = try merge.take([Self.result("auth:token"), Self.result("auth:token")])
    _ = try merge.take([failed("1", url: "http://h/longer"), Self.left("1")])
    _ = try merge.take([Self.left("2"), failed("2", url: "http://h/l")])
    let (_, summary) = merge.finish([
      RunSummary(duration: 0, requests: 6, reductions: [reduction("1")]),
      RunSummary(duration: 0, requests: 6, reductions: [reduction("2")]),
    ])
    #expect(summary.reductions.map(\.caseID) == ["2"])
    #expect(summary.requests == 12 - 1 - 4)
  }
}
