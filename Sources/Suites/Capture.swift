package import Documents
package import Schemas

/// A variable filled from an answer.
package struct Capture: Sendable {
  /// Where its value comes from.
  package enum Source: Sendable {
    /// The single value that a path leads to.
    case body(BodyPath)
    /// The value of a header field, its lines joined.
    case header(String)
    case status
    /// What a group of a regular expression matched; 0 is the whole. In a header field, or in the body
    /// where none is named.
    case pattern(PatternGroups, text: String, group: Int, header: String?)
  }

  package var name: String
  package var source: Source
  /// What it is where the answer has nothing; nil: then the step fails. Variables may stand in it.
  package var fallback: Value?
  package var range: SourceRange?

  package init(
    name: String, source: Source, fallback: Value? = nil, range: SourceRange? = nil
  ) {
    self.name = name
    self.source = source
    self.fallback = fallback
    self.range = range
  }

  package init(name: String, pointer: JSONPointer, range: SourceRange? = nil) {
    self.init(name: name, source: .body(.pointer(pointer)), range: range)
  }

  /// The place in the body; nil where it comes from elsewhere.
  package var pointer: JSONPointer? {
    if case .body(let path) = source { path.pointer } else { nil }
  }

  /// Why there is nothing to capture.
  package struct Absence: Error, Hashable {
    /// What there is instead, for messages.
    package var actual: String
  }

  /// The value in an answer; throws where there is none.
  package func value(in answer: AnswerView) throws(Absence) -> Value {
    switch source {
    case .body(let path):
      let seen: Observed
      do {
        seen = try answer.observed(path)
      } catch {
        throw Absence(actual: error.message)
      }
      guard let value = seen.value else { throw Absence(actual: seen.text) }
      return value
    case .header(let name):
      guard let text = answer.field(name) else { throw Absence(actual: "nothing") }
      return .string(text)
    case .status: return .integer(answer.status)
    case .pattern(let pattern, _, let group, let header):
      guard let text = header.map({ answer.field($0) }) ?? answer.text else {
        throw Absence(actual: "nothing")
      }
      switch pattern.first(in: text) {
      case .found(let groups):
        guard groups.indices.contains(group), let found = groups[group] else {
          throw Absence(actual: "a match in which group \(group) takes no part")
        }
        return .string(found)
      case .notFound: throw Absence(actual: Value.string(text).shown)
      case .gaveUp:
        throw Absence(actual: "text on which the regular expression takes too much effort")
      }
    }
  }
}

extension Capture.Source: CustomStringConvertible {
  package var description: String {
    switch self {
    case .body(let path): path.isWhole ? "the body" : "\(path)"
    case .header(let name): "the header \(name)"
    case .status: "the status"
    case .pattern(_, let text, let group, let header):
      "group \(group) of `\(text)` in \(header.map { "the header \($0)" } ?? "the body")"
    }
  }
}
