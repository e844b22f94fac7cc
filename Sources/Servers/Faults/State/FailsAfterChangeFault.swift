import Documents

/// The catalogue fails once a profile's services were changed.
package struct FailsAfterChangeFault: Fault {
  package let id = "fails-after-change"
  package let summary = "The catalogue fails once a profile's services were changed"
  package let scope = FaultScope.operations([
    "PUT /profile/{profileId}",
    "GET /services/{partnum}",
  ])
  package let expectedCheck = "server-error"

  private let isChanged = Locked(false)

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    if call.operation?.hasPrefix("PUT") == true {
      isChanged.withLock { $0 = true }
    } else if isChanged.withLock({ $0 }) {
      response = Problem.internalError.response
    }
  }
}
