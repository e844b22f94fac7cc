package import Documents

/// What a run tells, in order: one `started`, a `caseFinished` for each planned case in the plan's
/// order, one `finished`.
package enum RunEvent: Sendable, Hashable {
  // What comes but once is kept apart, so that an event is no larger than a case's result.
  indirect case started(RunFacts)
  case caseFinished(CaseResult)
  indirect case finished(RunSummary)
}

/// What is known before the first request.
package struct RunFacts: Sendable, Hashable {
  package var toolVersion: String
  /// The contract's title and version.
  package var contract: String
  package var contractVersion: String
  /// The spec's file and the overlays', as the user named them.
  package var specFiles: [String]
  package var baseURL: String
  package var strictness: String
  package var seed: UInt64
  package var plannedCases: Int
  /// Every obligation of the contract, in the contract's order.
  package var obligations: [ObligationFact]
  /// What the loader and the planner remark about the input files.
  package var diagnostics: [Diagnostic]
  /// What the contract cannot detect, one sentence each, for instance
  /// `21 of 23 models accept {}`.
  package var vacuity: [String]
  /// What was assumed where the inputs do not say, one sentence each.
  package var assumptions: [String]
  /// Seconds since 1970-01-01T00:00:00Z.
  package var startedAt: Double
  /// The words of the command that repeats the run, without those that only say where reports go;
  /// empty where nobody said. A single case is repeated by adding `--case` and its id.
  package var command: [String]
  /// The SHA-256 of the definition's bytes, the overlays' and those of the files that it refers to, one
  /// after the other, in hexadecimal digits; nil where nobody worked it out.
  package var contractDigest: String?
  /// Which part of the plan it is; nil where it is all of it.
  package var shard: ShardFacts?

  package init(
    toolVersion: String, contract: String, contractVersion: String, specFiles: [String],
    baseURL: String, strictness: String, seed: UInt64, plannedCases: Int,
    obligations: [ObligationFact], diagnostics: [Diagnostic] = [], vacuity: [String] = [],
    assumptions: [String] = [], startedAt: Double, command: [String] = [],
    contractDigest: String? = nil, shard: ShardFacts? = nil
  ) {
    self.shard = shard
    self.toolVersion = toolVersion
    self.contract = contract
    self.contractVersion = contractVersion
    self.specFiles = specFiles
    self.baseURL = baseURL
    self.strictness = strictness
    self.seed = seed
    self.plannedCases = plannedCases
    self.obligations = obligations
    self.diagnostics = diagnostics
    self.vacuity = vacuity
    self.assumptions = assumptions
    self.startedAt = startedAt
    self.command = command
    self.contractDigest = contractDigest
  }
}

/// An obligation as the reports show it.
package struct ObligationFact: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Operation × documented status code or range.
    case status
    /// Operation × security requirement.
    case security
    /// Model × property: seen at least once with the declared type.
    case property
    /// Operation × declared parameter, or body × what is done with it.
    case parameter
    /// Operation: a refusal explained in the error model.
    case errorBody = "error-body"
    /// Operation: an undocumented situation answered as `default` says.
    case fallback

    /// Whether a run owes it: where `default` documents what nobody can foresee, being never there
    /// is no lack.
    package var isOwed: Bool { self != .fallback }
  }

  package var id: String
  package var kind: Kind
  /// The operation or model.
  package var subject: String
  /// The status, requirement or property.
  package var detail: String
  package var range: SourceRange?
  /// What would reach it, for instance a fixture to give, without a final full stop.
  package var remedy: String?
  /// The operations whose successes can show a property; empty for other kinds.
  package var witnesses: [String]

  package init(
    id: String, kind: Kind, subject: String, detail: String, range: SourceRange? = nil,
    remedy: String? = nil, witnesses: [String] = []
  ) {
    self.id = id
    self.kind = kind
    self.subject = subject
    self.detail = detail
    self.range = range
    self.remedy = remedy
    self.witnesses = witnesses
  }
}

/// What is known after the last case.
package struct RunSummary: Sendable, Hashable {
  /// Seconds from the run's start to its end.
  package var duration: Double
  package var requests: Int
  /// Set when the run ended before its plan did, for instance because the target stopped answering.
  package var endedEarly: Reason?
  package var isInterrupted: Bool
  /// What failed and was looked into after the plan, in the plan's order; no verdict depends on it.
  package var reductions: [Reduction]

  package init(
    duration: Double, requests: Int, endedEarly: Reason? = nil, isInterrupted: Bool = false,
    reductions: [Reduction] = []
  ) {
    self.reductions = reductions
    self.duration = duration
    self.requests = requests
    self.endedEarly = endedEarly
    self.isInterrupted = isInterrupted
  }
}
