import ArgumentParser
import Contracts
import Documents
import Glibc
import Inputs
import Suites

/// `muster init`: files to start from.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a config, a suite and fixtures to start from, for a definition.",
    discussion: """
      The suite has a case for each operation that reads, the fixtures a value for each required \
      parameter, from the definition's examples or made up. With the config, `muster run` alone judges \
      a mock of the definition, and passes; for an implementation, put its address in the config, and \
      in the fixtures what it really has. Nothing that is there already is overwritten without --force.
      """)

  @OptionGroup(title: "Definition") var spec: SpecOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The folder to write muster.yaml, suite.yaml and fixtures.yaml into; it is made where it is not there.",
      valueName: "folder"))
  var output = "."

  @Option(
    name: .long, help: ArgumentHelp("The suite's name; the definition's without it."))
  var name: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where the implementation under test is; a mock of the definition without it.",
      valueName: "url"))
  var baseURL: String?

  @Flag(name: .long, help: "Overwrite files that are there.")
  var force = false

  func validate() throws {
    if let name, name.isEmpty || name.utf8.count > 200 || name.contains(where: \.isNewline) {
      throw ValidationError("--name must be one line of 1 to 200 bytes")
    }
  }

  func run() async throws {
    if let baseURL { _ = try BaseURL(baseURL) }
    let loaded = try await spec.load()
    guard !loaded.contract.operations.isEmpty else {
      throw Failure.unusable(
        "`\(spec.spec)` has no operations", remedy: "give a definition that has some")
    }
    Terminal.show(loaded.diagnostics)
    try makeFolder()
    let made = StartingFiles(contract: loaded.contract, schemas: loaded.schemas, name: name)
    let config = StartingConfig(spec: spec, folder: output, baseURL: baseURL)
    let files = [
      (ConfigSearch.name, config.text), ("suite.yaml", Self.tidy(made.suite)),
      ("fixtures.yaml", Self.tidy(made.fixtures)),
    ].map { (path: output == "." ? $0.0 : "\(output)/\($0.0)", text: $0.1) }
    if !force {
      for file in files where InputFile.isTaken(file.path) {
        throw Failure.unusable(
          "`\(file.path)` is there already",
          remedy: "give another folder with --output, or --force to overwrite it")
      }
    }
    for file in files {
      try OutputFile.write(file.text, to: file.path, keeping: [spec.spec] + spec.overlay)
    }
    Terminal.output(
      """
      \(files.map(\.path).joined(separator: ", ")) are written. Next\(output == "." ? "" : ", in \(output)"):
        muster plan
        muster run

      """)
  }

  /// As `muster format` would write it.
  private static func tidy(_ text: String) -> String {
    (try? SuiteFormatter.formatted(Array(text.utf8), file: SourceFile(name: "<made>"))) ?? text
  }

  private func makeFolder() throws(Failure) {
    if InputFile.isThere(output) || mkdir(output, 0o777) == 0 { return }
    let reason = String(cString: strerror(errno))
    throw .unusable(
      "the folder `\(output)` can't be made: \(reason)", remedy: "make it, or give another one")
  }
}
