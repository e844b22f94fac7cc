import Documents

/// The catalogue entry is {}.
package struct EmptyObjectFault: SingleFault {
  package static let id = "empty-object"
  package static let summary = "The catalogue entry is {}"
  package static let operation = "GET /services/{partnum}"
  package static let expectedCheck = "body-schema"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.body = .json(.object([]))
  }
}
