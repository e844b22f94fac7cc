import Documents

/// A recording that was erased is still downloaded.
package struct ErasedStillServedFault: Fault {
  package let id = "erased-still-served"
  package let summary = "A recording that was erased is still downloaded"
  package let scope = FaultScope.operations([
    "GET /calls/{idFormat}/{idCall}/recordings"
  ])
  package let expectedCheck = "positive-rejected"

  /// What was last downloaded, by the call's id.
  private let downloads = Locked<[String: ServerResponse]>([:])

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard let id = call.parameters["idCall"] else { return }
    switch response.status {
    case 200: downloads.withLock { [response] in $0[id] = response }
    case 404: if let earlier = downloads.withLock({ $0[id] }) { response = earlier }
    default: break
    }
  }
}
