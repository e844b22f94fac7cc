import Documents

/// A call's duration and amount leave the interconnection out.
package struct WrongSumFault: SingleFault {
  package static let id = "wrong-sum"
  package static let summary = "A call's duration and amount leave the interconnection out"
  package static let operation = "GET /customers/{MSISDN}/calls/details"
  package static let expectedCheck = "assertion"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.changeMembers { members in
      members["callDuration"] = members["airTime"]
      members["callAmount"] = members["airAmount"]
    }
  }
}
