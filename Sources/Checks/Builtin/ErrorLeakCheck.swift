import Documents
package import Evidence

/// Refusals do not tell how the server is made.
package struct ErrorLeakCheck: Check {
  package static let id = "error-leak"
  package static let summary =
    "An error answer shows no stack trace, database message or path on the server"
  package static let manual = CheckManual(
    demands: """
      An error answer explains what is wrong to the caller, not how the server is made. Stack \
      traces, messages of databases and paths of files help those who look for a way in.
      """,
    clauses: ["CWE-209", "OWASP API Security Top 10 2023, API8"],
    grades: [
      CheckManual.Grade("an error answer holds a stack trace (\(LeakPattern.traces))", .doubtful),
      CheckManual.Grade("an error answer holds a message of a database", .doubtful),
      CheckManual.Grade("an error answer holds a path on the server", .doubtful),
    ],
    example: "GET /things/{id} at /error/message: the error answer shows a stack trace (Java)",
    exceptions: [
      "Answers below 400.", "What the request itself said and the answer repeats.",
      "All but the first 64 KiB.",
    ])

  /// Bytes of an answer that are looked at.
  private static let limit = 64 << 10

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard answer.response.status >= 400, !answer.response.body.isEmpty else { return [] }
    let asked =
      answer.request.url + "\n" + String(decoding: answer.request.body ?? [], as: UTF8.self)
    for (place, text) in texts(of: answer) {
      guard let leak = LeakPattern.first(in: text, notIn: asked) else { continue }
      return finding(
        answer, .doubtful, "the error answer shows \(leak.pattern.kind.rawValue)", pointer: place,
        expected: "what is wrong with the request and nothing about the server",
        actual: "\(leak.pattern.name): \(Excerpt.text(leak.excerpt))")
    }
    return []
  }

  /// The strings of a JSON body, unescaped, or the body as a whole.
  private func texts(of answer: Answer) -> [(JSONPointer?, String)] {
    guard let root = answer.document?.root, answer.response.body.count <= Self.limit else {
      let part = answer.response.body.prefix(Self.limit)
      return [(nil, String(decoding: part, as: UTF8.self))]
    }
    var texts: [(JSONPointer?, String)] = []
    var pending = [root]
    while let node = pending.popLast() {
      switch node.kind {
      case .string: texts.append((node.pointer, node.string ?? ""))
      case .array: pending += node.items.map { $0 }.reversed()
      case .object: pending += node.members.map(\.value).reversed()
      default: break
      }
    }
    return texts
  }
}
