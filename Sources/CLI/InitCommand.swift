import ArgumentParser
import Contracts
import Suites

/// `muster init`: files to start from.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a suite and fixtures to start from, for a definition.",
    discussion: """
      The suite has a case for each operation that reads, the fixtures a value for each required \
      parameter, from the definition's examples or made up. Both run as they are against `muster mock` \
      of the same definition; for another target, put in the fixtures what it really has. Nothing that \
      is there already is overwritten without --force.
      """)

  @OptionGroup(title: "Definition") var spec: SpecOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The folder to write suite.yaml and fixtures.yaml into.", valueName: "folder"))
  var output = "."

  @Option(
    name: .long, help: ArgumentHelp("The suite's name; the definition's without it."))
  var name: String?

  @Flag(name: .long, help: "Overwrite files that are there.")
  var force = false

  func validate() throws {
    if let name, name.isEmpty || name.utf8.count > 200 || name.contains(where: \.isNewline) {
      throw ValidationError("--name must be one line of 1 to 200 bytes")
    }
  }

  func run() async throws {
    let loaded = try await spec.load()
    guard !loaded.contract.operations.isEmpty else {
      throw Failure.unusable(
        "`\(spec.spec)` has no operations", remedy: "give a definition that has some")
    }
    Terminal.show(loaded.diagnostics)
    let made = StartingFiles(contract: loaded.contract, schemas: loaded.schemas, name: name)
    let files = [("suite.yaml", made.suite), ("fixtures.yaml", made.fixtures)].map {
      (path: output == "." ? $0.0 : "\(output)/\($0.0)", text: $0.1)
    }
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
    let suite = files[0].path
    let fixtures = files[1].path
    Terminal.output(
      """
      \(suite) and \(fixtures) are written. Next:
        muster plan \(spec.spec) --suite \(suite) --fixtures \(fixtures)
        muster run \(spec.spec) --suite \(suite) --fixtures \(fixtures) --base-url URL

      """)
  }
}
