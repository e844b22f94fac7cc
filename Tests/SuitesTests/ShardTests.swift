import Contracts
import Documents
import Evidence
import Suites
import Testing

@Suite("Shards of a plan")
struct ShardTests {
  static func operation(
    _ name: String, _ effect: Contract.Operation.Effect = .read
  ) -> Contract.Operation {
    let parts = name.split(separator: " ").map(String.init)
    return Contract.Operation(
      id: Contract.Operation.ID(method: parts[0], path: parts[1]), effect: effect,
      effectOrigin: .method)
  }

  static func item(
    _ id: String, _ name: String, _ effect: Contract.Operation.Effect = .read,
    path: [(String, String)] = [], suite: String? = nil
  ) -> Case {
    let request = RequestTemplate(
      path: path.map { RequestTemplate.Argument(name: $0, value: .string($1)) })
    var item = Case(
      id: id, title: id, group: suite ?? name, intent: .positive,
      steps: [
        Step(
          role: .test, operation: operation(name, effect), request: request,
          expectation: Expectation(.accepted, [200]))
      ])
    if suite != nil { item.script = CaseScript() }
    return item
  }

  static func plan(_ cases: [Case]) -> Plan { Plan(cases: PlanCases(cases)) }

  /// Which shard runs each case, from 1.
  static func owners(_ plan: Plan, _ cut: ShardCut) -> [String: Int] {
    var owners: [String: Int] = [:]
    for index in 1...cut.total {
      for item in cut.plan(plan, shard: index).cases where item.skip == nil {
        #expect(owners.updateValue(index, forKey: item.id) == nil)
      }
    }
    return owners
  }

  static let reads = (0..<400).map { item("r\($0)", "GET /things\($0 % 7)") }

  @Test("each run every case once, and about as many", arguments: 1...8)
  func partition(_ total: Int) {
    let plan = Self.plan(Self.reads)
    let cut = ShardCut(plan, total: total)
    #expect(Self.owners(plan, cut).count == Self.reads.count)
    let counts = (1...total).map { cut.count(of: $0) }
    #expect(counts.reduce(0, +) == Self.reads.count)
    #expect(counts.allSatisfy { $0 > 200 / total && $0 <= 800 / total })
    #expect(cut.digest == ShardCut(plan, total: total).digest)
    #expect(cut.digest != ShardCut(plan, total: total + 1).digest)
  }

  @Test("without durations, a new case moves no other")
  func stable() {
    let before = Self.plan(Self.reads)
    let after = Self.plan([Self.item("new", "GET /new")] + Self.reads)
    let one = Self.owners(before, ShardCut(before, total: 5))
    let other = Self.owners(after, ShardCut(after, total: 5))
    #expect(one.allSatisfy { other[$0.key] == $0.value })
  }

  @Test("with durations, have about as much to do")
  func balanced() {
    let plan = Self.plan(Self.reads)
    var durations: [String: Double] = [:]
    for (number, item) in Self.reads.enumerated() where number % 3 > 0 {
      durations[item.id] = number % 10 == 0 ? 5 : 0.1
    }
    let cut = ShardCut(plan, total: 4, durations: durations)
    var loads = [Double](repeating: 0, count: 4)
    for (id, owner) in Self.owners(plan, cut) { loads[owner - 1] += durations[id] ?? 0.1 }
    #expect((loads.max() ?? 0) - (loads.min() ?? 0) <= 5)
  }

  @Test("keep together what changes the same thing, and who reads what is removed")
  func together() {
    let cases =
      Self.reads + [
        Self.item("make", "POST /orders", .write),
        Self.item("read", "GET /orders/{id}", path: [("id", "5")]),
        Self.item("other", "GET /orders/{id}", path: [("id", "6")]),
        Self.item("drop", "DELETE /orders/{id}", .destroy, path: [("id", "5")]),
        Self.item("change", "PUT /order/{id}", .write, path: [("id", "5")]),
        Self.item("apart", "POST /invoices", .write),
        Self.item("s1", "GET /a", suite: "suite"),
        Self.item("s2", "POST /b", .write, suite: "suite"),
        Self.item("s3", "GET /c", suite: "suite"),
      ]
    let plan = Self.plan(cases)
    for total in 2...8 {
      let owners = Self.owners(plan, ShardCut(plan, total: total))
      #expect(Set(["make", "read", "drop", "change"].map { owners[$0] }).count == 1)
      #expect(Set(["s1", "s2", "s3"].map { owners[$0] }).count == 1)
    }
    // Neither is bound to the others: some number of shards parts them.
    func isParted(_ one: String, _ other: String) -> Bool {
      (2...40).contains { total in
        let owners = Self.owners(plan, ShardCut(plan, total: total))
        return owners[one] != owners[other]
      }
    }
    #expect(isParted("other", "drop"))
    #expect(isParted("apart", "drop"))
  }

  @Test("know their plan by what it is made of")
  func digest() {
    let plan = Self.plan(Self.reads)
    let digest = PlanDigest.of(plan, inputs: [[1], [2]])
    #expect(digest.count == 64)
    #expect(digest == PlanDigest.of(plan, inputs: [[1], [2]]))
    #expect(digest != PlanDigest.of(plan, inputs: [[1, 2]]))
    #expect(digest != PlanDigest.of(Self.plan(Self.reads.dropLast()), inputs: [[1], [2]]))
  }

  struct ChoiceRow: Sendable, CustomTestStringConvertible {
    var testDescription: String { "\(text) \(environment.sorted { $0.key < $1.key })" }
    var text: String
    var environment: [String: String] = [:]
    /// `2/4`, or what the message holds.
    var expected: String
  }

  static let choices = [
    ChoiceRow(text: "2/4", expected: "2/4"),
    ChoiceRow(text: "1/1", expected: "1/1"),
    ChoiceRow(text: "0/4", expected: "no shard 0 of 4"),
    ChoiceRow(text: "5/4", expected: "no shard 5 of 4"),
    ChoiceRow(text: "1/0", expected: "no shard 1 of 0"),
    ChoiceRow(text: "1/1001", expected: "no shard 1 of 1001"),
    ChoiceRow(text: "x/4", expected: "no number before"),
    ChoiceRow(text: "-1/4", expected: "no number before"),
    ChoiceRow(text: "4", expected: "none of I/N"),
    ChoiceRow(text: "1/2/3", expected: "none of I/N"),
    ChoiceRow(text: "1/99999999999999999999", expected: "none of I/N"),
    // The environment alone decides nothing.
    ChoiceRow(
      text: "2/4", environment: ["CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "9"], expected: "2/4"),
    ChoiceRow(text: "auto", expected: "finds no variables"),
    ChoiceRow(
      text: "auto", environment: ["CI_NODE_INDEX": "3", "CI_NODE_TOTAL": "5"], expected: "3/5"),
    ChoiceRow(
      text: "auto/4", environment: ["CI_NODE_INDEX": "3", "CI_NODE_TOTAL": "5"],
      expected: "GitLab says that there are 5 shards, and --shard says 4"),
    // A job of GitLab that is not parallel has the total alone.
    ChoiceRow(text: "auto", environment: ["CI_NODE_TOTAL": "1"], expected: "finds no variables"),
    ChoiceRow(
      text: "auto", environment: ["CIRCLE_NODE_INDEX": "0", "CIRCLE_NODE_TOTAL": "4"],
      expected: "1/4"),
    ChoiceRow(
      text: "auto",
      environment: ["BUILDKITE_PARALLEL_JOB": "3", "BUILDKITE_PARALLEL_JOB_COUNT": "4"],
      expected: "4/4"),
    ChoiceRow(text: "auto/3", environment: ["JOB_COMPLETION_INDEX": "2"], expected: "3/3"),
    ChoiceRow(
      text: "auto", environment: ["JOB_COMPLETION_INDEX": "2"], expected: "and not of how many"),
    ChoiceRow(
      text: "auto/2", environment: ["JOB_COMPLETION_INDEX": "2"], expected: "no shard 3 of 2"),
    ChoiceRow(
      text: "auto",
      environment: [
        "SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "3",
        "SLURM_ARRAY_TASK_STEP": "2",
      ], expected: "3/4"),
    ChoiceRow(
      text: "auto",
      environment: [
        "SLURM_ARRAY_TASK_ID": "9", "SLURM_ARRAY_TASK_COUNT": "2", "SLURM_ARRAY_TASK_MIN": "1",
      ], expected: "has gaps"),
    ChoiceRow(
      text: "auto",
      environment: [
        "CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "2", "CIRCLE_NODE_INDEX": "0",
        "CIRCLE_NODE_TOTAL": "2",
      ], expected: "GitLab and CircleCI"),
    ChoiceRow(
      text: "auto", environment: ["CI_NODE_INDEX": "one", "CI_NODE_TOTAL": "2"],
      expected: "CI_NODE_INDEX is no number"),
  ]

  @Test("are chosen by number or, where asked, by the engine", arguments: choices)
  func choice(_ row: ChoiceRow) {
    do {
      let choice = try ShardChoice(parsing: row.text, environment: row.environment)
      #expect("\(choice.index)/\(choice.total)" == row.expected)
    } catch {
      #expect(error.message.contains(row.expected), "\(error.message)")
      #expect(!error.remedy.isEmpty)
    }
  }
}
