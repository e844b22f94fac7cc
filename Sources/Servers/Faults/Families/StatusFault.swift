import Contracts
import Documents

/// One documented status of one operation is answered wrongly.
package struct StatusFault: Fault {
  package enum Defect: String, Sendable, CaseIterable {
    /// A success has the undocumented status 299, a refusal is sent with 200.
    case other = "other-status"
    /// The status is right, and the body is not there.
    case bare = "bare-status"
  }

  package let id: String
  package let summary: String
  package let scope: FaultScope
  package let expectedCheck: String
  package let equivalence: String?

  package let places: [FaultPlace]

  private let defect: Defect
  private let status: Int

  init(
    _ defect: Defect, _ status: Int, of operation: Contract.Operation, check: String,
    equivalence: String? = nil
  ) {
    id = "\(defect.rawValue):\(operation.id):\(status)"
    let instead = status < 400 ? 299 : 200
    summary =
      defect == .other
      ? "What is \(status) is sent with \(instead)" : "The \(status) has no body"
    scope = .operation("\(operation.id)")
    places = [FaultPlace(operation: "\(operation.id)", status: status)]
    expectedCheck = check
    self.equivalence = equivalence
    self.defect = defect
    self.status = status
  }

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == status else { return }
    switch defect {
    case .other: response.status = status < 400 ? 299 : 200
    case .bare:
      response.body = .none
      response.removeHeader("Content-Type")
    }
  }
}
