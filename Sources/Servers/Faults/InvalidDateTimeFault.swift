import Documents

/// The call's callDateTime is no RFC 3339 date-time.
package struct InvalidDateTimeFault: SingleFault {
  package static let id = "invalid-date-time"
  package static let summary = "The call's callDateTime is no RFC 3339 date-time"
  package static let operation = "GET /customers/{MSISDN}/calls/details"
  package static let expectedCheck = "body-schema"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.setMember("callDateTime", .string("15/01/2026 08:30"))
  }
}
