import Documents

/// The recording's weight is a string of digits.
package struct IntegerAsTextFault: SingleFault {
  package static let id = "integer-as-text"
  package static let summary = "The recording's weight is a string of digits"
  package static let operation = "GET /calls/{idFormat}/{idCall}/recordings"
  package static let expectedCheck = "body-schema"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.changeMembers { members in
      if let weight = members["weight"]?.integer { members["weight"] = .string(String(weight)) }
    }
  }
}
