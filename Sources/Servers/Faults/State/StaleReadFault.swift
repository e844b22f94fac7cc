import Documents

/// A profile's services are listed as they were when first asked for.
package struct StaleReadFault: Fault {
  package let id = "stale-read"
  package let summary = "A profile's services are listed as they were when first asked for"
  package let scope = FaultScope.operations([
    "GET /accounts/profiles/{profileId}/services"
  ])
  package let expectedCheck = "assertion"

  /// The first list, by the profile's id.
  private let first = Locked<[String: ServerResponse]>([:])

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200, let profile = call.parameters["profileId"] else { return }
    response = first.withLock { [response] first in
      if let earlier = first[profile] { return earlier }
      first[profile] = response
      return response
    }
  }
}
