/// The recording's weight is NaN.
package struct NotANumberFault: SingleFault {
  package static let id = "not-a-number"
  package static let summary = "The recording's weight is NaN"
  package static let operation = "GET /calls/{idFormat}/{idCall}/recordings"
  package static let expectedCheck = "wire-json"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.rewriteBytes { bytes in
      Array(
        String(decoding: bytes, as: UTF8.self).replacing(/"weight":[0-9]+/, with: "\"weight\":NaN")
          .utf8)
    }
  }
}
