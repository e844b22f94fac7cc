import Documents

/// The direction of extension 2101's recorded calls is a word that the contract does not list. Others
/// are left alone, since other operations' cases stand on them.
package struct UnknownDirectionFault: SingleFault {
  package static let id = "unknown-direction"
  package static let summary =
    "The direction of extension 2101's calls is a word that the contract does not list"
  package static let operation = "POST /lines/recordings"
  package static let expectedCheck = "body-schema"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    guard case .json(let body) = response.body, let calls = body.array else { return }
    response.body = .json(
      .array(
        calls.map { call in
          guard var members = call.object, members["extension"]?.integer == 2101 else {
            return call
          }
          members["direction"] = .string("SIDEWAYS")
          return .object(members)
        }))
  }
}
