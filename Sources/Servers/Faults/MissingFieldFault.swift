import Documents

/// The recording's route is missing.
package struct MissingFieldFault: SingleFault {
  package static let id = "missing-field"
  package static let summary = "The recording's route is missing"
  package static let operation = "GET /calls/{idFormat}/{idCall}/recordings"
  package static let expectedCheck = "body-schema"
  package static let isMovable = true

  private let field: String

  package init() {
    self.init(field: "route")
  }

  private init(field: String) {
    self.field = field
  }

  package func concerning(field: String) -> (any Fault)? { Self(field: field) }

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.changeMembers { $0[field] = nil }
  }
}
