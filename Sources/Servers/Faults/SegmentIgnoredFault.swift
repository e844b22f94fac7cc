/// A document is found in whatever segment.
package struct SegmentIgnoredFault: SingleFault {
  package static let id = "segment-ignored"
  package static let summary = "A document is found in whatever segment"
  package static let operation = "GET /documents/{documentId}"
  package static let expectedCheck = "positive-rejected"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    // One that there is: all others are still refused.
    call.request.query.removeAll {
      $0.name == "segment" && ["CORPORATE", "MASIVE"].contains($0.value)
    }
  }
}
