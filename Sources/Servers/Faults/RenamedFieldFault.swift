import Documents

/// The document's url is called uri.
package struct RenamedFieldFault: SingleFault {
  package static let id = "renamed-field"
  package static let summary = "The document's url is called uri"
  package static let operation = "GET /documents/{documentId}"
  package static let expectedCheck = "body-schema"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.changeMembers { members in
      members["uri"] = members["url"]
      members["url"] = nil
    }
  }
}
