import ArgumentParser
import Documents
import Inputs
import Reports
import Schemas

/// `muster validate`: documents against a schema, or against what a contract says of an operation.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Validates JSON and YAML documents against a schema or a contract.",
    discussion: """
      Ends with 0 where all documents are valid, 1 where some are not, and 2 where something can't be \
      used or judged.

      With --jsonl every line of the input is answered by a line: true, false, or null for a line that \
      can't be judged, which stderr explains; then the exit code is 2. Lines with nothing on them are \
      passed over.
      """)

  @Argument(help: "The documents; - or none is stdin. YAML is known by its name or its first line.")
  var documents: [String] = []

  @OptionGroup var choice: SchemaOptionsGroup

  @Flag(
    name: .long,
    help: ArgumentHelp(
      "The input holds a document a line, or without --schema and --spec one object"
        + " {\"schema\": …, \"data\": …} a line; the answers are true and false."))
  var jsonl = false

  @Option(name: .long, help: "What the report is written in: text or json.")
  var format = "text"

  @OptionGroup(title: "Config") var config: ConfigOptions

  func run() async throws {
    guard ["text", "json"].contains(format) else {
      throw Failure.unusable(
        "--format can't be `\(format)`",
        remedy: Suggestion.remedy(for: format, among: ["text", "json"]))
    }
    if jsonl, format != "text" {
      throw Failure.unusable(
        "--format says how reports are written, and --jsonl writes none", remedy: "leave one out")
    }
    let paths = documents.isEmpty ? ["-"] : documents
    if paths.count(where: { $0 == "-" }) > 1 {
      throw Failure.unusable("stdin is named twice", remedy: "name it once")
    }
    let judge = try await choice.load(isInlineAllowed: jsonl)
    for line in DiagnosticText.lines(judge.diagnostics) { Terminal.error(line) }
    let code = jsonl ? try answerLines(of: paths, by: judge) : report(on: paths, by: judge.schema)
    if code != 0 { throw ExitCode(code) }
  }

  private func answerLines(of paths: [String], by judge: SchemaChoice) throws -> Int32 {
    var lines = LineValidator(judge)
    for path in paths where !Terminal.outputIsOver { try lines.run(path) }
    return lines.exitCode
  }

  private func report(on paths: [String], by schema: Schema?) -> Int32 {
    var report = ValidationReport(isJSON: format == "json")
    for path in paths {
      do {
        let document = try InputDocument.read(path)
        for line in DiagnosticText.lines(document.warnings) { Terminal.error(line) }
        report.add(document, schema)
      } catch let failure as Failure {
        for line in failure.lines { Terminal.error(line) }
        report.addUnreadable(path, failure.lines)
      } catch {
        let lines = DiagnosticText.lines((error as? InvalidInput)?.diagnostics ?? [])
        for line in lines { Terminal.error(line) }
        report.addUnreadable(path, lines)
      }
    }
    report.finish()
    return report.exitCode
  }
}
