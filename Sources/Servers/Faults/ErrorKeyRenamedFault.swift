import Documents

/// The error of an unknown line stands under errors, not error.
package struct ErrorKeyRenamedFault: SingleFault {
  package static let id = "error-key-renamed"
  package static let summary = "The error of an unknown line stands under errors, not error"
  package static let operation = "GET /accounts/profiles"
  package static let expectedCheck = "error-body"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 404 else { return }
    response.changeMembers { members in
      members["errors"] = members["error"]
      members["error"] = nil
    }
  }
}
