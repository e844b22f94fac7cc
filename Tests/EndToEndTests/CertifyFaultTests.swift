import Foundation
import Testing

/// No implementation with a fault is certified, and its vendor is told which promises it breaks.
@Suite("muster certify, faulty servers", .serialized)
struct CertifyFaultTests {
  static let faults = [
    "wrong-type", "missing-field", "server-error", "null-field", "empty-object", "renamed-field",
    "error-body-missing", "error-body-string", "undocumented-success", "unknown-success", "teapot",
    "wrong-content-type", "truncated-json", "cut-body", "duplicate-key", "wrong-item",
    "token-not-checked", "expired-token-accepted", "wrong-scope-accepted", "unauthorised-text",
  ]

  @Test("is not certified", arguments: faults)
  func refused(_ fault: String) async throws {
    let good = try await CertifiedBundle.good.value
    let output = "\(good.folder)/fault-\(fault).tar.gz"
    let outcome = try await CertifiedBundle.certify(
      ["--fault", fault], key: "\(good.folder)/key", output: output)
    #expect(outcome.code == 1, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("  broken: "), "\(outcome.output)")
    let verified = try await CertifiedBundle.verify(output, ["--key", good.publicKey])
    #expect(verified.code == 1)
    #expect(verified.output.contains("the same verdicts"), "\(verified.output)\(verified.errors)")
  }
}
