import Documents

/// The account's profiles have a null among them.
package struct NullItemFault: SingleFault {
  package static let id = "null-item"
  package static let summary = "The account's profiles have a null among them"
  package static let operation = "GET /accounts/{accountId}/profiles"
  package static let expectedCheck = "body-schema"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.changeMembers { members in
      members["profileCollection"] = members["profileCollection"]?.array.map {
        .array($0 + [.null])
      }
    }
  }
}
