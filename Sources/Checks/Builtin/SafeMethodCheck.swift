import Documents
package import Evidence

/// Asking changes nothing.
package struct SafeMethodCheck: Check {
  package static let id = "safe-method"
  package static let summary = "The same GET twice in a row gets the same answer"
  package static let manual = CheckManual(
    demands: """
      GET only reads. When nothing happened in between, the same GET gets the same answer; where it \
      does not, asking may have changed something.
      """,
    clauses: ["RFC 9110 §9.2.1"],
    grades: [CheckManual.Grade("the second answer differs from the first", .doubtful)],
    example: "GET /things at /0/views: the same request got another answer (expected 7, got 8)",
    exceptions: [
      "Lists with the same items in another order.",
      "Members whose names speak of time, identifiers of requests, tokens or chance (`timestamp`,"
        + " `requestId`, `nonce`): they may well differ.",
      "Cases whose first request was refused.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard let earlier = answer.earlier, earlier.relation == .reread,
      let first = earlier.exchange.response, (200...299).contains(first.status),
      !answer.isServerError
    else { return [] }
    guard first.status == answer.response.status else {
      return finding(
        answer, .doubtful, "the same request got another status", pointer: JSONPointer(),
        expected: "\(first.status)", actual: answer.statusText)
    }
    guard first.body != answer.response.body else { return [] }
    guard let old = try? JSONReader.read(first.body, file: SourceFile(name: "<answer>")),
      let new = answer.document
    else {
      return finding(
        answer, .doubtful, "the same request got another answer",
        expected: "the same \(first.body.count) bytes",
        actual: "\(answer.response.body.count) other bytes")
    }
    guard let place = JSONDifference.first(old.root, new.root) else { return [] }
    func text(_ node: JSONNode?) -> String { node.map { Excerpt.text($0.jsonText) } ?? "nothing" }
    return finding(
      answer, .doubtful, "the same request got another answer", pointer: place,
      expected: text(old.root[place]), actual: text(new.root[place]))
  }
}

/// Where two bodies differ, passing over what may differ between two answers to one question.
enum JSONDifference {
  /// Parts of names, lower case, whose members are not compared.
  private static let volatile = [
    "time", "date", "stamp", "expir", "nonce", "trace", "requestid", "correlation", "token",
    "random", "etag", "duration", "elapsed", "age_", "uptime", "now",
  ]
  /// Deeper than any honest answer.
  private static let depthLimit = 256

  static func first(_ old: JSONNode, _ new: JSONNode) -> JSONPointer? {
    first(old, new, at: JSONPointer(), depth: 0)
  }

  private static func first(
    _ old: JSONNode, _ new: JSONNode, at place: JSONPointer, depth: Int
  ) -> JSONPointer? {
    guard depth < depthLimit else { return nil }
    guard old.kind == new.kind else { return place }
    switch old.kind {
    case .object:
      for (name, value) in old.members where !isVolatile(name) {
        guard let other = new[name] else { return place.appending(name) }
        if let found = first(value, other, at: place.appending(name), depth: depth + 1) {
          return found
        }
      }
      return new.members.first { !isVolatile($0.name) && old[$0.name] == nil }
        .map { place.appending($0.name) }
    case .array:
      guard old.count == new.count else { return place }
      for (number, (left, right)) in zip(old.items, new.items).enumerated() {
        guard let found = first(left, right, at: place.appending(number), depth: depth + 1) else {
          continue
        }
        let isReordered =
          old.items.map(\.jsonText).sorted() == new.items.map(\.jsonText).sorted()
        return isReordered ? nil : found
      }
      return nil
    default: return old.jsonText == new.jsonText ? nil : place
    }
  }

  private static func isVolatile(_ name: String) -> Bool {
    let name = name.lowercased()
    return volatile.contains { name.contains($0) }
  }
}
