import ArgumentParser
import Certification
import Checks
import Contracts
import Documents
import Evidence
import Execution
import Inputs
import Reports
import Suites

/// Judges a bundle's run again, by nothing but what is in the bundle. Opens no file and no connection.
struct BundleJudge {
  /// What came of it.
  struct Outcome {
    var examination: Examination
    /// What the bundle's own parts contradict each other in, one sentence each.
    var contradictions: [String]
    var exchanges: Int
  }

  /// By what else it may be judged than by what it was judged by then.
  struct Change {
    var strictness: Strictness?
    var contract: LoadedContract?

    var isNone: Bool { strictness == nil && contract == nil }
  }

  let parts: BundleParts
  private let loaded: LoadedContract
  private let fixtures: Fixtures
  private let plan: Plan
  private let strictness: Strictness
  private let digest: String
  private let profileDigest: String
  private let environment: [String: String]
  private let target: TargetOptions

  /// Reads the inputs and makes the plan again; throws what prevents it.
  init(_ parts: BundleParts) throws(BundleRefusal) {
    self.parts = parts
    let settings = parts.settings
    environment = Dictionary(
      settings.variables.map { ($0, Redactor.placeholder) }, uniquingKeysWith: { first, _ in first }
    )
    guard let strictness = Strictness(rawValue: settings.strictness) else {
      throw BundleRefusal("its settings have no strictness that muster knows")
    }
    self.strictness = strictness
    target = try Self.target(settings)
    (loaded, digest) = try Self.contract(parts)
    fixtures = try Self.read("its fixtures") { () throws(InvalidInput) in
      guard let input = settings.inputs.first(where: { $0.role == .fixtures }),
        let bytes = parts.contents[input.name]
      else { return Fixtures() }
      let file = SourceFile(name: input.name)
      return try Fixtures(try StructuredReader.read(bytes, file: file), file: file)
    }
    let profilePath = settings.inputs.first { $0.role == .profile }?.name ?? ""
    var files: [[UInt8]] = []
    var suites: [SuiteFile] = []
    var roots: [[UInt8]] = []
    for path in ProfileFile.suitePaths(of: parts.profile, at: profilePath) {
      let source = RecordedFiles(
        spec: path, address: path, allowedFolders: [], contents: parts.contents)
      suites.append(
        try Self.read("its suite") { () throws(InvalidInput) in try SuiteLoader.load(source) })
      files += source.read
      roots.append(source.read.first ?? [])
    }
    if let path = ProfileFile.selftestFixtures(of: parts.profile, at: profilePath) {
      files.append(parts.contents[path] ?? [])
    }
    do {
      try ProfileFile.checkFrozen(parts.profile, roots)
    } catch {
      throw BundleRefusal("its suites are not those that its profile was frozen with")
    }
    profileDigest = Digest.sha256(of: [parts.contents[profilePath] ?? []] + files)
    let planner = Planner(
      contract: loaded.contract, fixtures: fixtures, environment: environment,
      options: Planner.Options(settings), schemas: loaded.schemas)
    plan = try Self.read("its plan") { () throws(InvalidInput) in try planner.plan(suites) }
    guard plan.cases.map({ PlanRecord.Item($0) }) == parts.plan.cases else {
      throw BundleRefusal("its plan is not the one that its inputs give")
    }
  }

  private static func read<Result>(
    _ what: String, _ body: () throws(InvalidInput) -> Result
  ) throws(BundleRefusal) -> Result {
    do {
      return try body()
    } catch {
      let text = error.diagnostics.first { $0.severity == .error }?.message ?? "it is malformed"
      throw BundleRefusal("\(what) can't be used: \(text)")
    }
  }

  private static func target(_ settings: RunSettings) throws(BundleRefusal) -> TargetOptions {
    var words = ["--base-url", settings.baseURL]
    for (option, value) in [
      ("--token-url", settings.tokenURL), ("--token-env", settings.tokenVariable),
      ("--client-id-env", settings.clientIDVariable),
      ("--client-secret-env", settings.clientSecretVariable),
    ] {
      if let value { words.append("\(option)=\(value)") }
    }
    guard let options = try? TargetOptions.parse(words) else {
      throw BundleRefusal("its settings name a target that is none")
    }
    return options
  }

  private static func contract(
    _ parts: BundleParts
  ) throws(BundleRefusal) -> (LoadedContract, String) {
    let settings = parts.settings
    guard let spec = settings.inputs.first(where: { $0.role == .spec }),
      let bytes = parts.contents[spec.name]
    else { throw BundleRefusal("it has no definition") }
    let overlays = settings.inputs.filter { $0.role == .overlay }.map {
      (bytes: parts.contents[$0.name] ?? [], file: SourceFile(name: $0.name))
    }
    let files = RecordedFiles(
      spec: spec.name, address: settings.specAddress, allowedFolders: settings.allowedFolders,
      contents: parts.contents)
    var loaded = try read("its definition") { () throws(InvalidInput) in
      try ContractLoader.load(
        bytes, file: SourceFile(name: spec.name), overlays: overlays, files: files)
    }
    loaded.diagnostics += loaded.compileWarnings()
    return (loaded, ContractDigest.of([bytes] + overlays.map(\.bytes) + files.read))
  }

  // MARK: Judging

  func judge(_ change: Change = Change()) throws(Failure) -> Outcome {
    let contract = change.contract ?? loaded
    let judgement = Judgement(strictness: change.strictness ?? strictness)
    let judge = try judgement.judge(
      contract, latency: try judgement.latency(contract.contract, fixtures))
    let base = try BaseURL(parts.settings.baseURL)
    let found = try CredentialFinder(
      contract: loaded.contract, fixtures: fixtures, given: target.credentialNames,
      environment: environment
    ).find(base)
    let replayed = replay(judge, change.contract?.contract, base, found.credentials)
    var facts = try self.facts(found.assumptions, contract, replayed.tokens, judgement.strictness)
    let isSame = change.isNone
    var run = parts
    run.run.policy = isSame ? parts.run.policy : policy(judgement)
    facts.startedAt = parts.run.facts.startedAt
    let examination = Examination(
      run, again: replayed.results, deviations: replayed.deviations,
      excluded: ProfileFile.excluded(parts.settings.excludedOperations, of: contract.contract),
      problems: ProfileFile.problems(parts.profile, fixtures), facts: facts, isSameJudge: isSame)
    return Outcome(
      examination: examination,
      contradictions: isSame ? contradictions(facts, policy(judgement)) : [],
      exchanges: parts.run.results.reduce(0) { $0 + $1.steps.count })
  }

  private func policy(_ judgement: Judgement) -> RunPolicy {
    CertifyingPolicy.of(parts.profile, parts.settings, judgement)
  }

  private func replay(
    _ judge: Judge, _ contract: Contract?, _ base: BaseURL, _ credentials: RunCredentials
  ) -> (results: [CaseResult], deviations: [CaseDifference], tokens: Int) {
    let replayer = Replayer(
      judge: judge, baseURL: base.text, moment: parts.settings.moment, seed: parts.settings.seed,
      redactedNames: fixtures.redact, exchanged: contract.map { (loaded.contract, $0) })
    var results: [CaseResult] = []
    var deviations: [CaseDifference] = []
    var probe = BaseURLProbe(plan)
    var place = 0
    var tokens = 0
    for recorded in parts.run.results {
      if place == 0, let token = Replayer.token(recorded, credentials) {
        results.append(token)
        tokens += 1
        continue
      }
      guard place < plan.cases.count, plan.cases[place].id == recorded.id else {
        deviations.append(
          CaseDifference(recorded.id, "it is no case of the plan, or not in its place"))
        results.append(recorded)
        continue
      }
      let replay = replayer.replay(plan.cases[place], as: recorded)
      deviations += replay.deviations.map { CaseDifference(recorded.id, $0) }
      results += probe.take(replay.result)
      place += 1
    }
    results += probe.end()
    if place < plan.cases.count {
      deviations.append(
        CaseDifference(
          plan.cases[place].id, "\(plan.cases.count - place) cases of the plan are not recorded"))
    }
    return (results, deviations, tokens)
  }

  /// What is known before the first request, worked out from the inputs.
  private func facts(
    _ assumptions: [String], _ contract: LoadedContract, _ tokens: Int, _ strictness: Strictness
  ) throws(Failure) -> RunFacts {
    let settings = parts.settings
    var facts = RunFacts(
      contract, digest: digest, base: settings.baseURL, plan: plan,
      specFiles: settings.inputs.filter { $0.role == .spec || $0.role == .overlay }.map(\.name),
      strictness: strictness, seed: settings.seed, startedAt: parts.run.facts.startedAt,
      assumptions: assumptions + (settings.isInsecure ? [TargetOptions.insecureWarning] : []),
      command: parts.run.facts.command)
    facts.plannedCases += tokens
    facts.toolVersion = parts.run.facts.toolVersion
    return facts
  }

  /// In what the recorded settings and facts are not what the inputs and the profile say.
  private func contradictions(_ facts: RunFacts, _ policy: RunPolicy) -> [String] {
    let settings = parts.settings
    let profile = parts.profile
    var lines: [String] = []
    func compare(_ isSame: Bool, _ what: String) {
      if !isSame {
        lines.append("\(what) \(what.hasSuffix("s") ? "are" : "is") not what the inputs come to")
      }
    }
    compare(facts == parts.run.facts, "what the events say of the run")
    compare(policy == parts.run.policy, "the policy of the run")
    compare(profileDigest == parts.record.profileDigest, "the digest of the profile")
    compare(
      settings.strictness == profile.strictness && settings.seed == profile.seed
        && settings.derive == profile.derive && settings.failOnWarning == profile.failOnWarning
        && settings.excludedOperations == parts.declaration.excludedOperations(of: profile),
      "the recorded settings")
    return lines
  }
}

extension PlanRecord.Item {
  init(_ item: Case) {
    self.init(
      id: item.id, title: item.title, group: item.group, intent: item.intent.rawValue,
      operations: item.steps.map { "\($0.operation.id)" })
  }
}

/// By what a certifying run is judged as a whole.
enum CertifyingPolicy {
  static func of(
    _ profile: Profile, _ settings: RunSettings, _ judgement: Judgement
  ) -> RunPolicy {
    var policy = judgement.policy
    policy.failOnWarning = profile.failOnWarning
    // What is left out as declared is no part of what the profile demands, and the run's own reports
    // know nothing of that.
    if settings.excludedOperations.isEmpty {
      policy.requiredCoverage = profile.coverage.map { CoverageDemand($0.percent, of: $0.kind) }
    }
    return policy
  }
}
