/// The line's msisdn occurs twice in one object.
package struct DuplicateKeyFault: SingleFault {
  package static let id = "duplicate-key"
  package static let summary = "The line's msisdn occurs twice in one object"
  package static let operation = "GET /accounts/profiles"
  package static let expectedCheck = "wire-json"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.rewriteBytes { Array("{\"msisdn\":\"573001000000\",".utf8) + $0.dropFirst() }
  }
}
