import Documents

/// A service that was added to a profile is not listed.
package struct AddedNotListedFault: Fault {
  package let id = "added-not-listed"
  package let summary = "A service that was added to a profile is not listed"
  package let scope = FaultScope.operations([
    "POST /profiles/{profileId}/services",
    "GET /accounts/profiles/{profileId}/services",
  ])
  package let expectedCheck = "assertion"

  /// By the profile's id.
  private let added = Locked<[String: Set<String>]>([:])

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200, let profile = call.parameters["profileId"] else { return }
    if call.operation?.hasPrefix("POST") == true {
      let partnums = ProfileServices.partnums(inBody: call.body)
      added.withLock { $0[profile, default: []].formUnion(partnums) }
    } else {
      let hidden = added.withLock { $0[profile] ?? [] }
      ProfileServices.change(&response) { services in
        services.filter { !hidden.contains($0["partnum"]?.string ?? "") }
      }
    }
  }
}
