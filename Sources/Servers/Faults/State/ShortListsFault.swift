import Documents

/// The lists of a profile's lines and services lack their last entry.
package struct ShortListsFault: Fault {
  package let id = "short-lists"
  package let summary = "The lists of a profile's lines and services lack their last entry"
  package let scope = FaultScope.operations([
    "GET /accounts/profiles/{profileId}/lines",
    "GET /accounts/profiles/{profileId}/services",
  ])
  package let expectedCheck = "assertion"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.changeMembers { members in
      for name in ["lineCollection", "serviceCollection"] {
        if let items = members[name]?.array { members[name] = .array(items.dropLast()) }
      }
    }
  }
}
