/// The profile's lines have no Content-Type.
package struct MissingContentTypeFault: SingleFault {
  package static let id = "missing-content-type"
  package static let summary = "The profile's lines have no Content-Type"
  package static let operation = "GET /accounts/profiles/{profileId}/lines"
  package static let expectedCheck = "content-type"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.removeHeader("Content-Type")
  }
}
