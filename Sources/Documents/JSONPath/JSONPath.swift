/// A query into a JSON value (RFC 9535).
///
/// Complete: all selectors, filters, the functions of §2.4 and the typing rules that make a query
/// well-formed and valid. Names and strings are compared by Unicode scalars.
package struct JSONPath: Sendable {
  package let text: String
  let query: Query

  /// Throws where the text is not a valid query, naming the place.
  package init(_ text: String) throws(JSONPathError) {
    self.text = text
    var parser = JSONPathParser(text)
    query = try parser.parse()
  }

  /// Whether the query can select at most one node (§2.3.5.1).
  package var isSingular: Bool { query.isSingular }

  /// The nodes that the query selects, in the order of §2.1.2, duplicates included.
  ///
  /// Throws where more than `limit` nodes would have to be visited: `$..*..*` multiplies.
  package func nodes(
    in value: Value, limit: Int = 5_000_000
  ) throws(JSONPathError) -> [JSONPathNode] {
    var evaluator = JSONPathEvaluator(root: value, limit: limit)
    return try evaluator.run(query.segments, from: JSONPathNode(location: [], value: value))
  }
}

/// A value that a query selected, and where it is.
package struct JSONPathNode: Sendable {
  package enum Step: Sendable, Hashable {
    case name(ExactName)
    case index(Int)
  }

  package let location: [Step]
  package let value: Value

  package init(location: [Step], value: Value) {
    self.location = location
    self.value = value
  }

  /// The normalized path (§2.7), for instance `$['paths'][0]`.
  package var normalizedPath: String {
    var result = "$"
    for step in location {
      switch step {
      case .index(let index): result += "[\(index)]"
      case .name(let name): result += "['\(Self.escaped(name.text))']"
      }
    }
    return result
  }

  /// The place as a JSON Pointer.
  package var pointer: JSONPointer {
    JSONPointer(
      location.map { step in
        switch step {
        case .name(let name): name.text
        case .index(let index): String(index)
        }
      })
  }

  private static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'", "\\":
        result.append("\\")
        result.append(scalar)
      case "\u{8}": result.append(contentsOf: "\\b".unicodeScalars)
      case "\u{C}": result.append(contentsOf: "\\f".unicodeScalars)
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        let padding = String(repeating: "0", count: 4 - digits.utf8.count)
        result.append(contentsOf: "\\u\(padding)\(digits)".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

/// Why a text is no query, or why a query can't be answered.
package struct JSONPathError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, in one sentence without a final full stop.
  package let message: String
  /// Where in the text, in Unicode scalars from 0.
  package let offset: Int

  package init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }

  package var description: String { "\(message) (at character \(offset + 1))" }
}

extension JSONPath {
  /// A sequence of segments, from the root or from the node that a filter looks at.
  struct Query: Sendable {
    var isRelative: Bool
    var segments: [Segment]

    /// Whether the query can select at most one node (§2.3.5.1).
    var isSingular: Bool {
      segments.allSatisfy { segment in
        guard !segment.isDescendant, segment.selectors.count == 1 else { return false }
        switch segment.selectors[0] {
        case .name, .index: return true
        case .wildcard, .slice, .filter: return false
        }
      }
    }
  }

  /// What a query does from one generation of nodes to the next.
  struct Segment: Sendable {
    var isDescendant: Bool
    /// Never empty.
    var selectors: [Selector]
  }

  enum Selector: Sendable {
    case name(String)
    case wildcard
    case index(Int)
    case slice(start: Int?, end: Int?, step: Int)
    case filter(Logical)
  }

  /// A condition on a node.
  indirect enum Logical: Sendable {
    case or([Logical])
    case and([Logical])
    case not(Logical)
    case exists(Query)
    case comparison(Operand, Comparison, Operand)
    case call(Call)
  }

  enum Comparison: String, Sendable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
  }

  /// A side of a comparison or an argument of a function.
  indirect enum Operand: Sendable {
    case literal(Value)
    case query(Query)
    case call(Call)
  }

  struct Call: Sendable {
    var function: Function
    var arguments: [Operand]
  }

  /// The functions of §2.4, with their types.
  enum Function: String, Sendable, CaseIterable {
    case length, count, match, search, value

    /// What a function takes or gives (§2.4.1).
    enum Kind: Sendable {
      case value, logical, nodes
    }

    var parameters: [Kind] {
      switch self {
      case .length: [.value]
      case .count, .value: [.nodes]
      case .match, .search: [.value, .value]
      }
    }

    var result: Kind {
      switch self {
      case .length, .count, .value: .value
      case .match, .search: .logical
      }
    }
  }
}
