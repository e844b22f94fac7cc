internal import CLibXML2

/// An XPath 1.0 expression that could be read.
package struct XPath: Sendable, Hashable, CustomStringConvertible {
  /// Bytes of an expression.
  static let lengthLimit = 1000
  /// Brackets in brackets.
  static let depthLimit = 32
  /// Operations that libxml2 may take for one question.
  static let workLimit: Int32 = 2_000_000
  /// Nodes that may be found.
  static let nodeLimit = 10_000
  /// Bytes of text of all nodes that are found.
  static let textLimit = 4 << 20

  package enum Found: Sendable, Hashable {
    /// The text of each node, in the document's order.
    case nodes([String])
    case string(String)
    /// As XPath writes it, for instance `1.5` or `NaN`.
    case number(String)
    case boolean(Bool)

    /// All that was found as texts.
    package var strings: [String] {
      switch self {
      case .nodes(let texts): texts
      case .string(let text), .number(let text): [text]
      case .boolean(let flag): [flag ? "true" : "false"]
      }
    }

    /// What XPath takes for true (§4.3): nodes where there are any, text that isn't empty, a number
    /// other than zero.
    package var isTrue: Bool {
      switch self {
      case .nodes(let texts): !texts.isEmpty
      case .string(let text): !text.isEmpty
      case .number(let text): text != "NaN" && Double(text) != 0
      case .boolean(let flag): flag
      }
    }
  }

  package enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The expression is no XPath.
    case unreadable(String)
    /// It is, but asks for what isn't there, such as an unknown function or prefix.
    case unanswerable(String)
    /// More work, nodes or text than allowed.
    case tooLarge

    package var description: String {
      switch self {
      case .unreadable(let reason): "no XPath 1.0: \(reason)"
      case .unanswerable(let reason): "it can't be answered: \(reason)"
      case .tooLarge: "it takes more work, or finds more, than allowed"
      }
    }
  }

  package let text: String

  package init(_ text: String) throws(Failure) {
    guard text.utf8.count <= Self.lengthLimit else {
      throw .unreadable("it is longer than \(Self.lengthLimit) bytes")
    }
    guard !text.utf8.contains(0) else { throw .unreadable("it holds NUL") }
    guard Self.depth(of: text) <= Self.depthLimit else {
      throw .unreadable("brackets are nested more than \(Self.depthLimit) deep")
    }
    guard let answer = mx_path_check(text, Self.workLimit) else { throw .tooLarge }
    defer { mx_found_free(answer) }
    guard mx_found_kind(answer) == mx_kind_nodes else { throw .unreadable(Self.complaint(answer)) }
    self.text = text
  }

  package var description: String { text }

  /// libxml2 reads brackets by recursion.
  private static func depth(of text: String) -> Int {
    var depth = 0
    var deepest = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { depth -= 1 }
      deepest = max(deepest, depth)
    }
    return deepest
  }

  static func complaint(_ answer: OpaquePointer) -> String {
    mx_found_problem(answer, 0).message.map { String(cString: $0) } ?? "unknown problem"
  }
}
