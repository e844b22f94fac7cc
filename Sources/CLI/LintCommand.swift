import ArgumentParser
import Contracts
import Documents
import Inputs
import Reports

/// `muster lint`: what stands in the way of testing against a definition.
struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Finds what a definition gets wrong, leaves open, or can't detect.",
    discussion: """
      Exit code 0; 1 when there are errors, or warnings with --fail-on warning; 2 when a definition
      can't be read.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif
  }

  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case warning
  }

  @Argument(
    help:
      "The API definitions, paths or URLs: OpenAPI 3 or Swagger 2.0 in JSON or YAML, or swagger-markdown."
  )
  var specs: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "An OpenAPI Overlay that refines each of the definitions; may be given more than once.",
      valueName: "path"))
  var overlay: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "A folder besides a definition's own whose files it may refer to; may be given more than once.",
      valueName: "path"))
  var allowRefFolder: [String] = []

  @Flag(name: .long, help: "Fetch what the definitions refer to over http and https.")
  var allowRemoteRefs = false

  @Option(name: .long, help: ArgumentHelp("text, json or sarif.", valueName: "format"))
  var format = Format.text

  @Option(
    name: .long, help: ArgumentHelp("`warning` makes warnings fail the command.", valueName: "what")
  )
  var failOn: FailOn?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Only this rule; may be given more than once.", valueName: "id"))
  var rule: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Not this rule, nor warnings and notes of this code; may be given more than once.",
      valueName: "id"))
  var skipRule: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Findings of one rule in one definition before the rest is only counted; 0 for all.",
      valueName: "count"))
  var limit = 200

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write here instead of on stdout.", valueName: "path"))
  var output: String?

  @Flag(name: .long, help: "List the rules instead.")
  var list = false

  @OptionGroup(title: "Config") var config: ConfigOptions

  func validate() throws {
    if !list, specs.isEmpty { throw ValidationError("no definition is given") }
    if limit < 0 { throw ValidationError("--limit must be 0 or more") }
  }

  func run() async throws {
    if list { return try give(LintText.rules) }
    let linter = try linter()
    try checkOutput()
    var reports: [LintReport] = []
    var isUnreadable = false
    for spec in specs {
      let loader = SpecLoader(
        spec: spec, overlays: overlay, allowedFolders: allowRefFolder,
        allowsRemote: allowRemoteRefs)
      do {
        switch try await loader.read() {
        case .success(let loaded): reports.append(linter.lint(loaded))
        case .failure(let error):
          reports.append(linter.refusal(error, of: SourceFile(name: spec)))
        }
      } catch {
        for line in error.lines { Terminal.error(line) }
        isUnreadable = true
      }
    }
    // With nothing read there is nothing to report.
    if !reports.isEmpty { try give(text(reports)) }
    if isUnreadable || reports.contains(where: { !$0.isLoaded }) {
      throw ExitCode(ExitStatus.unusable)
    }
    let worst: Diagnostic.Severity = failOn == .warning ? .warning : .error
    if reports.contains(where: { $0.counts.keys.contains { $0 >= worst } }) {
      throw ExitCode(ExitStatus.failed)
    }
  }

  private func linter() throws(Failure) -> Linter {
    var rules: [any LintRule] = []
    let ids = AllLintRules.all.map(\.id)
    for id in rule {
      guard let found = AllLintRules.all.first(where: { $0.id == id }) else {
        throw .unusable(
          "there is no rule `\(id)`",
          remedy: Suggestion.nearest(to: id, among: ids).map { "did you mean `\($0)`?" }
            ?? "muster lint --list names them")
      }
      rules.append(found)
    }
    for id in skipRule where !ids.contains(id) {
      // The loader has codes of its own; only what looks like a slip is refused.
      if let near = Suggestion.nearest(to: id, among: ids) {
        throw .unusable("there is no rule `\(id)`", remedy: "did you mean `\(near)`?")
      }
    }
    return Linter(
      rules: rule.isEmpty ? AllLintRules.all : rules, isSelection: !rule.isEmpty,
      skipped: Set(skipRule), limit: limit == 0 ? nil : limit)
  }

  /// A definition is never overwritten.
  private func checkOutput() throws(Failure) {
    guard let output, let identity = InputFile.identity(output) else { return }
    if (specs + overlay).contains(where: { InputFile.identity($0) == identity }) {
      throw .unusable("-o \(output) would overwrite an input file", remedy: "give it another path")
    }
  }

  private func text(_ reports: [LintReport]) -> String {
    switch format {
    case .json: JSONWriter.text(LintJSON.document(reports, toolVersion: Version.text), pretty: true)
    case .sarif:
      JSONWriter.text(LintSARIF.document(reports, toolVersion: Version.text), pretty: true)
    case .text:
      reports.map { report in
        let lines = DiagnosticText.lines(report.diagnostics)
        let summary = DiagnosticText.lines(LintText.summary(of: report))
        return ((lines.isEmpty ? [] : lines + [""]) + summary).joined(separator: "\n") + "\n"
      }.joined(separator: "\n")
    }
  }

  private func give(_ text: String) throws(Failure) {
    if let output {
      try TextFile.write(text, to: output)
    } else {
      Terminal.output(text)
    }
  }
}
