package import Evidence
import Markup

/// By what a finding is known again in another run: which check, at which operation and status, by
/// which part of the contract. Never by values of an answer, which differ from run to run.
package struct FindingFingerprint: Sendable, Hashable {
  package var check: String
  package var operation: String
  /// Of the answer; nil where there was none.
  package var status: Int?
  /// The keyword of the schema that was broken; where no schema decides, the place in the answer
  /// with every array index as `*`.
  package var place: String?
  /// What the schema demands; where no schema decides, the message without quotations and numbers.
  package var detail: String

  /// Characters of a place: a target may name its members as it likes.
  private static let placeLimit = 400

  package init(
    check: String, operation: String, status: Int? = nil, place: String? = nil, detail: String
  ) {
    self.check = check
    self.operation = operation
    self.status = status
    self.place = place
    self.detail = detail
  }

  /// - Parameter status: of the answer that the finding is about.
  package init(_ finding: Finding, status: Int?) {
    let place = finding.schema.map { "\($0)" } ?? finding.pointer?.shape
    let detail =
      finding.schema == nil
      ? MessageShape.of(finding.message)
      : MessageShape.of(finding.expected, keepingQuotations: true)
    self.init(
      check: finding.check, operation: finding.operation, status: status,
      place: place.map { OneLine.of(XMLText.visible($0), limit: Self.placeLimit) },
      detail: OneLine.of(XMLText.visible(detail)))
  }

  /// Sixteen hexadecimal digits, the same on every machine.
  package var id: String {
    let parts = [check, operation, status.map(String.init) ?? "", place ?? "", detail]
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in parts {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      // No text holds this byte, so that no two lists of parts read alike.
      hash = (hash ^ 0xFF) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}

extension StepResult {
  /// By what a finding of this step is known again.
  package func fingerprint(of finding: Finding) -> FindingFingerprint {
    FindingFingerprint(finding, status: exchange.response?.status)
  }
}
