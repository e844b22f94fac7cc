/// An account's profiles are answered with 418.
package struct TeapotFault: SingleFault {
  package static let id = "teapot"
  package static let summary = "An account's profiles are answered with 418"
  package static let operation = "GET /accounts/{accountId}/profiles"
  package static let expectedCheck = "positive-rejected"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response =
      Problem(
        status: 418, code: "teapot", message: "This is a teapot", detail: "It makes no coffee"
      ).response
  }
}
