import ArgumentParser
import Contracts
import Documents
import Inputs
import Suites

/// What to send.
struct PlanOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "A suite file, or a workflow document of Arazzo, to run besides the derived cases; may be given more than once.",
      valueName: "path"))
  var suite: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The profile of the suites that selects among their cases and tightens their judgement.",
      valueName: "name"))
  var profile: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What the target has and lacks: ids, bodies, credential names.", valueName: "path"))
  var fixtures: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Which cases to derive from the contract: positive, negative, boundary, auth, stateful, or none; with commas.",
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

  @Option(
    name: .customLong("case"), parsing: .singleValue,
    help: ArgumentHelp(
      "Only the case of this id, or those that match, for instance 'derived:GET /accounts:*';"
        + " may be given more than once.", valueName: "id"))
  var caseID: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What everything random of the run is drawn from; the same number, the same run.",
      valueName: "n"))
  var seed: UInt64 = 0

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Derive so many cases: the systematic ones first, then random ones from the seed. Without it:"
        + " the systematic ones.", valueName: "n"))
  var maxCases: Int?

  /// Whether some of the cases that could be derived are not.
  var isPartial: Bool { derive != nil || maxCases != nil }

  func loadFixtures() throws(Failure) -> Fixtures {
    guard let fixtures else { return Fixtures() }
    return try Fixtures.load(fixtures)
  }

  /// - Parameter target: nil where nothing is sent.
  func plan(
    _ loaded: LoadedContract, _ fixtures: Fixtures, _ target: TargetOptions?,
    environment: [String: String]
  ) throws(Failure) -> PlanChoice.Made {
    try PlanChoice(
      suites: suite, profile: profile, derive: try intents(), isSafe: safe, operations: operation,
      excludedOperations: excludeOperation, tags: tag, excludedTags: excludeTag, cases: caseID,
      seed: seed, maxCases: maxCases
    ).plan(loaded, fixtures, target?.credentialNames, environment: environment)
  }

  func validate() throws {
    if let maxCases, !(1...10_000_000).contains(maxCases) {
      throw ValidationError("--max-cases must be 1 to 10000000")
    }
  }

  private func intents() throws(Failure) -> Set<Case.Intent>? {
    guard let derive else { return nil }
    if derive == "none" { return [] }
    if derive.isEmpty {
      throw .unusable(
        "--derive is empty",
        remedy: "write `none`, or some of positive, negative, boundary, auth, stateful")
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
