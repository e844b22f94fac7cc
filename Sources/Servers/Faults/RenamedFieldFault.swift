import Documents

/// The document's url is called uri.
package struct RenamedFieldFault: SingleFault {
  package static let id = "renamed-field"
  package static let summary = "The document's url is called uri"
  package static let operation = "GET /documents/{documentId}"
  package static let expectedCheck = "body-schema"
  package static let isMovable = true

  private let field: String

  package init() {
    self.init(field: "url")
  }

  private init(field: String) {
    self.field = field
  }

  package func concerning(field: String) -> (any Fault)? { Self(field: field) }

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.changeMembers { members in
      members[field == "url" ? "uri" : "\(field)Renamed"] = members[field]
      members[field] = nil
    }
  }
}
