import ArgumentParser
import Contracts
import Evidence
import Execution
import Inputs
import Suites
import Transport

/// Where the target is and how it is talked to.
struct TargetOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where the implementation under test is, for instance https://api.example.com/v2.",
      valueName: "url"))
  var baseURL: String?

  @Flag(name: .long, help: "Start the built-in reference server, run against it, and stop it.")
  var reference = false

  @Flag(name: .long, help: "Start a mock of the definition, run against it, and stop it.")
  var mock = false

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "With --reference or --mock: break the server on purpose (see `muster faults`); may be given more than once.",
      valueName: "id")
  )
  var fault: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where tokens are had: absolute, or a path on the base URL's host.", valueName: "url"))
  var tokenURL: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The environment variable that holds the OAuth2 client id.", valueName: "name"))
  var clientIDEnv: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The environment variable that holds the OAuth2 client secret.", valueName: "name"))
  var clientSecretEnv: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The environment variable that holds a token to use as it is.", valueName: "name"))
  var tokenEnv: String?

  @Option(name: .long, help: ArgumentHelp("Requests in flight.", valueName: "n"))
  var jobs = 4

  @Option(name: .long, help: ArgumentHelp("Seconds for one request.", valueName: "seconds"))
  var timeout = 30.0

  @Option(name: .long, help: ArgumentHelp("Seconds for connecting.", valueName: "seconds"))
  var connectTimeout = 10.0

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Further attempts where the target was busy or out of reach; see docs/running.md.",
      valueName: "n"))
  var retries = 2

  @Option(
    name: .long,
    help: ArgumentHelp("A PEM file with the certificate authorities to trust.", valueName: "path"))
  var caCert: String?

  @Flag(name: .long, help: "Trust any certificate. Said in every report.")
  var insecure = false

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    let targets = [
      reference ? "--reference" : nil, mock ? "--mock" : nil, baseURL.map { _ in "--base-url" },
    ].compactMap { $0 }
    guard targets.count == 1 else {
      throw ValidationError(
        targets.isEmpty
          ? "no target; give --base-url URL, --reference for the built-in server, or --mock for a mock"
            + " of the definition"
          : "\(targets.joined(separator: " and ")) exclude each other; give one of them")
    }
    let isBuiltIn = reference || mock
    if !fault.isEmpty, !isBuiltIn {
      throw ValidationError("--fault breaks built-in servers only; add --reference or --mock")
    }
    guard (1...1024).contains(jobs) else { throw ValidationError("--jobs must be 1 to 1024") }
    guard timeout > 0, timeout <= 3600, connectTimeout > 0, connectTimeout <= 3600 else {
      throw ValidationError("--timeout and --connect-timeout must be above 0 and at most 3600")
    }
    if let tokenURL, !["/", "http://", "https://"].contains(where: tokenURL.hasPrefix) {
      throw ValidationError("--token-url `\(tokenURL)` must start with http://, https:// or /")
    }
    if isBuiltIn, tokenURL != nil || tokenEnv != nil || clientIDEnv != nil || clientSecretEnv != nil
    {
      throw ValidationError(
        "the built-in server has credentials of its own; leave out --token-url, --token-env,"
          + " --client-id-env and --client-secret-env")
    }
    if connection.http2, isBuiltIn || baseURL?.hasPrefix("http://") == true {
      throw ValidationError(
        "--http2 is agreed on in the TLS handshake, and this target is talked to without TLS;"
          + " leave out --http2 or give an https:// --base-url")
    }
    guard (0...20).contains(retries) else { throw ValidationError("--retries must be 0 to 20") }
  }

  var requestOptions: RequestOptions {
    RequestOptions(
      timeout: timeout, connectTimeout: connectTimeout, maxRedirects: connection.followRedirects)
  }

  /// What the user said of the credentials.
  var credentialNames: CredentialFinder.Names {
    CredentialFinder.Names(
      tokenURL: tokenURL, tokenURLName: "--token-url", clientID: clientIDEnv,
      clientSecret: clientSecretEnv, token: tokenEnv)
  }

  func transport() throws(Failure) -> CurlTransport {
    do {
      return try CurlTransport(
        TransportConfiguration(
          maxBodyBytes: connection.maxBody.bytes, maxConnections: jobs, insecure: insecure,
          caCertificate: caCert, clientCertificate: connection.clientCert,
          clientKey: connection.clientKey, proxy: connection.proxy, http2: connection.http2,
          userAgent: "muster/\(Version.text)"))
    } catch {
      throw .unusable(error.message, remedy: error.remedy)
    }
  }
}
