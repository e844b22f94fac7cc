import Evidence
import FoundationEssentials
import Reports
import Testing

@Suite struct JUnitMemoryTests {
  /// The file is several times larger than what may be kept. In a process of its own: other tests'
  /// memory would count as the report's.
  @Test(.enabled(if: FileManager.default.isReadableFile(atPath: "/proc/self/status")))
  func memoryStaysFlat() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let path = folder.path + "/junit.xml"
      let reporter = try AllReporters.make(format: "junit", path: path)
      let operation = SampleContract.operations[1]
      let finding = Finding(
        check: "body-schema", operation: operation.name, message: "the value has the wrong type",
        expected: "string", actual: String(repeating: "x", count: 1500))
      var plain = SampleRuns.result(operation, 200)
      var failed = SampleRuns.result(operation, 404, verdict: .failed, findings: [finding])
      try reporter.handle(.started(SampleContract.facts(planned: 100_000)))
      let before = try Self.memory("VmHWM")
      for number in 0..<100_000 {
        plain.title = "case \(number)"
        failed.title = plain.title
        try reporter.handle(.caseFinished(number % 2 == 0 ? plain : failed))
      }
      try reporter.close()
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
      let growth = try Self.memory("VmHWM") - before
      #expect(size > 100 << 20, "the test needs a large file: \(size)")
      #expect(growth < 48 << 10, "VmHWM grew by \(growth) KiB")
    }
  }

  /// KiB.
  private static func memory(_ name: String) throws -> Int {
    let line = try text(ofFileAt: "/proc/self/status").split(separator: "\n")
      .first { $0.hasPrefix(name) }
    return line.flatMap { $0.split(whereSeparator: { !$0.isNumber }).first }.flatMap { Int($0) }
      ?? 0
  }
}
