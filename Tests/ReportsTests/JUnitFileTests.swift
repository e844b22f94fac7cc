import Evidence
import FoundationEssentials
import Glibc
import Reports
import Testing

@Suite struct JUnitFileTests {
  struct Row: Sendable, CustomStringConvertible {
    var name: String
    /// Relative to a folder that holds a file `taken` and a folder `folder`.
    var path: String
    var reason: String
    var description: String { name }
  }

  static let bad: [Row] = [
    Row(name: "a folder", path: "/folder", reason: "it is a directory"),
    Row(name: "below a file", path: "/taken/junit.xml", reason: "not a directory"),
    Row(name: "far below a file", path: "/taken/a/junit.xml", reason: "not a directory"),
    Row(name: "a trailing slash", path: "/new/", reason: "not the name of a file"),
    Row(
      name: "a name too long", path: "/" + String(repeating: "x", count: 300) + "/junit.xml",
      reason: "file name too long"),
  ]

  @Test(arguments: bad) func aBadPathIsKnownBeforeTheRun(_ row: Row) throws {
    let folder = try TemporaryFolder()
    try Data("x".utf8).write(to: URL(filePath: folder.path + "/taken"))
    try FileManager.default.createDirectory(
      atPath: folder.path + "/folder", withIntermediateDirectories: false)
    let path = folder.path + row.path
    let error = #expect(throws: ReportError.self) {
      _ = try AllReporters.make(format: "junit", path: path)
    }
    #expect(error?.kind == .notWritable)
    #expect(error?.subject == path)
    #expect(error?.reason == row.reason)
    #expect(folder.names == ["folder", "taken"])
  }

  @Test func devicesAreLeftAlone() throws {
    let error = #expect(throws: ReportError.self) {
      _ = try AllReporters.make(format: "junit", path: "/dev/null")
    }
    #expect(error?.reason == "it is not a regular file")
  }

  @Test func aFullDiskIsAnError() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let failure = #expect(throws: XMLWriter.Failure.self) {
      var writer = try XMLWriter(descriptor: descriptor)
      try writer.startDocument()
      try writer.start("a")
      try writer.text(String(repeating: "x", count: 100_000))
      try writer.end()
      try writer.flush()
    }
    #expect(failure?.errno == ENOSPC)
  }

  @Test func nothingIsThereBeforeTheEnd() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/junit.xml"
    let reporter = try AllReporters.make(format: "junit", path: path)
    for event in SampleRuns.passing { try reporter.handle(event) }
    #expect(folder.names.isEmpty)
    try reporter.close()
    #expect(folder.names == ["junit.xml"])
  }

  @Test func anUnfinishedReportLeavesTheOldOne() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/junit.xml"
    try Data("old".utf8).write(to: URL(filePath: path))
    do {
      let reporter = try AllReporters.make(format: "junit", path: path)
      for event in SampleRuns.passing.prefix(20) { try reporter.handle(event) }
    }
    #expect(folder.names == ["junit.xml"])
    #expect(try text(ofFileAt: path) == "old")
    let reporter = try AllReporters.make(format: "junit", path: path)
    try reporter.close()
    #expect(try text(ofFileAt: path).hasPrefix("<?xml"))
  }

  @Test func aLinkStaysALink() throws {
    let folder = try TemporaryFolder()
    let real = folder.path + "/real.xml"
    try Data("old".utf8).write(to: URL(filePath: real))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.xml", withDestinationPath: "real.xml")
    let reporter = try AllReporters.make(format: "junit", path: folder.path + "/link.xml")
    try reporter.close()
    #expect(try text(ofFileAt: real).hasPrefix("<?xml"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link.xml")
        == "real.xml")
  }

  @Test func aVanishedFolderIsAnError() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/gone/junit.xml"
    let reporter = try AllReporters.make(format: "junit", path: path)
    try FileManager.default.removeItem(atPath: folder.path + "/gone")
    let error = #expect(throws: ReportError.self) { try reporter.close() }
    #expect(error?.description == "cannot write the report \(path): no such file or directory")
  }

  @Test func unknownFormatsAreNamed() {
    let error = #expect(throws: ReportError.self) {
      _ = try AllReporters.make(format: "pdf", path: "x")
    }
    #expect(error?.kind == .unknownFormat)
    #expect(
      error?.description
        == "no report format pdf: there is none of that name; use one of: "
        + AllReporters.formats.map(\.id).joined(separator: ", "))
    #expect(AllReporters.formats.contains { $0.id == "junit" })
  }

  @Test func everyFormatHasItsOwnName() {
    let formats = AllReporters.formats
    #expect(Set(formats.map(\.id)).count == formats.count)
    #expect(formats.allSatisfy { !$0.summary.isEmpty && !$0.summary.hasSuffix(".") })
  }
}
