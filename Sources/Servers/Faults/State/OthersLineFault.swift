/// The line of another company is answered.
package struct OthersLineFault: SingleFault {
  package static let id = "others-line"
  package static let summary = "The line of another company is answered"
  package static let operation = "GET /accounts/profiles"
  package static let expectedCheck = "assertion"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    for place in call.request.query.indices
    where call.request.query[place] == ("msisdn", "573001000100") {
      call.request.query[place].value = "573001000200"
    }
  }
}
