/// One path template, made for matching: its segments, percent-decoded.
struct PathPattern: Sendable {
  enum Segment: Sendable {
    case literal(String)
    /// One variable and nothing else.
    case variable(String)
    /// Variables and literal text, such as `{name}.json`.
    case mixed([PathTemplate.Part])

    /// The concrete before the templated (OpenAPI 3.0.4 §4.7.8.2).
    var rank: Int {
      switch self {
      case .literal: 0
      case .mixed: 1
      case .variable: 2
      }
    }
  }

  let segments: [Segment]

  init(segments: [Segment]) {
    self.segments = segments
  }

  init(_ path: String) {
    segments = Self.split(path).map { text in
      let parts = PathTemplate(String(text)).parts
      switch (parts.count, parts.first) {
      case (0, _): return .literal("")
      case (1, .literal(let text)?): return .literal(PercentCoding.decoded(text) ?? text)
      case (1, .variable(let name)?): return .variable(name)
      default:
        return .mixed(
          parts.map { part in
            guard case .literal(let text) = part else { return part }
            return .literal(PercentCoding.decoded(text) ?? text)
          })
      }
    }
  }

  /// The parts between slashes; what stands before the first slash is left out.
  static func split(_ path: String) -> [Substring] {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let texts = parts.map { Substring($0) }
    return path.startsExactly(with: "/") ? Array(texts.dropFirst()) : texts
  }

  /// The values of the variables where decoded segments match; nil where they don't.
  func values(of path: [String]) -> [(name: String, value: String)]? {
    guard path.count == segments.count else { return nil }
    var values: [(name: String, value: String)] = []
    for (segment, text) in zip(segments, path) {
      switch segment {
      case .literal(let wanted): guard wanted.isExactly(text) else { return nil }
      case .variable(let name):
        // A path parameter is never empty (OpenAPI 3.0.4 §4.7.12.1).
        guard !text.isEmpty else { return nil }
        values.append((name, text))
      case .mixed(let parts):
        guard let found = Self.values(of: text, parts) else { return nil }
        values += found
      }
    }
    return values
  }

  /// Each variable takes as little as it can, at least one character; so the first place of the
  /// literal after it is as good as any later one, except at the end.
  private static func values(
    of text: String, _ parts: [PathTemplate.Part]
  ) -> [(name: String, value: String)]? {
    var values: [(name: String, value: String)] = []
    var rest = Array(text.unicodeScalars)[...]
    var open: String?
    for (index, part) in parts.enumerated() {
      switch part {
      case .variable(let name):
        if let before = open {
          guard let scalar = rest.popFirst() else { return nil }
          values.append((before, String(String.UnicodeScalarView([scalar]))))
        }
        open = name
      case .literal(let literal):
        let wanted = Array(literal.unicodeScalars)
        guard let name = open else {
          guard rest.starts(with: wanted) else { return nil }
          rest = rest.dropFirst(wanted.count)
          continue
        }
        let isLast = index == parts.count - 1
        guard let place = Self.place(of: wanted, in: rest, isLast: isLast) else { return nil }
        values.append((name, String(String.UnicodeScalarView(rest[..<place]))))
        rest = rest[place...].dropFirst(wanted.count)
        open = nil
      }
    }
    guard let name = open else { return rest.isEmpty ? values : nil }
    guard !rest.isEmpty else { return nil }
    return values + [(name, String(String.UnicodeScalarView(rest)))]
  }

  /// Where a literal begins, after at least one character.
  private static func place(
    of wanted: [Unicode.Scalar], in rest: ArraySlice<Unicode.Scalar>, isLast: Bool
  ) -> Int? {
    guard rest.count > wanted.count else { return nil }
    let last = rest.endIndex - wanted.count
    if isLast { return rest[last...].elementsEqual(wanted) ? last : nil }
    return ((rest.startIndex + 1)...last).first { rest[$0...].starts(with: wanted) }
  }
}
