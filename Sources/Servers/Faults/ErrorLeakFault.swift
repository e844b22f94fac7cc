import Documents

/// The 404 of an unknown service shows a stack trace.
package struct ErrorLeakFault: SingleFault {
  package static let id = "error-leak"
  package static let summary = "The 404 of an unknown service shows a stack trace"
  package static let operation = "GET /services/{partnum}"
  package static let expectedCheck = "error-leak"
  package static let isMovable = true
  package let isOnlyWarned = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 404 else { return }
    response.changeMembers { members in
      guard var error = members["error"]?.object else { return }
      error["developerMessage"] = .string(
        "java.lang.NullPointerException\n\tat crm.Catalogue.find(Catalogue.java:42)")
      members["error"] = .object(error)
    }
  }
}
