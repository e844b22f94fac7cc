import Documents

/// A profile is not found after services were removed from it.
package struct ProfileGoneFault: Fault {
  package let id = "profile-gone"
  package let summary = "A profile is not found after services were removed from it"
  package let scope = FaultScope.operations([
    "DELETE /profiles/{profileId}",
    "GET /accounts/profiles/{profileId}",
  ])
  package let expectedCheck = "positive-rejected"

  /// The ids of the profiles that services were removed from.
  private let gone = Locked<Set<String>>([])

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200, let profile = call.parameters["profileId"] else { return }
    if call.operation?.hasPrefix("DELETE") == true {
      gone.withLock { _ = $0.insert(profile) }
    } else if gone.withLock({ $0.contains(profile) }) {
      response = Problem.unknown("profile", profile).response
    }
  }
}
