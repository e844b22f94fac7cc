package import Documents
import Markup
package import Evidence

/// An answer as suites look at it.
package struct AnswerView: Sendable {
  /// The body's value: of JSON the value, else its text; nil where there is no body.
  package let body: Value?
  private let response: HTTPResponse
  /// Seconds that the last attempt took.
  private let seconds: Double

  /// - Parameter document: the body, where it was found to be JSON.
  package init(_ response: HTTPResponse, document: JSONDocument?, seconds: Double) {
    self.response = response
    self.seconds = seconds
    if let document {
      body = Value(document)
    } else if response.body.isEmpty {
      body = nil
    } else {
      body = .string(String(decoding: response.body, as: UTF8.self))
    }
  }

  package var status: Int { response.status }

  /// The body as it was sent, where it is text.
  package var text: String { String(decoding: response.body, as: UTF8.self) }

  /// The value of a header field, its lines joined (RFC 9110 §5.3); nil where it is not there.
  package func field(_ name: String) -> String? {
    let values = response.headers.values(of: name)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  /// Why a path can't be followed in an answer.
  package struct Obstacle: Error, Hashable {
    /// Without a final full stop.
    package var message: String
  }

  /// What a subject is in this answer; throws where a query takes too much effort, or the body is not
  /// what it is for.
  func observed(_ subject: Assertion.Subject) throws(Obstacle) -> Observed {
    switch subject {
    case .body(let path): return try observed(path)
    case .header(let name): return Observed(value: field(name).map { .string($0) }, isText: true)
    case .time: return Observed(value: Self.number(seconds), isText: false)
    }
  }

  /// What a path leads to.
  package func observed(_ path: BodyPath) throws(Obstacle) -> Observed {
    switch path {
    case .pointer(let pointer):
      return Observed(value: body?[pointer], at: pointer, isText: false)
    case .query(let query):
      guard let body else { return Observed(nodes: [], isSingular: query.isSingular) }
      do throws(JSONPathError) {
        return Observed(
          nodes: try query.nodes(in: body, limit: Self.visitLimit), isSingular: query.isSingular)
      } catch {
        throw Obstacle(message: error.message)
      }
    case .xpath(let path): return try observed(path)
    }
  }

  private func observed(_ path: XPath) throws(Obstacle) -> Observed {
    do {
      let tree = try XMLTree(response.body, file: Self.file)
      return Observed(texts: try tree.find(path).strings)
    } catch let failure as XPath.Failure {
      throw Obstacle(message: "an answer to which \(failure)")
    } catch {
      throw Obstacle(message: "no XML")
    }
  }

  private static let file = SourceFile(name: "<answer>")

  /// Nodes that one query may visit in an answer: well under a second.
  private static let visitLimit = 1_000_000

  /// Seconds to the thousandth.
  private static func number(_ seconds: Double) -> Value {
    let thousandths = Int((min(max(seconds, 0), 1e6) * 1000).rounded())
    let rest = "\(1000 + thousandths % 1000)".dropFirst()
    return JSONNumber(text: "\(thousandths / 1000).\(rest)").map { Value(.number($0)) } ?? .null
  }
}

/// What a predicate looks at.
package struct Observed: Sendable {
  package struct Node: Sendable {
    package var value: Value
    package var pointer: JSONPointer?
  }

  /// What was found: one, or what a query selected.
  package var nodes: [Node]
  /// Whether the path can only lead to one place.
  package var isSingular: Bool
  /// Whether it comes from a place that holds nothing but text, so that numbers are read from it.
  package var isText: Bool
  /// The place that was looked at, for one that is not there.
  package var place: JSONPointer?

  package init(value: Value?, at pointer: JSONPointer? = nil, isText: Bool) {
    nodes = value.map { [Node(value: $0, pointer: pointer)] } ?? []
    isSingular = true
    self.isText = isText
    place = pointer
  }

  init(nodes: [JSONPathNode], isSingular: Bool) {
    self.nodes = nodes.map { Node(value: $0.value, pointer: $0.pointer) }
    self.isSingular = isSingular
    isText = false
  }

  /// What an XPath expression finds.
  init(texts: [String]) {
    nodes = texts.map { Node(value: .string($0), pointer: nil) }
    isSingular = false
    isText = true
  }

  /// The only node's value; nil where there is none.
  package var value: Value? { nodes.count == 1 ? nodes.first?.value : nil }

  /// Where it stands.
  package var pointer: JSONPointer? { nodes.count == 1 ? nodes.first?.pointer : place }

  /// Whether a query selected more than one node.
  var isManifold: Bool { nodes.count > 1 }

  /// The items of a list: of an array, or what a query selected that may select many; nil where it is
  /// no list.
  var items: [Node]? {
    if !isSingular {
      // A query for one array by a name that may stand anywhere means the array.
      if nodes.count == 1, let only = nodes.first, only.value.array != nil {
        return parts(of: only)
      }
      return nodes
    }
    return nodes.first.flatMap { parts(of: $0) }
  }

  private func parts(of node: Node) -> [Node]? {
    node.value.array?.enumerated().map { place, item in
      Node(value: item, pointer: node.pointer?.appending(place))
    }
  }

  /// For messages, cut where it is long.
  package var text: String {
    if nodes.isEmpty { return "nothing" }
    if nodes.count > 1 { return "\(nodes.count) values" }
    return nodes.first.map { $0.value.shown } ?? "nothing"
  }
}

extension Value {
  /// As JSON, cut where it is long: messages are for people.
  var shown: String {
    let text = JSONWriter.text(self)
    let limit = 400
    guard text.utf8.count > limit else { return text }
    return text.prefix(limit) + "…"
  }
}

/// What earlier steps of the case were answered.
package struct EarlierAnswers: Sendable {
  private var answers: [String: AnswerView] = [:]

  package init() {}

  /// The last answer of a step, by the step's id.
  package subscript(step: String) -> AnswerView? {
    get { answers[step] }
    set { answers[step] = newValue }
  }
}
