import Documents

/// Recordings of both directions are listed, whatever was asked for.
package struct DirectionIgnoredFault: SingleFault {
  package static let id = "direction-ignored"
  package static let summary = "Recordings of both directions are listed, whatever was asked for"
  package static let operation = "POST /lines/recordings"
  package static let expectedCheck = "assertion"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    guard
      let document = try? JSONReader.read(
        call.body, file: SourceFile(name: "<body>"), depthLimit: 32),
      document.duplicateMembers.isEmpty, var members = Value(document).object,
      ["INBOUND", "OUTBOUND"].contains(members["direction"]?.string ?? "")
    else { return }
    members["direction"] = .string("BOTH")
    let body = JSONWriter.bytes(.object(members))
    call.body = body
    call.request.readBody = { _ throws(Problem) in body }
  }
}
