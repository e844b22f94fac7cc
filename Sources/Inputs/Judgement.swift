package import Checks
package import Contracts
import Documents
package import Reports
package import Suites

/// By what a run is judged, and what makes it fail.
package struct Judgement: Sendable {
  package var strictness: Strictness
  /// Ids of the checks that judge; empty: all.
  package var checks: [String]
  /// Ids of checks that don't.
  package var skippedChecks: [String]
  /// The longest that an answer may take, in seconds; nil: what fixtures and definition say.
  package var maxLatency: Double?
  package var failsOnWarning: Bool
  package var failsOnFlaky: Bool
  package var requiredCoverage: [CoverageDemand]

  package init(
    strictness: Strictness = .standard, checks: [String] = [], skippedChecks: [String] = [],
    maxLatency: Double? = nil, failsOnWarning: Bool = false, failsOnFlaky: Bool = false,
    requiredCoverage: [CoverageDemand] = []
  ) {
    self.strictness = strictness
    self.checks = checks
    self.skippedChecks = skippedChecks
    self.maxLatency = maxLatency
    self.failsOnWarning = failsOnWarning
    self.failsOnFlaky = failsOnFlaky
    self.requiredCoverage = requiredCoverage
  }

  /// The ids of all checks, those of single answers and of the whole run.
  package static var knownChecks: [String] { AllChecks.descriptions.map(\.id) }

  /// The ids of the checks that judge, those of single answers and of the whole run.
  package var checkIDs: Set<String> {
    Set(Self.knownChecks)
      .filter { (checks.isEmpty || checks.contains($0)) && !skippedChecks.contains($0) }
  }

  /// The ids of the checks that were left out.
  package var silentChecks: Set<String> { Set(Self.knownChecks).subtracting(checkIDs) }

  /// What the run's verdict depends on besides its cases, without baseline and quarantine.
  package var policy: RunPolicy {
    RunPolicy(
      failOnWarning: failsOnWarning, failOnFlaky: failsOnFlaky, requiredCoverage: requiredCoverage,
      runSeverities: strictness.runSeverities(of: checkIDs))
  }

  /// Fits to a plan: as strict as its profile wants, and without asking what no answer of the whole run
  /// showed where suites alone say what is looked at, unless `checks` asks for it.
  package mutating func adapt(to plan: Plan) {
    tighten(plan.tightening)
    guard plan.isOfSuitesAlone else { return }
    skippedChecks += RunChecks.all.map(\.id).filter { !checks.contains($0) }
  }

  /// Throws for an id that no check has, and where none is left to judge: silence would be taken for a pass.
  /// To be asked after ``adapt(to:)``, which leaves checks out.
  ///
  /// - Parameter names: what the choices are called in messages.
  package func demandChecks(named names: (checks: String, skipped: String)) throws(Failure) {
    let known = Self.knownChecks
    for (name, ids) in [(names.checks, checks), (names.skipped, skippedChecks)] {
      for id in ids where !known.contains(id) {
        throw .unusable(
          "\(name) names no check: `\(id)`",
          remedy: Suggestion.nearest(to: id, among: known).map { "did you mean `\($0)`?" }
            ?? "`muster checks` lists them")
      }
    }
    guard checkIDs.isEmpty else { return }
    throw .unusable(
      "\(names.checks) and \(names.skipped) leave no check, so everything would pass",
      remedy: "leave one of them out")
  }

  /// Takes over what a profile wants judged more strictly; nothing becomes milder.
  private mutating func tighten(_ tightening: Tightening) {
    let order = Strictness.allCases
    guard let wanted = tightening.strictness.flatMap({ Strictness(rawValue: $0) }),
      let new = order.firstIndex(of: wanted), let own = order.firstIndex(of: strictness), new > own
    else { return }
    strictness = wanted
  }

  /// The limits of `maxLatency`, the fixtures and the definition.
  ///
  /// - Parameter cap: what no limit is above; nil: nothing.
  package func latency(
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
    var limits = LatencyLimits(all: maxLatency ?? seconds(fixtures.latency))
    for (id, entry) in fixtures.operations.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      limits.operations[id] = seconds(entry.latency)
    }
    limits.cap = cap
    guard diagnostics.isEmpty else { throw Failure(InvalidInput(diagnostics)) }
    return limits
  }

  /// Prepares the judge; throws where the contract's schemas can't be judged by.
  package func judge(_ loaded: LoadedContract, latency: LatencyLimits) throws(Failure) -> Judge {
    let ids = checkIDs
    do {
      return try Judge(
        contract: loaded.contract, schemas: loaded.schemas, strictness: strictness,
        checks: AllChecks.all.filter { ids.contains($0.id) }, latency: latency)
    } catch {
      throw Failure(error)
    }
  }
}
