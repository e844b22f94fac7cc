import Inputs

/// A test of a running HTTP API by its definition.
///
/// Name the definition and where the implementation answers, change what should differ from the defaults,
/// and call ``run()``:
///
/// ```swift
/// var test = ContractTest(spec: "openapi.yaml", baseURL: "http://127.0.0.1:8080")
/// test.fixtures = "fixtures.yaml"
/// let report = try await test.run()
/// ```
///
/// A run sends requests that create, change and delete things, unless ``isSafe`` is set. The defaults are
/// those of the command `muster run`.
public struct ContractTest: Sendable {
  /// How much is tolerated.
  public enum Strictness: String, Sendable, CaseIterable {
    /// Only what surely breaks the definition fails.
    case lenient
    /// What breaks the definition or is plainly wrong fails; what is doubtful is a warning.
    case standard
    /// Also what the definition does not mention, such as properties of answers, and what standards
    /// demand of every API.
    case strict
  }

  /// What a derived case is to show. There may be more intents in later versions.
  public enum Intent: String, Sendable, CaseIterable {
    /// A valid request is served as documented.
    case positive
    /// An invalid request is refused as documented.
    case negative
    /// Values at the edges of what is allowed.
    case boundary
    /// Requests without credentials or with bad ones are refused.
    case auth
    /// Several requests after one another: what was created is found, what was deleted is not.
    case stateful
  }

  /// A report to write.
  public struct ReportFile: Sendable, Hashable {
    /// What is written. There may be more formats in later versions.
    public enum Format: String, Sendable, CaseIterable {
      /// As the command's `--report` writes them.
      case junit, html, json, tap, ctrf, markdown, sarif, har, github
      /// The stream of events, a JSON object a line.
      case events = "ndjson"
      /// GitLab's code quality report.
      case codeQuality = "codequality"
    }

    /// What is written.
    public var format: Format
    /// Where; folders that are missing are made. What is there is replaced when the report is complete.
    public var path: String

    /// A report of a format at a path, which may be relative to the working folder.
    public init(_ format: Format, at path: String) {
      self.format = format
      self.path = path
    }
  }

  // MARK: What is tested

  /// The definition, a path or an http or https URL: OpenAPI 3.x or Swagger 2.0 in JSON or YAML, or
  /// markdown as swagger-markdown renders it.
  public var spec: String
  /// Where the implementation is, for instance `http://127.0.0.1:8080/v1`.
  public var baseURL: String
  /// Paths of OpenAPI Overlays that refine the definition, in the order in which they apply.
  public var overlays: [String] = []
  /// Folders besides the definition's own whose files it may refer to.
  public var allowedFolders: [String] = []
  /// Whether references to the network are fetched.
  public var allowsRemoteReferences = false
  /// The path of a fixtures file: what the target has and lacks, such as ids and bodies.
  public var fixtures: String?
  /// Where credentials are looked for, by the names of variables: `MUSTER_TOKEN`; `MUSTER_CLIENT_ID` and
  /// `MUSTER_CLIENT_SECRET`; `MUSTER_USER` and `MUSTER_PASSWORD`; `MUSTER_API_KEY`;
  /// `MUSTER_EXPIRED_TOKEN` and `MUSTER_WRONG_SCOPE_TOKEN`, which must be refused; or those that the fixtures
  /// name. Also what suites and fixtures mean by `${NAME}`, and `MUSTER_CLOCK`, which makes reports tell one
  /// moment and no durations. At first the process's environment. Options of the command that it takes from
  /// variables, and its config file, are not looked at.
  public var environment: [String: String]
  /// Where tokens are had: absolute, or a path on the base URL's host; nil: what fixtures and definition
  /// say.
  public var tokenURL: String?
  /// Header fields for every request. Reports show no value of four bytes or more.
  public var headers: [String: String] = [:]
  /// The path of a PEM file with the certificate authorities to trust; nil: the system's.
  public var certificateAuthorities: String?
  /// Whether no certificate is checked, so that anyone may have answered; said in every report.
  public var acceptsAnyCertificate = false

  // MARK: What is sent

  /// Paths of suite files and Arazzo documents to run besides the derived cases.
  public var suites: [String] = []
  /// The profile of the suites that selects among their cases and tightens their judgement.
  public var profile: String?
  /// Which cases are derived from the definition; empty: none; nil: what the suites say, and all where
  /// there are no suites.
  public var intents: Set<Intent>?
  /// Whether only requests that read are sent, nothing that writes or destroys.
  public var isSafe = false
  /// Patterns with `*` and `?` over `METHOD /path`; empty: all operations.
  public var operations: [String] = []
  /// Operations that are left out, by such patterns.
  public var excludedOperations: [String] = []
  /// Only suite cases with one of these tags; empty: all.
  public var tags: [String] = []
  /// No suite cases with any of these tags.
  public var excludedTags: [String] = []
  /// Ids of cases, or patterns over them; empty: all.
  public var cases: [String] = []
  /// Derived cases at most, 1 to 10,000,000: the systematic ones first, then random ones; nil: the
  /// systematic ones.
  public var maxCases: Int?
  /// What everything random is drawn from; the same number, the same run.
  public var seed: UInt64 = 0

  // MARK: How it is sent

  /// Requests in flight, 1 to 1024.
  public var jobs = 4
  /// Seconds for one request, above 0 and at most 3600.
  public var timeout = 30.0
  /// Seconds after which the run is ended and its rest is inconclusive; nil: no limit.
  public var deadline: Double?
  /// Requests a second at most, above 0 and at most 1,000,000; nil: no limit.
  public var rate: Double?
  /// Further attempts where the target was busy or out of reach, 0 to 20.
  public var retries = 2
  /// Requests that may be sent after the plan to make one failing request smaller, where its values were made
  /// up, 0 to 1000.
  public var maxShrinks = 50

  // MARK: How it is judged

  /// How much is tolerated.
  public var strictness = Strictness.standard
  /// Ids of the checks that judge, as `muster checks` lists them; empty: all.
  public var checks: [String] = []
  /// Ids of checks that don't judge.
  public var skippedChecks: [String] = []
  /// The longest that an answer may take, in seconds; nil: what fixtures and definition say.
  public var maxLatency: Double?
  /// Whether warnings fail the run.
  public var failsOnWarning = false
  /// Whether cases that passed only because a request was sent again fail the run.
  public var failsOnFlaky = false
  /// Percent of the definition's promises that must be shown, 0 to 100; nil: no demand.
  public var requiredCoverage: Double?
  /// The path of a file of known failures, which don't fail the run until they expire. Entries that a complete
  /// run does not see any more fail it, so that the file is kept in order.
  public var baseline: String?

  /// Reports to write; they are complete when ``run()`` returns, but for ``ContractReport/lostReports``. Runs at
  /// the same time need paths of their own.
  public var reports: [ReportFile] = []

  /// Tests an implementation by a definition, with defaults for everything else.
  ///
  /// - Parameters:
  ///   - spec: the definition, a path or a URL.
  ///   - baseURL: where the implementation is.
  public init(spec: String, baseURL: String) {
    self.spec = spec
    self.baseURL = baseURL
    environment = ProcessEnvironment.variables
  }
}
