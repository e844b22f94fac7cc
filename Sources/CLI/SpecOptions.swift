import ArgumentParser
import Contracts
import Documents
import Suites

/// The definition to test against, and what refines it.
struct SpecOptions: ParsableArguments {
  @Argument(
    help: "The API definition: OpenAPI 3 or Swagger 2.0 in JSON or YAML, or swagger-markdown.")
  var spec: String

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "An OpenAPI Overlay that refines the definition; may be given more than once.",
      valueName: "path"))
  var overlay: [String] = []

  /// Reads and joins them; warnings go to the caller with the contract.
  func load() throws(Failure) -> LoadedContract { try Self.load(spec, overlay: overlay) }

  /// The same for commands that name the definition otherwise.
  static func load(_ spec: String, overlay: [String]) throws(Failure) -> LoadedContract {
    var overlays: [(bytes: [UInt8], file: SourceFile)] = []
    for path in overlay {
      overlays.append((try InputFile.read(path, what: "the overlay"), SourceFile(name: path)))
    }
    let bytes = try InputFile.read(spec, what: "the spec")
    do {
      var loaded = try ContractLoader.load(
        bytes, file: SourceFile(name: spec), overlays: overlays)
      // Answers can't be judged by a schema that does not compile, and the judge refuses it; what
      // only requests use need not stop a run.
      loaded.diagnostics += ContractSchemas(contract: loaded.contract).compileAll().map { problem in
        var warning = problem
        warning.severity = min(problem.severity, .warning)
        return warning
      }
      return loaded
    } catch {
      throw Failure(error)
    }
  }
}

/// What to send.
struct PlanOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "A suite file to run besides the derived cases; may be given more than once.",
      valueName: "path"))
  var suite: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What the target has and lacks: ids, bodies, credential names.", valueName: "path"))
  var fixtures: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Which cases to derive from the contract: positive, negative, auth, or none; with commas.",
      valueName: "intents")
  )
  var derive: String?

  @Flag(name: .long, help: "Send only requests that read; nothing that writes or destroys.")
  var safe = false

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Only operations that match, for instance 'GET /accounts*'; may be given more than once.",
      valueName: "glob"))
  var operation: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("No operation that matches; may be given more than once.", valueName: "glob")
  )
  var excludeOperation: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Only suite cases with this tag; may be given more than once.", valueName: "tag"))
  var tag: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "No suite case with this tag; may be given more than once.", valueName: "tag"))
  var excludeTag: [String] = []

  func loadFixtures() throws(Failure) -> Fixtures {
    guard let fixtures else { return Fixtures() }
    let file = SourceFile(name: fixtures)
    let bytes = try InputFile.read(fixtures, what: "the fixtures file")
    do {
      return try Fixtures(try StructuredReader.read(bytes, file: file), file: file)
    } catch {
      throw Failure(error)
    }
  }

  func plan(
    _ contract: Contract, _ fixtures: Fixtures, environment: [String: String]
  ) throws(Failure) -> Plan {
    var suites: [SuiteFile] = []
    for path in suite {
      let file = SourceFile(name: path)
      let bytes = try InputFile.read(path, what: "the suite")
      do {
        suites.append(try SuiteFile(try StructuredReader.read(bytes, file: file), file: file))
      } catch {
        throw Failure(error)
      }
    }
    let planner = Planner(
      contract: contract, fixtures: fixtures, environment: environment,
      options: Planner.Options(
        derive: try intents(), isSafe: safe, operations: operation,
        excludedOperations: excludeOperation, tags: tag, excludedTags: excludeTag))
    do {
      return try planner.plan(suites)
    } catch {
      throw Failure(error)
    }
  }

  private func intents() throws(Failure) -> Set<Case.Intent>? {
    guard let derive else { return nil }
    if derive == "none" { return [] }
    if derive.isEmpty {
      throw .unusable(
        "--derive is empty", remedy: "write `none`, or some of positive, negative, auth")
    }
    var intents: Set<Case.Intent> = []
    for word in derive.split(separator: ",").map(String.init) {
      if word == "none" {
        throw .unusable("--derive can't hold `none` beside others", remedy: "leave it out")
      }
      guard let intent = Case.Intent(rawValue: word), Derivation.intents.contains(intent) else {
        throw .unusable(
          "--derive can't hold `\(word)`",
          remedy: Suggestion.remedy(
            for: word, among: Derivation.intents.map(\.rawValue) + ["none"]))
      }
      intents.insert(intent)
    }
    return intents
  }
}
