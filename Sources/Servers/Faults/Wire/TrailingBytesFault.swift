/// A second document follows the profile's services.
package struct TrailingBytesFault: SingleFault {
  package static let id = "trailing-bytes"
  package static let summary = "A second document follows the profile's services"
  package static let operation = "GET /accounts/profiles/{profileId}/services"
  package static let expectedCheck = "wire-json"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.rewriteBytes { $0 + Array("{}".utf8) }
  }
}
