import Documents

/// A fault that counts what it does.
package struct ObservedFault: Fault {
  private struct Counts {
    var concerned = 0
    var changed = 0
  }

  private let fault: any Fault
  private let counts = Locked(Counts())

  package init(_ fault: any Fault) {
    self.fault = fault
  }

  package var id: String { fault.id }
  package var summary: String { fault.summary }
  package var scope: FaultScope { fault.scope }
  package var expectedCheck: String { fault.expectedCheck }
  package var isOnlyWarned: Bool { fault.isOnlyWarned }
  package var equivalence: String? { fault.equivalence }
  package var places: [FaultPlace] { fault.places }

  /// Requests that the fault concerned, and those of them of which it changed anything.
  package var seen: (concerned: Int, changed: Int) {
    counts.withLock { ($0.concerned, $0.changed) }
  }

  package func tamper(with call: inout FaultableCall) {
    let before = call
    fault.tamper(with: &call)
    call.isChanged = !call.isSame(as: before)
  }

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    let before = response
    fault.tamper(with: &response, answering: call)
    let isChanged = call.isChanged || !response.isSame(as: before)
    counts.withLock { counts in
      counts.concerned += 1
      if isChanged { counts.changed += 1 }
    }
  }
}

extension FaultableCall {
  /// Whether the operation gets to see the same.
  fileprivate func isSame(as other: FaultableCall) -> Bool {
    operation == other.operation && parameters == other.parameters && body == other.body
      && skipsAuthorization == other.skipsAuthorization
      && request.method == other.request.method && request.segments == other.request.segments
      && request.query.elementsEqual(other.request.query, by: ==)
      && request.headers.elementsEqual(other.request.headers, by: ==)
  }
}

extension ServerResponse {
  /// Whether a client gets to see the same.
  fileprivate func isSame(as other: ServerResponse) -> Bool {
    status == other.status && delivery == other.delivery && delay == other.delay
      && headers.elementsEqual(other.headers, by: ==) && bytes == other.bytes
  }
}
