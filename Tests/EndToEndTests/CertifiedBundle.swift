import Certification
import Foundation
import Glibc
import Testing

/// A certification of the reference server, made once for all tests, and its key.
struct CertifiedBundle: Sendable {
  static let profile = "Tests/EndToEndTests/Fixtures/certify/profile.yaml"
  static let declaration = "Tests/EndToEndTests/Fixtures/certify/declaration.yaml"

  /// A folder of its own, with `key`, `key.pub`, `other` and `other.pub`.
  let folder: String
  /// The archive.
  let path: String
  let outcome: MusterProcess.Outcome

  var publicKey: String { "\(folder)/key.pub" }

  /// Of the faultless server.
  static let good = Task { try await CertifiedBundle([]) }
  /// Of a server that gives a member another type.
  static let faulty = Task { try await CertifiedBundle(["--fault", "wrong-type"]) }

  /// One folder for all of the process, which goes with it.
  private static var parent: String {
    FileManager.default.temporaryDirectory.appending(path: "muster-certify-\(getpid())").path()
  }

  private static let isCleaned =
    atexit { try? FileManager.default.removeItem(atPath: CertifiedBundle.parent) } == 0

  private init(_ arguments: [String]) async throws {
    _ = Self.isCleaned
    folder = Self.parent + "/\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["key", "other"] {
      let made = try await MusterProcess.run(["keygen", "\(folder)/\(name)"])
      try #require(made.code == 0, "\(made.errors)")
    }
    path = "\(folder)/bundle.tar.gz"
    outcome = try await Self.certify(arguments, key: "\(folder)/key", output: path)
  }

  /// `muster certify` of the reference server.
  static func certify(
    _ arguments: [String], key: String, output: String, profile: String = profile,
    declaration: String? = declaration
  ) async throws -> MusterProcess.Outcome {
    try await MusterProcess.run(
      ["certify"] + RunTests.crm + [
        "--reference", "--profile", profile, "--key", key, "--output", output, "--quiet",
      ] + (declaration.map { ["--declaration", $0] } ?? []) + arguments, seconds: 300)
  }

  func bundle() throws -> EvidenceBundle {
    try EvidenceBundle(archive: [UInt8](try Data(contentsOf: URL(filePath: path))))
  }

  func key(_ name: String) throws -> SigningKey {
    try SigningKey(pem: [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))))
  }

  /// Writes a bundle into a folder of its own and gives its path.
  func write(_ bundle: EvidenceBundle) throws -> String {
    let path = "\(folder)/\(UUID().uuidString)"
    for name in bundle.names {
      let file = URL(filePath: "\(path)/\(name)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bundle.members[name] ?? []).write(to: file)
    }
    return path
  }

  /// `muster verify`.
  static func verify(
    _ path: String, _ arguments: [String] = []
  ) async throws -> MusterProcess.Outcome {
    try await MusterProcess.run(["verify", path] + arguments, seconds: 120)
  }
}
