import Documents

/// A service that was removed from a profile is still listed.
package struct RemovedStillListedFault: Fault {
  package let id = "removed-still-listed"
  package let summary = "A service that was removed from a profile is still listed"
  package let scope = FaultScope.operations([
    "DELETE /profiles/{profileId}",
    "GET /accounts/profiles/{profileId}/services",
  ])
  package let expectedCheck = "assertion"

  /// What was last listed, by the profile's id.
  private let listed = Locked<[String: [Value]]>([:])
  /// The part numbers that were removed, by the profile's id.
  private let removed = Locked<[String: Set<String>]>([:])

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200, let profile = call.parameters["profileId"] else { return }
    if call.operation?.hasPrefix("DELETE") == true {
      let partnums = ProfileServices.partnums(inBody: call.body)
      removed.withLock { $0[profile, default: []].formUnion(partnums) }
    } else {
      let removed = removed.withLock { $0[profile] ?? [] }
      ProfileServices.change(&response) { services in
        let known = Set(services.compactMap { $0["partnum"]?.string })
        let ghosts = listed.withLock { $0[profile] ?? [] }.filter { service in
          let partnum = service["partnum"]?.string ?? ""
          return removed.contains(partnum) && !known.contains(partnum)
        }
        listed.withLock { [all = services + ghosts] in $0[profile] = all }
        return services + ghosts
      }
    }
  }
}
