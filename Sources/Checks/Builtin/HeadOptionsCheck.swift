import Documents
package import Evidence

/// HEAD and OPTIONS, where they are answered, agree with GET.
package struct HeadOptionsCheck: Check {
  package static let id = "head-options"
  package static let summary =
    "HEAD has the status and headers of GET and no body; OPTIONS lists the documented methods"
  package static let manual = CheckManual(
    demands: """
      A target that answers HEAD answers it as it would GET, without the body: the same status, and \
      the same value in every header that both have. A target that answers OPTIONS with Allow lists \
      at least the methods that the contract documents for the path.
      """,
    clauses: ["RFC 9110 §9.3.2", "RFC 9110 §9.3.7"],
    grades: [
      CheckManual.Grade("HEAD has another status, header value or a body", .doubtful),
      CheckManual.Grade("OPTIONS leaves out a documented method", .doubtful),
    ],
    example:
      "HEAD /things: HEAD has another Content-Type than GET (expected application/json, got text/html)",
    exceptions: [
      "Targets that refuse HEAD or OPTIONS (404, 405, 501), or OPTIONS without Allow.",
      "Headers that HEAD leaves out.",
    ])

  /// Fields that describe what GET would answer.
  private static let compared = [
    "Content-Type", "Content-Length", "Content-Language", "Content-Encoding", "ETag",
    "Last-Modified", "Cache-Control", "Vary", "Location", "Accept-Ranges",
  ]

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    switch answer.request.method {
    case "HEAD": head(answer)
    case "OPTIONS": options(answer)
    default: []
    }
  }

  private func head(_ answer: Answer) -> [Finding] {
    guard let earlier = answer.earlier, earlier.relation == .head,
      let get = earlier.exchange.response, ![404, 405, 501].contains(answer.response.status),
      !answer.isServerError
    else { return [] }
    guard get.status == answer.response.status else {
      return finding(
        answer, .doubtful, "HEAD has another status than GET", pointer: JSONPointer(),
        expected: "\(get.status)", actual: answer.statusText)
    }
    if !answer.response.body.isEmpty {
      return finding(
        answer, .doubtful, "HEAD has a body", expected: "no body",
        actual: "\(answer.response.body.count) bytes")
    }
    return Self.compared.flatMap { name -> [Finding] in
      guard let wanted = get.headers[name], let value = answer.response.headers[name],
        value != wanted
      else { return [] }
      return finding(
        answer, .doubtful, "HEAD has another \(name) than GET", expected: Excerpt.text(wanted),
        actual: Excerpt.text(value))
    }
  }

  private func options(_ answer: Answer) -> [Finding] {
    guard answer.expectation.rule == .optional, answer.isSuccess,
      let listed = answer.response.allowedMethods
    else { return [] }
    let documented = answer.documentedMethods
    guard documented.contains(where: { !listed.contains($0) }) else { return [] }
    return finding(
      answer, .doubtful, "OPTIONS leaves out documented methods",
      expected: "Allow: \(documented.joined(separator: ", "))",
      actual: "Allow: \(Excerpt.text(listed.joined(separator: ", ")))")
  }
}
