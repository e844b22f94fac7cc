import Certification
import Contracts
import Documents
import Inputs
import Suites

/// A profile with the suites that it names.
struct ProfileFile {
  let path: String
  let profile: Profile
  let bytes: [UInt8]
  /// The paths of its suites, from where the profile was read.
  let suitePaths: [String]

  init(_ path: String) throws(Failure) {
    self.path = path
    bytes = try InputFile.read(path, what: "the profile")
    do {
      profile = try Profile(
        try StructuredReader.read(bytes, file: SourceFile(name: path)))
    } catch {
      throw Failure(error)
    }
    suitePaths = Self.suitePaths(of: profile, at: path)
  }

  static func suitePaths(of profile: Profile, at path: String) -> [String] {
    profile.suites.map { resolved($0.path, at: path) }
  }

  /// The path of the built-in server's fixtures, where the profile names some.
  static func selftestFixtures(of profile: Profile, at path: String) -> String? {
    profile.selftest.fixtures.map { resolved($0, at: path) }
  }

  private static func resolved(_ name: String, at path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return name.hasPrefix("/") ? name : folder + name
  }

  /// Throws for a suite that is not the one that the profile was frozen with.
  static func checkFrozen(_ profile: Profile, _ contents: [[UInt8]]) throws(Failure) {
    for (suite, bytes) in zip(profile.suites, contents) {
      guard let digest = suite.sha256, digest != Digest.sha256(bytes) else { continue }
      throw .unusable(
        "the suite `\(suite.path)` is not the one that profile \(profile.name) \(profile.version)"
          + " was frozen with",
        remedy: "take back the change, or make a new version of the profile")
    }
  }

  /// What a declaration's options and a contract come to: the operations that are left out.
  static func excluded(
    _ patterns: [String], of contract: Contract
  ) -> Set<String> {
    let globs = patterns.map { Glob($0) }
    return Set(
      contract.operations.map { "\($0.id)" }.filter { id in globs.contains { $0.matches(id) } })
  }

  /// What the profile asks of the fixtures and they do not give.
  static func problems(_ profile: Profile, _ fixtures: Fixtures) -> [String] {
    profile.provides.filter { name in
      fixtures.parameters[name] == nil
        && !fixtures.operations.values.contains { $0.parameters[name] != nil }
    }.map { "the fixtures give no value for `\($0)`, which the profile asks for" }
  }
}
