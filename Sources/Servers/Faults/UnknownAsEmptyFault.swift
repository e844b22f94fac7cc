import Documents

/// An unknown profile's services are an empty list with status 200.
package struct UnknownAsEmptyFault: SingleFault {
  package static let id = "unknown-as-empty"
  package static let summary = "An unknown profile's services are an empty list with status 200"
  package static let operation = "GET /accounts/profiles/{profileId}/services"
  package static let expectedCheck = "negative-accepted"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 404 else { return }
    response = .json(.object([("serviceCollection", .array([]))]))
  }
}
