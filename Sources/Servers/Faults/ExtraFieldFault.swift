import Documents

/// The account has a member that the contract lacks.
package struct ExtraFieldFault: SingleFault {
  package static let id = "extra-field"
  package static let summary = "The account has a member that the contract lacks"
  package static let operation = "GET /accounts/{accountId}"
  package static let expectedCheck = "undocumented-property"
  package static let isMovable = true

  private let field: String

  package init() {
    self.init(field: "internalId")
  }

  private init(field: String) {
    self.field = field
  }

  package func concerning(field: String) -> (any Fault)? { Self(field: field) }

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.setMember(field, .integer(17))
  }
}
