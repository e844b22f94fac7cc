import Evidence

/// Whether a recorded request is the one that a case plans: it may have more header fields and query
/// parameters, as credentials do, and placeholders where secrets were.
struct RequestComparison {
  /// In what they differ, for messages; nil: the one is the other.
  let difference: String?

  init(_ planned: HTTPRequest, _ sent: HTTPRequest) {
    difference = Self.difference(planned, sent)
  }

  private static func difference(_ planned: HTTPRequest, _ sent: HTTPRequest) -> String? {
    if planned.method != sent.method { return "its method" }
    let (path, query) = split(planned.url)
    let (sentPath, sentQuery) = split(sent.url)
    if !isSame(path, sentPath) { return "its path" }
    var rest = sentQuery
    for pair in query {
      guard let place = rest.firstIndex(where: { isSame(pair, $0) }) else { return "its query" }
      rest.remove(at: place)
    }
    for field in planned.headers.fields {
      let values = sent.headers.values(of: field.name)
      if !values.contains(where: { isSame(field.value, $0) || $0 == Redactor.placeholder }) {
        return "its header field \(field.name)"
      }
    }
    switch (planned.body, sent.body) {
    case (nil, nil): return nil
    case (let body?, let other?):
      if body == other { return nil }
      return isSame(String(decoding: body, as: UTF8.self), String(decoding: other, as: UTF8.self))
        ? nil : "its content"
    default: return "its content"
    }
  }

  private static func split(_ url: String) -> (path: String, pairs: [String]) {
    guard let mark = url.firstIndex(of: "?") else { return (url, []) }
    let query = url[url.index(after: mark)...]
    return (String(url[..<mark]), query.split(separator: "&").map(String.init))
  }

  /// Whether two texts are the same but for placeholders, each of which stands for any text.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    let left = unescaped(left)
    let right = unescaped(right)
    return left == right || matches(right, left) || matches(left, right)
  }

  private static func unescaped(_ text: String) -> String {
    text.replacing("%5Bredacted%5D", with: Redactor.placeholder)
  }

  /// Whether a text is what a pattern with placeholders says.
  private static func matches(_ text: String, _ pattern: String) -> Bool {
    let parts = pattern.split(
      separator: Redactor.placeholder, omittingEmptySubsequences: false)
    guard parts.count > 1, let first = parts.first, let last = parts.last else { return false }
    guard text.hasPrefix(first) else { return false }
    var rest = text.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.count >= last.count && rest.hasSuffix(last)
  }
}
