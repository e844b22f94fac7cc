import ArgumentParser
import Contracts
import Documents
import Inputs
import Reports

/// `muster convert`: the same contract in another format.
struct ConvertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Writes a definition in another format and says what that can't carry.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case json, yaml
  }

  @OptionGroup var spec: SpecOptions

  @Option(
    name: .long, help: ArgumentHelp("The format to write.", valueName: "format"))
  var to: ConversionTarget

  @Option(name: .long, help: "How a Swagger or OpenAPI document is written.")
  var format: Format?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; stdout without it.", valueName: "path"))
  var output: String?

  @OptionGroup(title: "Config") var config: ConfigOptions

  func run() async throws {
    if to == .markdown, format != nil {
      throw Failure.unusable(
        "--format has no meaning for markdown", remedy: "leave it out, or convert to another format"
      )
    }
    let loaded = try await spec.load()
    let converted = ContractConverter.convert(loaded.contract, to: to)
    Terminal.show(loaded.diagnostics)
    for line in DiagnosticText.lines(converted.diagnostics) { Terminal.error(line) }
    let text =
      switch converted.form {
      case .text(let text): text
      case .document(let document):
        switch format ?? .yaml {
        case .json: JSONWriter.text(document, pretty: true)
        case .yaml: YAMLWriter.text(document)
        }
      }
    guard let output else {
      Terminal.output(text)
      return
    }
    try OutputFile.write(text, to: output, keeping: [spec.spec] + spec.overlay)
  }
}

extension ConversionTarget: ExpressibleByArgument {}
