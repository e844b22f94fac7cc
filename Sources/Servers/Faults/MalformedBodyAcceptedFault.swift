import Documents

/// A body that is no JSON starts a process.
package struct MalformedBodyAcceptedFault: SingleFault {
  package static let id = "malformed-body-accepted"
  package static let summary = "A body that is no JSON starts a process"
  package static let operation = "POST /accounts/{accountId}/processes"
  package static let expectedCheck = "negative-accepted"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    let isJSON =
      (try? JSONReader.read(call.body, file: SourceFile(name: "<body>"), depthLimit: 32)) != nil
    guard !isJSON, !call.body.isEmpty else { return }
    let body = Array(#"{"consultantId":502}"#.utf8)
    call.body = body
    call.request.readBody = { _ in body }
  }
}
