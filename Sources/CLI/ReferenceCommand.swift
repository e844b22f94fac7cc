import ArgumentParser
import Inputs
import Logging
import Servers

/// `muster reference`: the reference server of the founding contract, for vendors to compare with.
struct ReferenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Serves the reference implementation of the founding contract until it is stopped.",
    discussion: """
      The first line of stdout is the base URL. Clients authenticate with the id and secret that \
      the environment variables MUSTER_CLIENT_ID and MUSTER_CLIENT_SECRET hold. The scope read opens \
      every operation, status opens none. A token in MUSTER_EXPIRED_TOKEN counts as one that has \
      expired.
      """)

  @OptionGroup var listen: ListenOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Keep the data in this SQLite file; without it they are gone at the end.", valueName: "path"))
  var store: String?

  @Option(
    name: .long, help: ArgumentHelp("Seconds for which a token is valid.", valueName: "seconds"))
  var tokenLifetime = 3600

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Break it on purpose (see `muster faults`); may be given more than once.", valueName: "id"))
  var fault: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Let so many requests a second in, and refuse others with 429.", valueName: "n"))
  var rateLimit: Int?

  @Flag(
    name: .long,
    help: "Answer GET /healthz, without a token: whether the store can be read.")
  var healthz = false

  @Flag(name: .long, help: "Log every request on stderr.")
  var verbose = false

  @OptionGroup(title: "Config") var config: ConfigOptions

  func validate() throws {
    guard (1...31_536_000).contains(tokenLifetime) else {
      throw ValidationError("--token-lifetime must be 1 to 31536000 seconds")
    }
    if let rateLimit, !(1...1_000_000).contains(rateLimit) {
      throw ValidationError("--rate-limit must be 1 to 1000000 requests a second")
    }
  }

  func run() async throws {
    let variables = ProcessEnvironment.variables
    guard let id = variables["MUSTER_CLIENT_ID"], let secret = variables["MUSTER_CLIENT_SECRET"],
      !id.isEmpty, !secret.isEmpty
    else {
      throw Failure.unusable(
        "the server needs the id and secret that clients must present",
        remedy: "set MUSTER_CLIENT_ID and MUSTER_CLIENT_SECRET in the environment")
    }
    var configuration = ReferenceServer.Configuration(clientID: id, clientSecret: secret)
    configuration.host = listen.host
    configuration.port = listen.port
    configuration.tokenLifetime = tokenLifetime
    configuration.expiredToken = variables["MUSTER_EXPIRED_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
    configuration.store = store.map { .file($0) } ?? .memory
    configuration.rateLimit = rateLimit
    configuration.hasHealthPath = healthz
    configuration.faults = try AllFaults.named(fault)
    if verbose {
      configuration.logger = Logger(label: "muster.reference") {
        StreamLogHandler.standardError(label: $0)
      }
    }
    let settings = configuration
    let server = Task {
      try await ReferenceServer.run(settings) { Terminal.output("\($0)\n") }
    }
    let signals = Signals { server.cancel() }
    defer { signals.stop() }
    do {
      try await server.value
    } catch {
      throw Failure.unusable(
        "the reference server can't run: \(error)", remedy: "check --port, --host and --store")
    }
  }
}
