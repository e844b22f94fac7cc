import Documents

/// The accounts are an empty list.
package struct EmptyCollectionFault: SingleFault {
  package static let id = "empty-collection"
  package static let summary = "The accounts are an empty list"
  package static let operation = "GET /accounts"
  package static let expectedCheck = "body-schema"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.setMember("accountCollection", .array([]))
  }
}
