import Certification
import Checks
import Contracts
import Documents
import Evidence
import Inputs
import Suites

/// All that a certifying run is made from, read once.
struct CertificationInputs {
  let spec: SpecOptions
  let profile: ProfileFile
  let declaration: Declaration
  let fixtures: Fixtures
  let loaded: LoadedContract
  let digest: String
  let plan: Plan
  let judgement: Judgement
  let environment: [String: String]
  /// Of the built-in server where it is the target.
  let reference: ReferenceCredentials?
  let settings: RunSettings
  /// By the name of the member that holds it.
  let members: [(name: String, bytes: [UInt8])]
  /// SHA-256 over the profile, its suites and the fixtures of its selftest.
  let profileDigest: String
  private let suites: [SuiteFile]

  init(
    spec: SpecOptions, profile path: String, fixtures fixturesPath: String?,
    declaration declarationPath: String?, target: TargetOptions
  ) async throws {
    self.spec = spec
    profile = try ProfileFile(path)
    let profile = profile.profile
    var files = InputMembers()
    let read = try await SpecLoader(
      spec: spec.spec, overlays: spec.overlay, allowedFolders: spec.allowRefFolder,
      allowsRemote: spec.allowRemoteRefs
    ).loadWithFiles()
    loaded = read.contract
    digest = read.digest
    files.add(.spec, spec.spec, read.spec)
    for (path, bytes) in zip(spec.overlay, read.overlays) { files.add(.overlay, path, bytes) }
    for (file, bytes) in read.references { files.add(.reference, file.name, bytes) }
    fixtures =
      try fixturesPath.map { (path) throws(Failure) in
        files.add(.fixtures, path, try InputFile.read(path, what: "the fixtures file"))
        return try Fixtures.load(path)
      } ?? Fixtures()
    files.add(.profile, path, self.profile.bytes)
    let declaration =
      try declarationPath.map { (path) throws(Failure) in
        let bytes = try InputFile.read(path, what: "the declaration")
        files.add(.declaration, path, bytes)
        do throws(InvalidInput) {
          return try Declaration(
            try StructuredReader.read(bytes, file: SourceFile(name: path)), for: profile)
        } catch {
          throw Failure(error)
        }
      } ?? Declaration()
    self.declaration = declaration
    let suites = try Self.suites(self.profile, &files)
    profileDigest = Self.digest(self.profile, suites.contents)
    self.suites = suites.files
    reference = target.reference ? ReferenceCredentials.random : nil
    var environment = ProcessEnvironment.variables
    reference?.enter(&environment, fixtures.credentials)
    self.environment = environment
    var settings = RunSettings()
    settings.inputs = files.inputs
    settings.specAddress = read.address
    settings.allowedFolders = spec.allowRefFolder
    settings.derive = profile.derive
    settings.seed = profile.seed
    settings.excludedOperations = declaration.excludedOperations(of: profile)
    let defects = CredentialFinder(
      contract: loaded.contract, fixtures: fixtures, given: target.credentialNames,
      environment: environment
    ).defects
    settings.credentialDefects = defects.map(\.rawValue).sorted()
    settings.variables = Self.variables(environment, files, target)
    settings.today = try Clock.today(ProcessEnvironment.variables)
    settings.strictness = profile.strictness
    settings.failOnWarning = profile.failOnWarning
    settings.isInsecure = target.insecure
    settings.tokenURL = target.tokenURL
    settings.tokenVariable = target.tokenEnv
    settings.clientIDVariable = target.clientIDEnv
    settings.clientSecretVariable = target.clientSecretEnv
    self.settings = settings
    members = files.members
    guard let strictness = Strictness(rawValue: profile.strictness) else {
      throw Failure.unusable("the profile has no strictness", remedy: "correct it")
    }
    judgement = Judgement(strictness: strictness)
    let intents = profile.derive.map { $0.map { Case.Intent(rawValue: $0) } }
    if let intents, intents.contains(nil) {
      throw Failure.unusable(
        "the profile's `derive` names an intent that there isn't",
        remedy: "known: " + Derivation.intents.map(\.rawValue).joined(separator: ", "))
    }
    plan = try Self.plan(suites.files, loaded, fixtures, settings, environment)
  }

  /// The plan by the settings; also of the selftest, which has other data at most.
  private static func plan(
    _ suites: [SuiteFile], _ loaded: LoadedContract, _ fixtures: Fixtures, _ settings: RunSettings,
    _ environment: [String: String]
  ) throws(Failure) -> Plan {
    let planner = Planner(
      contract: loaded.contract, fixtures: fixtures, environment: environment,
      options: Planner.Options(settings), schemas: loaded.schemas)
    do {
      return try planner.plan(suites)
    } catch {
      throw Failure(error)
    }
  }

  private static func suites(
    _ profile: ProfileFile, _ files: inout InputMembers
  ) throws(Failure) -> (files: [SuiteFile], contents: [[UInt8]]) {
    var suites: [SuiteFile] = []
    var contents: [[UInt8]] = []
    var roots: [[UInt8]] = []
    for path in profile.suitePaths {
      let source = SuiteFiles(path)
      do {
        suites.append(try SuiteLoader.load(source))
      } catch {
        throw Failure(error)
      }
      for (place, read) in source.opened.enumerated() {
        files.add(place == 0 ? .suite : .suiteFile, read.file.name, read.bytes)
        contents.append(read.bytes)
        if place == 0 { roots.append(read.bytes) }
      }
    }
    try ProfileFile.checkFrozen(profile.profile, roots)
    if let path = ProfileFile.selftestFixtures(of: profile.profile, at: profile.path) {
      let bytes = try InputFile.read(path, what: "the selftest's fixtures file")
      files.add(.selftestFixtures, path, bytes)
      contents.append(bytes)
    }
    return (suites, contents)
  }

  private static func digest(_ profile: ProfileFile, _ suites: [[UInt8]]) -> String {
    Digest.sha256(of: [profile.bytes] + suites)
  }

  /// SHA-256 over a profile and its suites as they are on the disk.
  static func digest(of profile: ProfileFile) throws(Failure) -> String {
    var files = InputMembers()
    return digest(profile, try suites(profile, &files).contents)
  }

  /// The names of variables that are set and that an input or an option names.
  private static func variables(
    _ environment: [String: String], _ files: InputMembers, _ target: TargetOptions
  ) -> [String] {
    let texts = files.members.map { String(decoding: $0.bytes, as: UTF8.self) }
    let named = [target.tokenEnv, target.clientIDEnv, target.clientSecretEnv].compactMap { $0 }
    return environment.keys.filter { name in
      guard environment[name]?.isEmpty == false, name != "MUSTER_CLOCK" else { return false }
      return name.hasPrefix("MUSTER_") || named.contains(name)
        || (name.utf8.count > 2 && texts.contains { $0.contains(name) })
    }.sorted()
  }

  /// Throws where an input holds what nobody but the vendor may know.
  func checkSecrets(_ secrets: [String]) throws(Failure) {
    let redactor = Redactor(secrets: secrets.filter { $0.utf8.count >= 8 })
    for (input, member) in zip(settings.inputs, members)
    where redactor.redacted(member.bytes) != member.bytes {
      throw .unusable(
        "`\(input.name)` holds a credential in plain text, and the bundle would have it too",
        remedy: "name the environment's variable there instead")
    }
  }

  /// The selftest of the very same plan.
  func selftest() throws -> BuiltInSelftest {
    let isMock = BuiltInSelftest.isMock(
      loaded.contract, wanted: profile.profile.selftest.isMock)
    let credentials = ReferenceCredentials.random
    var environment = ProcessEnvironment.variables
    let path = ProfileFile.selftestFixtures(of: profile.profile, at: profile.path)
    let fixtures =
      try path.map { (path) throws(Failure) in try Fixtures.load(path) } ?? self.fixtures
    if isMock {
      credentials.enter(&environment, fixtures.credentials, of: loaded.contract)
    } else {
      credentials.enter(&environment, fixtures.credentials)
    }
    // With the same data it is the very plan of the run; with others its cases are the same.
    let plan =
      path == nil
      ? self.plan : try Self.plan(suites, loaded, fixtures, settings, environment)
    guard plan.cases.map(\.id) == self.plan.cases.map(\.id) else {
      throw Failure.unusable(
        "the fixtures of the profile's selftest give rise to other cases than those of the run",
        remedy: "give the same things in both, such as operations and their bodies")
    }
    return BuiltInSelftest(
      spec: spec, loaded: loaded, fixtures: fixtures, plan: plan, seed: profile.profile.seed,
      judgement: judgement, latency: try judgement.latency(loaded.contract, fixtures),
      credentials: credentials, environment: environment, isMock: isMock,
      faults: profile.profile.selftest.faults,
      leftOut: ProfileFile.excluded(settings.excludedOperations, of: loaded.contract))
  }
}

/// Input files with the members of the bundle that hold them.
struct InputMembers {
  private(set) var inputs: [RunSettings.Input] = []
  private(set) var members: [(name: String, bytes: [UInt8])] = []

  /// A file that is there already, by its name, stays as it is.
  mutating func add(_ role: RunSettings.Input.Role, _ name: String, _ bytes: [UInt8]) {
    guard !inputs.contains(where: { $0.name == name }) else { return }
    let number = (inputs.count < 9 ? "0" : "") + "\(inputs.count + 1)"
    let member = "\(EvidenceBundle.Part.inputs)\(number)-\(MemberName.made(of: name))"
    inputs.append(RunSettings.Input(role: role, name: name, member: member))
    members.append((member, bytes))
  }
}

extension Planner.Options {
  /// Those of a certifying run.
  init(_ settings: RunSettings) {
    self.init(
      derive: settings.derive.map { Set($0.compactMap { Case.Intent(rawValue: $0) }) },
      excludedOperations: settings.excludedOperations, seed: settings.seed,
      credentials: Set(
        settings.credentialDefects.compactMap { Contract.CredentialDefect(rawValue: $0) }),
      checks: AllChecks.all.map { $0.id }, today: settings.today)
  }
}
