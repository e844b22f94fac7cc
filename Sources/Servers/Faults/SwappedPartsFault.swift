import Documents

/// What a call took and cost in the air is said of the interconnection, and the other way round.
package struct SwappedPartsFault: SingleFault {
  package static let id = "swapped-parts"
  package static let summary = "Air and interconnection of a call are mistaken for one another"
  package static let operation = "GET /customers/{MSISDN}/calls/details"
  package static let expectedCheck = "assertion"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.changeMembers { members in
      for (one, other) in [
        ("airTime", "interconnectionTime"), ("airAmount", "interconnectionAmount"),
      ] {
        (members[one], members[other]) = (members[other], members[one])
      }
    }
  }
}
