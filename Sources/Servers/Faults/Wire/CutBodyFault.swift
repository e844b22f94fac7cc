/// The connection closes in the middle of the profile.
package struct CutBodyFault: SingleFault {
  package static let id = "cut-body"
  package static let summary = "The connection closes in the middle of the profile"
  package static let operation = "GET /accounts/profiles/{profileId}"
  package static let expectedCheck = "transport"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.delivery = .cut(after: response.bytes.count / 2)
  }
}
