import Testing

/// The arguments of a run are parsed apart from the whole program's, which nobody may notice.
@Suite("The arguments of a run, end to end")
struct RunParsingTests {
  @Test("help and version are the whole program's")
  func helpAndVersion() async throws {
    let help = try await MusterProcess.run(["run", "--help"])
    #expect(help.code == 0)
    #expect(help.output == (try await MusterProcess.run(["help", "run"])).output)
    #expect(help.output.contains("USAGE: muster run [<options>] <spec>"))
    #expect(help.output.contains("--version"))
    let version = try await MusterProcess.run(["run", "--version"])
    #expect(version.code == 0)
    #expect(version.output == (try await MusterProcess.run(["--version"])).output)
  }

  @Test("what is wrong is said in the whole program's words")
  func mistakes() async throws {
    let unknown = try await MusterProcess.run(["run", "a.yaml", "--reference", "--nope"])
    #expect(unknown.code == 2)
    #expect(unknown.errors.contains("muster: error: Unknown option '--nope'"))
    let shells = try await MusterProcess.run(["run", "--generate-completion-script", "bash"])
    #expect(shells.output.contains("muster"))
    #expect(shells.code == 0)
  }
}
