import ArgumentParser
import Checks
import Evidence
import Reports

/// By what a run is judged, and what makes it fail.
struct JudgementOptions: ParsableArguments {
  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case warning, new, flaky
  }

  @Option(
    name: .long,
    help: ArgumentHelp("How much is tolerated: lenient, standard or strict.", valueName: "level"))
  var strictness = Strictness.standard

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      """
      `warning` makes warnings fail the run too; `new` says that only what --baseline does not list \
      fails it; `flaky` makes cases fail it that passed only because a request was sent again. May be \
      given more than once.
      """, valueName: "what"))
  var failOn: [FailOn] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      """
      Percent of the obligations that must be discharged, for instance 95%; of one kind with \
      \(ObligationFact.Kind.allCases.map(\.rawValue).joined(separator: ", ")), for instance \
      status=100%. May be given more than once.
      """, valueName: "percent"))
  var requireCoverage: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Judge by this check only (`muster checks` lists them); may be given more than once.",
      valueName: "id"))
  var check: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Do not judge by this check; may be given more than once.", valueName: "id"))
  var skipCheck: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The longest that an answer may take, for instance 2s or 500ms.", valueName: "time"))
  var maxLatency: String?

  func validate() throws {
    try Self.checkCoverage(requireCoverage)
    if let maxLatency, LatencyLimits.read(maxLatency) == nil {
      throw ValidationError(
        "--max-latency must be above 0 and at most 3600 seconds, for instance 2s or 500ms")
    }
  }

  /// Throws where one is no coverage.
  static func checkCoverage(_ requireCoverage: [String]) throws {
    for text in requireCoverage where CoverageDemand(parsing: text) == nil {
      let kinds = ObligationFact.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        "--require-coverage `\(text)` must be 0 to 100, for instance 95%, or that of one kind"
          + " (\(kinds)), for instance status=100%")
    }
  }

  /// What `95%` or `95` says; nil for what is none from 0 to 100.
  static func percent(_ text: String) -> Double? {
    let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard let number = Double(digits), (0...100).contains(number) else { return nil }
    return number
  }
}

extension Strictness: ExpressibleByArgument {}
