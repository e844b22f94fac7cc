import Checks
import Contracts
import Documents
import Suites

extension JudgementOptions {
  /// Throws for an id that no check has: silence would be taken for a pass.
  func checkNames() throws(Failure) {
    let known = AllChecks.descriptions.map(\.id)
    for (option, ids) in [("--check", check), ("--skip-check", skipCheck)] {
      for id in ids where !known.contains(id) {
        throw .unusable(
          "\(option) names no check: `\(id)`",
          remedy: Suggestion.nearest(to: id, among: known).map { "did you mean `\($0)`?" }
            ?? "`muster checks` lists them")
      }
    }
    if checkIDs.isEmpty {
      throw .unusable(
        "--check and --skip-check leave no check, so everything would pass",
        remedy: "leave one of them out")
    }
  }

  /// The ids of the checks that judge, those of single answers and of the whole run.
  var checkIDs: Set<String> {
    Set(AllChecks.descriptions.map(\.id))
      .filter { (check.isEmpty || check.contains($0)) && !skipCheck.contains($0) }
  }

  /// The ids of the checks that were left out.
  var silentChecks: Set<String> { Set(AllChecks.descriptions.map(\.id)).subtracting(checkIDs) }

  var checks: [any Check.Type] {
    let ids = checkIDs
    return AllChecks.all.filter { ids.contains($0.id) }
  }

  /// Fits to a plan: as strict as its profile wants, and without asking what no answer of the whole run
  /// showed where suites alone say what is looked at, unless `--check` asks for it.
  mutating func adapt(to plan: Plan) {
    tighten(plan.tightening)
    guard plan.isOfSuitesAlone else { return }
    skipCheck += RunChecks.all.map(\.id).filter { !check.contains($0) }
  }

  /// Takes over what a profile wants judged more strictly; nothing becomes milder.
  private mutating func tighten(_ tightening: Tightening) {
    let order = Strictness.allCases
    guard let wanted = tightening.strictness.flatMap({ Strictness(rawValue: $0) }),
      let new = order.firstIndex(of: wanted), let own = order.firstIndex(of: strictness), new > own
    else { return }
    strictness = wanted
  }

  /// The limits of `--max-latency`, the fixtures and the definition.
  ///
  /// - Parameter cap: what no limit is above; nil: nothing.
  func latency(
    _ contract: Contract, _ fixtures: Fixtures, atMost cap: Double? = nil
  ) throws(Failure) -> LatencyLimits {
    var diagnostics = LatencyLimits.diagnostics(of: contract)
    func seconds(_ value: Value?) -> Double? {
      guard let value else { return nil }
      if let seconds = LatencyLimits.read(value) { return seconds }
      diagnostics.append(
        Diagnostic(
          .error, code: "latency-invalid", "`latency` can't be \(JSONWriter.text(value))",
          remedy: "write seconds above 0 and at most 3600, for instance 0.5 or \"500ms\"",
          at: value.range))
      return nil
    }
    var limits = LatencyLimits(
      all: maxLatency.flatMap { LatencyLimits.read($0) } ?? seconds(fixtures.latency))
    for (id, entry) in fixtures.operations.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      limits.operations[id] = seconds(entry.latency)
    }
    limits.cap = cap
    guard diagnostics.isEmpty else { throw Failure(InvalidInput(diagnostics)) }
    return limits
  }
}
