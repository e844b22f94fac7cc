import Documents

/// An account of another company is among those found.
package struct OthersAccountsFault: SingleFault {
  package static let id = "others-accounts"
  package static let summary = "An account of another company is among those found"
  package static let operation = "GET /accounts"
  package static let expectedCheck = "assertion"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.changeMembers { members in
      guard let accounts = members["accountCollection"]?.array,
        var other = accounts.last?.object
      else { return }
      other["accountId"] = .string("4003")
      other["accountName"] = .string("Textiles Aburrá S.A.")
      other["billingAccount"] = .string("84003001")
      other["documentNumber"] = .string("890904713")
      members["accountCollection"] = .array(accounts + [.object(other)])
    }
  }
}
