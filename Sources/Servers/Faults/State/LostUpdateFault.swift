import Documents

/// A change of a profile's services is confirmed and lost.
package struct LostUpdateFault: Fault {
  package let id = "lost-update"
  package let summary = "A change of a profile's services is confirmed and lost"
  package let scope = FaultScope.operations([
    "PUT /profile/{profileId}",
    "GET /accounts/profiles/{profileId}/services",
  ])
  package let expectedCheck = "assertion"

  /// What was listed before the first change, by the profile's id.
  private let before = Locked<[String: ServerResponse]>([:])
  /// The ids of the profiles that were changed.
  private let changed = Locked<Set<String>>([])

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200, let profile = call.parameters["profileId"] else { return }
    if call.operation?.hasPrefix("PUT") == true {
      changed.withLock { _ = $0.insert(profile) }
    } else if !changed.withLock({ $0.contains(profile) }) {
      before.withLock { [response] in $0[profile] = response }
    } else if let earlier = before.withLock({ $0[profile] }) {
      response = earlier
    }
  }
}
