import Documents

/// The call's company is null.
package struct NullFieldFault: SingleFault {
  package static let id = "null-field"
  package static let summary = "The call's company is null"
  package static let operation = "GET /customers/{MSISDN}/calls/details"
  package static let expectedCheck = "body-schema"
  package static let isMovable = true

  private let field: String

  package init() {
    self.init(field: "company")
  }

  private init(field: String) {
    self.field = field
  }

  package func concerning(field: String) -> (any Fault)? { Self(field: field) }

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.setMember(field, .null)
  }
}
