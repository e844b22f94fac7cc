import Documents

/// The 404 of an unknown account has a member beside the error.
package struct ErrorExtraMemberFault: SingleFault {
  package static let id = "error-extra-member"
  package static let summary = "The 404 of an unknown account has a member beside the error"
  package static let operation = "GET /accounts/{accountId}"
  package static let expectedCheck = "error-body"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 404 else { return }
    response.setMember("trace", .string("4711"))
  }
}
