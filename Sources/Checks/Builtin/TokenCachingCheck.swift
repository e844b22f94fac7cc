import Documents
package import Evidence

/// Tokens are kept in no cache.
package struct TokenCachingCheck: Check {
  package static let id = "token-caching"
  package static let summary = "An answer that carries an access token forbids storing it"
  package static let manual = CheckManual(
    demands: """
      An answer with an access token in it has `Cache-Control: no-store`. What a cache keeps, others \
      may find.
      """,
    clauses: ["RFC 6749 §5.1", "RFC 9111 §5.2.2.5"],
    grades: [CheckManual.Grade("an access token without `no-store`", .strictOnly)],
    example: "POST /token: an access token that may be stored (expected Cache-Control: no-store)",
    exceptions: [
      "Answers without a string `access_token` at the top of a JSON object.",
      "`Pragma: no-cache`, which RFC 6749 asks for too, but which means nothing in an answer.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard answer.isSuccess, answer.document?.root["access_token"]?.string != nil,
      let severity = Severities.strictOnly[answer.strictness],
      let defect = Self.defect(of: answer.response.headers)
    else { return [] }
    return [
      finding(
        answer, severity: severity, defect.message, expected: defect.expected,
        actual: defect.actual)
    ]
  }

  /// What is wrong with the headers of an answer that carries a token; nil where nothing is.
  package static func defect(
    of headers: HTTPHeaders
  ) -> (message: String, expected: String, actual: String)? {
    let values = headers.values(of: "Cache-Control")
    let directives = values.joined(separator: ",").lowercased().split(separator: ",").map {
      $0.filter { $0 != " " && $0 != "\t" }
    }
    if directives.contains("no-store") { return nil }
    return (
      "an access token that may be stored", "Cache-Control: no-store",
      values.isEmpty
        ? "no Cache-Control" : "Cache-Control: \(Excerpt.text(values.joined(separator: ", ")))"
    )
  }

  /// The findings on an answer of a token endpoint that the contract need not have.
  package static func findings(
    in response: HTTPResponse, operation: String, strictness: Strictness
  ) -> [Finding] {
    guard (200...299).contains(response.status), let defect = defect(of: response.headers),
      let severity = Severities.strictOnly[strictness]
    else { return [] }
    return [
      Finding(
        check: id, severity: severity, operation: operation, message: defect.message,
        expected: defect.expected, actual: defect.actual)
    ]
  }
}
