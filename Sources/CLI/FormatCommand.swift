import ArgumentParser
import Documents
import Inputs
import Suites

/// `muster format`: suites and fixtures written tidily.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format",
    abstract: "Writes suites and fixtures tidily, in place.",
    discussion: """
      Keys come in the order of the reference, collections that fit on a line stand on one, quotes only \
      where they are needed, each level two blanks deeper. Comments and what the file says stay as they \
      are; a file that can't be laid out anew without a loss is left alone, with exit code 2.
      """)

  @Argument(help: ArgumentHelp("The files.", valueName: "path"))
  var path: [String]

  @Flag(name: .long, help: "Write nothing; list the files that are not tidy, with exit code 1.")
  var check = false

  @OptionGroup(title: "Config") var config: ConfigOptions

  func run() throws {
    var failures: [String] = []
    var untidy: [String] = []
    for path in path {
      do throws(Failure) {
        let bytes = try InputFile.read(path, what: "the file")
        let tidy = try Self.tidy(bytes, SourceFile(name: path))
        guard tidy.utf8.elementsEqual(bytes) == false else { continue }
        untidy.append(path)
        if !check { try OutputFile.write(tidy, to: path, keeping: []) }
      } catch {
        failures += error.lines
      }
    }
    for path in untidy { Terminal.output("\(path)\(check ? " is not tidy" : "")\n") }
    if !failures.isEmpty { throw Failure(lines: failures, code: ExitStatus.unusable) }
    if check, !untidy.isEmpty { throw ExitCode(ExitStatus.failed) }
  }

  private static func tidy(_ bytes: [UInt8], _ file: SourceFile) throws(Failure) -> String {
    do {
      return try SuiteFormatter.formatted(bytes, file: file)
    } catch {
      throw Failure(error)
    }
  }
}
