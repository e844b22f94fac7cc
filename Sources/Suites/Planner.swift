package import Contracts
package import Documents
import Evidence

/// Makes the plan of a run: contract, suites and fixtures in, cases out. No network, no clock.
package struct Planner: Sendable {
  package struct Options: Sendable {
    /// Derived intents; nil lets the suites say, and without suites takes all.
    package var derive: Set<Case.Intent>?
    /// Only operations whose effect is `read`.
    package var isSafe: Bool
    /// Patterns with `*` and `?` over `METHOD /path`; empty means all.
    package var operations: [String]
    package var excludedOperations: [String]
    /// Only cases with one of these; empty means all.
    package var tags: [String]
    package var excludedTags: [String]
    /// Ids of cases, or patterns over them; empty means all.
    package var cases: [String]
    /// What everything random is drawn from.
    package var seed: UInt64
    /// Derived cases at most; where the systematic ones are fewer, random ones follow. Nil: the
    /// systematic ones alone.
    package var maxCases: Int?
    /// The credentials at hand that are good, but not for what they are sent to.
    package var credentials: Set<Contract.CredentialDefect>
    /// The profile of the suites that was chosen.
    package var profile: String?
    /// The ids of all checks, so that a suite can't switch off what there isn't; nil: nobody said.
    package var checks: [String]?
    /// The current day, such as `2026-11-26`; nil: no expected failure is over.
    package var today: String?

    package init(
      derive: Set<Case.Intent>? = nil, isSafe: Bool = false, operations: [String] = [],
      excludedOperations: [String] = [], tags: [String] = [], excludedTags: [String] = [],
      cases: [String] = [], seed: UInt64 = 0, maxCases: Int? = nil,
      credentials: Set<Contract.CredentialDefect> = [], profile: String? = nil,
      checks: [String]? = nil, today: String? = nil
    ) {
      self.profile = profile
      self.checks = checks
      self.today = today
      self.credentials = credentials
      self.derive = derive
      self.isSafe = isSafe
      self.operations = operations
      self.excludedOperations = excludedOperations
      self.tags = tags
      self.excludedTags = excludedTags
      self.cases = cases
      self.seed = seed
      self.maxCases = maxCases
    }
  }

  let contract: Contract
  let fixtures: Fixtures
  /// For `${NAME}` in suites and fixtures.
  let environment: [String: String]
  let options: Options
  /// The contract's, where somebody compiles them too.
  private let schemas: ContractSchemas?

  package init(
    contract: Contract, fixtures: Fixtures, environment: [String: String],
    options: Options = Options(), schemas: ContractSchemas? = nil
  ) {
    self.schemas = schemas
    self.contract = contract
    self.fixtures = fixtures
    self.environment = environment
    self.options = options
  }

  /// Throws where a suite or the fixtures name what the contract lacks.
  package func plan(_ suites: [SuiteFile]) throws(InvalidInput) -> Plan {
    var diagnostics: [Diagnostic] = []
    checkFixtures(into: &diagnostics)
    StepBinder(contract: contract, fixtures: fixtures, environment: environment)
      .checkVariables(of: .object(fixtures.missing), captured: [], into: &diagnostics)
    checkPatterns(into: &diagnostics)
    let derivation = Derivation(
      contract: contract, fixtures: fixtures, environment: environment, schemas: schemas,
      seed: options.seed, credentials: options.credentials)
    checkInputs(suites, into: &diagnostics)
    var cases = derivation.cases(intents(suites), limit: options.maxCases, into: &diagnostics)
    let profiles = checkProfile(suites, into: &diagnostics)
    var secrets: [String] = []
    if !suites.isEmpty {
      let binder = SuiteBinder(
        contract: contract, fixtures: fixtures, environment: environment, options: options,
        schemas: schemas ?? ContractSchemas(contract: contract))
      let workflows = ArazzoBinder(
        contract: contract, fixtures: fixtures, environment: environment,
        schemas: schemas ?? ContractSchemas(contract: contract))
      let written = suites.flatMap { suite in
        suite.workflows.map {
          workflows.cases(of: $0, in: suite, secrets: &secrets, into: &diagnostics)
        } ?? binder.cases(of: suite, into: &diagnostics)
      }
      checkIDs(written, into: &diagnostics)
      cases.append(contentsOf: written)
    }
    checkCases(cases, into: &diagnostics)
    let errors = diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty { throw InvalidInput(errors) }
    let names = suites.reduce(fixtures.variables) { $0.union($1.variables) }
    let tightening = Tightening(profiles)
    var options = options
    options.isSafe = options.isSafe || tightening.isSafe
    let filter = CaseFilter(options, contract)
    return Plan(
      cases: filter.isEmpty ? cases : cases.adjusted { filter.filtered($0) },
      diagnostics: diagnostics,
      environmentValues: names.sorted().compactMap { environment[$0] } + secrets,
      reducer: derivation.reducer, tightening: tightening)
  }

  /// Diagnoses cases of one id: reports, baselines and histories would take them for one.
  private func checkIDs(_ cases: [Case], into diagnostics: inout [Diagnostic]) {
    var known: [String: SourceRange?] = [:]
    for item in cases {
      guard let earlier = known.updateValue(item.range, forKey: item.id) else { continue }
      diagnostics.append(
        Diagnostic(
          .error, code: "duplicate-case", "another suite has a case `\(item.id)` as well",
          remedy: "give one of the suites another `name`, or leave one out; the other is at "
            + (earlier.map { "\($0)" } ?? "an unknown place"), at: item.range))
    }
  }

  /// The profiles that were chosen; diagnoses a name that no suite has.
  private func checkProfile(
    _ suites: [SuiteFile], into diagnostics: inout [Diagnostic]
  ) -> [ProfileForm] {
    guard let name = options.profile else { return [] }
    let found = suites.flatMap(\.profiles).filter { $0.name == name }
    if found.isEmpty {
      let known = suites.flatMap(\.profiles).map(\.name)
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-profile", "no suite has a profile `\(name)`",
          remedy: known.isEmpty
            ? "write it under `profiles:` of a suite" : Suggestion.remedy(for: name, among: known)))
    }
    return found
  }

  private func intents(_ suites: [SuiteFile]) -> Set<Case.Intent> {
    if let derive = options.derive { return derive }
    let said = suites.compactMap { suite in
      suite.profiles.first { $0.name == options.profile }?.derive ?? suite.derive
    }
    return said.isEmpty ? Set(Derivation.intents) : Set(said.joined())
  }

  /// Inputs of a workflow that no document has help nobody.
  private func checkInputs(_ suites: [SuiteFile], into diagnostics: inout [Diagnostic]) {
    let documents = suites.compactMap(\.workflows)
    guard !documents.isEmpty else { return }
    let known = documents.flatMap(\.workflowIDs)
    for (id, inputs) in fixtures.inputs.sorted(by: { $0.key < $1.key }) where !known.contains(id) {
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-workflow", "no document has a workflow `\(id)`",
          remedy: Suggestion.remedy(for: id, among: known), at: inputs.range))
    }
  }

  private func checkFixtures(into diagnostics: inout [Diagnostic]) {
    for (id, entry) in fixtures.operations.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      guard let operation = contract.operation(id) else {
        diagnostics.append(
          Diagnostic(
            .error, code: "unknown-operation", "the contract has no operation `\(id)`",
            remedy: Suggestion.remedy(
              for: "\(id)", among: contract.operations.map { "\($0.id)" }),
            at: entry.range))
        continue
      }
      let known = operation.parameters.map(\.name)
      for parameters in [
        entry.parameters, entry.missing.parameters, entry.invalid.parameters,
      ] {
        for member in parameters where !known.contains(member.name) {
          diagnostics.append(
            Diagnostic(
              .error, code: "unknown-parameter", "\(id) has no parameter `\(member.name)`",
              remedy: Suggestion.remedy(for: member.name, among: known), at: member.nameRange))
        }
      }
    }
    let schemes = contract.securitySchemes.map(\.name)
    for names in [fixtures.credentials] + (fixtures.otherCredentials.map { [$0] } ?? []) {
      for (name, scheme) in names.schemes.sorted(by: { $0.key < $1.key })
      where !schemes.contains(name) {
        diagnostics.append(
          Diagnostic(
            .error, code: "unknown-scheme", "the contract has no security scheme `\(name)`",
            remedy: Suggestion.remedy(for: name, among: schemes), at: scheme.range))
      }
    }
    let everywhere = contract.operations.flatMap(\.parameters).map(\.name)
    for member in Array(fixtures.parameters) + Array(fixtures.missing)
    where !everywhere.contains(member.name) {
      diagnostics.append(
        Diagnostic(
          .warning, code: "unused-fixture", "no operation has a parameter `\(member.name)`",
          remedy: Suggestion.nearest(to: member.name, among: everywhere).map {
            "did you mean `\($0)`?"
          } ?? "remove it",
          at: member.nameRange))
    }
  }

  /// A pattern that matches no operation would leave out, or in, more than was meant.
  private func checkPatterns(into diagnostics: inout [Diagnostic]) {
    let names = contract.operations.map { "\($0.id)" }
    for (option, patterns) in [
      ("--operation", options.operations), ("--exclude-operation", options.excludedOperations),
    ] {
      for pattern in patterns where !names.contains(where: { Glob(pattern).matches($0) }) {
        diagnostics.append(
          Diagnostic(
            .error, code: "pattern-matches-nothing",
            "\(option) `\(pattern)` matches no operation",
            remedy: Suggestion.nearest(to: pattern, among: names).map { "did you mean `\($0)`?" }
              ?? "write for instance 'GET /accounts*'"))
      }
    }
  }

  /// An id that no case has would leave out everything.
  private func checkCases(_ cases: PlanCases, into diagnostics: inout [Diagnostic]) {
    for pattern in options.cases where !cases.contains(where: { CaseFilter.names(pattern, $0) }) {
      diagnostics.append(
        Diagnostic(
          .error, code: "no-such-case", "--case `\(pattern)` matches no case",
          remedy: Suggestion.nearest(to: pattern, among: cases.prefix(10_000).map(\.id)).map {
            "did you mean `\($0)`?"
          } ?? "`muster plan` lists the ids"))
    }
  }
}
