import Documents

/// A list holds its last entry twice.
package struct RepeatedEntryFault: Fault {
  /// A list that an operation answers.
  package enum List: String, Sendable, CaseIterable {
    case account, line, service, site
  }

  package let id: String
  package let summary: String
  package let scope: FaultScope
  package let expectedCheck = "assertion"

  package init(_ list: List) {
    id = "repeated-\(list.rawValue)"
    summary = "The last \(list.rawValue) of a list is in it twice"
    let operation =
      switch list {
      case .account: "GET /accounts"
      case .line: "GET /accounts/profiles/{profileId}/lines"
      case .service: "GET /accounts/profiles/{profileId}/services"
      case .site: "GET /customers/{nit}/portfolio"
      }
    scope = .operation(operation)
  }

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200, case .json(let body) = response.body else { return }
    if let items = body.array {
      response.body = .json(.array(items + items.suffix(1)))
      return
    }
    response.changeMembers { members in
      for member in members {
        if let items = member.value.array {
          members[member.name] = .array(items + items.suffix(1))
        }
      }
    }
  }
}
