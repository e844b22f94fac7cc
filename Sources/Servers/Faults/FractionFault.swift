import Documents

/// The profile's value is 7.5, not an integer.
package struct FractionFault: SingleFault {
  package static let id = "fraction-for-integer"
  package static let summary = "The profile's value is 7.5, not an integer"
  package static let operation = "GET /accounts/profiles/{profileId}"
  package static let expectedCheck = "body-schema"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    if let fraction = JSONNumber(text: "7.5") {
      response.setMember("value", Value(.number(fraction)))
    }
  }
}
