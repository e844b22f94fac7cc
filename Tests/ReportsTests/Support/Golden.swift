import FoundationEssentials
import Testing

/// Whole outputs kept beside the tests.
///
/// `MUSTER_RECORD_GOLDENS=1` writes them anew, and that run fails: a recording proves nothing.
enum Golden {
  static func expect(
    _ actual: String, matches name: String, at location: SourceLocation = #_sourceLocation
  ) {
    let path = TestPaths.tests + "/Golden/" + name
    if ProcessInfo.processInfo.environment["MUSTER_RECORD_GOLDENS"] == "1" {
      do {
        try Data(actual.utf8).write(to: URL(filePath: path))
        Issue.record("recorded \(name): read it, then run again", sourceLocation: location)
      } catch {
        Issue.record("\(name) cannot be written: \(error)", sourceLocation: location)
      }
      return
    }
    guard let bytes = try? Data(contentsOf: URL(filePath: path)) else {
      Issue.record(
        "there is no golden \(name); record it with MUSTER_RECORD_GOLDENS=1",
        sourceLocation: location)
      return
    }
    let expected = String(decoding: bytes, as: UTF8.self)
    guard !expected.utf8.elementsEqual(actual.utf8) else { return }
    Issue.record("\(name) differs\n\(difference(expected, actual))", sourceLocation: location)
  }

  private static func difference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let place = zip(old, new).prefix { $0 == $1 }.count
    let want = place < old.count ? String(old[place]) : "(end)"
    let have = place < new.count ? String(new[place]) : "(end)"
    return "line \(place + 1)\n  golden: \(want)\n  actual: \(have)"
  }
}

enum TestPaths {
  /// The folder of this target's tests.
  static let tests: String = folder(of: folder(of: "\(#filePath)"))

  /// What lies beside the repository and is no part of it.
  static let shared = folder(of: folder(of: folder(of: tests))) + "/shared"

  /// The validation schema of Jenkins' xunit plugin; not part of the repository.
  static let jenkinsSchema = shared + "/data/junit-xsd/jenkins-junit-10.xsd"

  static var hasJenkinsSchema: Bool {
    FileManager.default.isReadableFile(atPath: jenkinsSchema)
  }

  private static func folder(of path: String) -> String {
    String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }
}

/// A folder that goes with the test.
struct TemporaryFolder: ~Copyable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/muster-reports-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

func text(ofFileAt path: String) throws -> String {
  String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
}
