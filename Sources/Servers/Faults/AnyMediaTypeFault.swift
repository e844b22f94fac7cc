/// A process is started by a body of any media type.
package struct AnyMediaTypeFault: SingleFault {
  package static let id = "any-media-type"
  package static let summary = "A process is started by a body of any media type"
  package static let operation = "POST /accounts/{accountId}/processes"
  package static let expectedCheck = "negative-accepted"
  package static let isMovable = true
  package let equivalence: String? =
    "RFC 9110 §15.5.16 leaves a target free to go by the body's content"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    call.request.headers.removeAll { $0.name == "content-type" }
    call.request.headers.append(("content-type", "application/json"))
  }
}
