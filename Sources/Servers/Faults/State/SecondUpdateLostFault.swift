import Documents

/// The first change of a profile's services is seen, a further one is confirmed and lost.
package struct SecondUpdateLostFault: Fault {
  package let id = "second-update-lost"
  package let summary = "A further change of a profile's services is confirmed and lost"
  package let scope = FaultScope.operations([
    "PUT /profile/{profileId}",
    "GET /accounts/profiles/{profileId}/services",
  ])
  package let expectedCheck = "assertion"

  /// How often each profile was changed, by its id.
  private let changes = Locked<[String: Int]>([:])
  /// What was listed after the first change.
  private let after = Locked<[String: ServerResponse]>([:])

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200, let profile = call.parameters["profileId"] else { return }
    if call.operation?.hasPrefix("PUT") == true {
      changes.withLock { $0[profile, default: 0] &+= 1 }
      return
    }
    let count = changes.withLock { $0[profile] ?? 0 }
    if count == 1 {
      after.withLock { [response] in $0[profile] = response }
    } else if count > 1, let earlier = after.withLock({ $0[profile] }) {
      response = earlier
    }
  }
}
