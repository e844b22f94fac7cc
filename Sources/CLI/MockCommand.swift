import ArgumentParser
import Checks
import Contracts
import Inputs
import Servers
import Suites

/// `muster mock`: a server of any contract.
struct MockCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mock",
    abstract: "Serves an API definition until it is stopped.",
    discussion: """
      Requests are held against the definition, answers are made up from it, its examples first. The \
      first line of stdout is the base URL. Any credential is let in, unless MUSTER_TOKEN, \
      MUSTER_USER and MUSTER_PASSWORD, MUSTER_API_KEY, or MUSTER_CLIENT_ID and \
      MUSTER_CLIENT_SECRET say which. Ctrl-C and SIGTERM stop it, with \
      exit code 0.
      """)

  @OptionGroup(title: "Definition") var spec: SpecOptions

  @OptionGroup var listen: ListenOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What everything made up is drawn from; the same number, the same answers.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(
    name: .long,
    help: ArgumentHelp("Wait so long before each answer, as 0.5 or 500ms.", valueName: "time"))
  var latency: String?

  @Flag(name: .long, help: "Let everybody in, whatever credentials the definition asks for.")
  var noAuth = false

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Break it on purpose (see `muster faults SPEC`); may be given more than once.",
      valueName: "id"))
  var fault: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Keep what is made and changed in this SQLite file; without it it is gone at the end.",
      valueName: "path"))
  var store: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A fixtures file of `muster run`: what stands under `missing` is not found.",
      valueName: "path"))
  var fixtures: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write all exchanges to this file at the end, as an HTTP Archive (HAR 1.2) without secrets.",
      valueName: "path"))
  var record: String?

  @Flag(name: .long, help: "Log no requests on stderr.")
  var quiet = false

  @OptionGroup(title: "Config") var config: ConfigOptions

  func validate() throws {
    if let latency, latency != "0", LatencyLimits.read(latency) == nil {
      throw ValidationError(
        "--latency must be above 0 and at most 3600 seconds, for instance 2s or 500ms")
    }
  }

  func run() async throws {
    let loaded = try await spec.load()
    if !quiet { Terminal.show(loaded.diagnostics) }
    var configuration = MockServer.Configuration(loaded)
    configuration.host = listen.host
    configuration.port = listen.port
    configuration.seed = seed
    configuration.store = store.map { .file($0) } ?? .memory
    configuration.absence = try fixtures.map { MockAbsence(try Fixtures.load($0)) } ?? MockAbsence()
    configuration.latency = latency.flatMap { LatencyLimits.read($0) } ?? 0
    configuration.credentials = noAuth ? nil : Self.credentials(ProcessEnvironment.variables)
    configuration.faults = try AllFaults.named(fault, of: loaded.contract)
    if !quiet { configuration.log = { Terminal.error($0) } }
    guard let record else { return try await serve(configuration) }
    let recorder = MockRecorder(
      contract: loaded.contract, credentials: configuration.credentials, version: Version.text)
    configuration.recorder = recorder
    // A path that can't be written shows before anything is served.
    try write(recorder, to: record)
    try await serve(configuration)
    try write(recorder, to: record)
  }

  private func write(_ recorder: MockRecorder, to path: String) throws(Failure) {
    try OutputFile.write(
      recorder.bytes, to: path,
      keeping: [spec.spec] + spec.overlay + [fixtures, store].compactMap { $0 })
  }

  private func serve(_ configuration: MockServer.Configuration) async throws {
    let server = Task {
      try await MockServer.run(configuration) { Terminal.output("\($0)\n") }
    }
    let signals = Signals { server.cancel() }
    defer { signals.stop() }
    do {
      try await server.value
    } catch {
      throw Failure.unusable(
        "the mock can't run: \(error)", remedy: "check --port, --host and --store")
    }
  }

  /// The credentials that `muster run` would send with the same environment.
  private static func credentials(_ environment: [String: String]) -> MockCredentials {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    var credentials = MockCredentials()
    credentials.token = value("MUSTER_TOKEN")
    credentials.user = value("MUSTER_USER")
    credentials.password = value("MUSTER_PASSWORD")
    credentials.key = value("MUSTER_API_KEY")
    credentials.clientID = value("MUSTER_CLIENT_ID")
    credentials.clientSecret = value("MUSTER_CLIENT_SECRET")
    return credentials
  }
}

extension MockServer.Configuration {
  /// Of a mock that a command starts for itself.
  init(
    _ loaded: LoadedContract, _ fixtures: Fixtures, _ credentials: MockCredentials, seed: UInt64
  ) {
    self.init(loaded)
    self.seed = seed
    self.credentials = credentials
    absence = MockAbsence(fixtures)
  }
}

extension MockAbsence {
  /// What fixtures say is missing.
  init(_ fixtures: Fixtures) {
    self.init(
      parameters: fixtures.missing,
      operations: fixtures.operations.mapValues {
        .init(parameters: $0.missing.parameters, body: $0.missing.body)
      })
  }
}
