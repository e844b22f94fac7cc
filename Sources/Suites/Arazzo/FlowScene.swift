import Contracts
package import Documents
package import Evidence
import Markup

/// What a workflow's expressions are evaluated in: what earlier steps gave, and the last exchange.
package struct FlowScene: Sendable {
  let context: ExpressionContext
  private let step: Step?
  private let exchange: Exchange?
  private let view: AnswerView?

  /// - Parameter view: of the exchange's answer; nil where none came.
  package init(
    _ context: ExpressionContext, step: Step? = nil, exchange: Exchange? = nil,
    view: AnswerView? = nil
  ) {
    self.context = context
    self.step = step
    self.exchange = exchange
    self.view = view
  }

  /// Nodes that one query may visit: well under a second.
  static let visitLimit = 1_000_000

  /// What a value is; nil where there is nothing.
  package func value(_ value: FlowValue) -> Value? {
    switch value {
    case .value(let value): return try? value.filled(in: context)
    case .variable(let name, let pointer): return context.variables[name]?[pointer]
    case .url: return exchange.map { .string($0.request.url) }
    case .method: return exchange.map { .string($0.request.method) }
    case .statusCode: return view.map { .integer($0.status) }
    case .request(let location, let name): return sent(location, name)
    case .requestBody(let pointer): return sentBody?[pointer]
    case .responseHeader(let name): return view?.field(name).map { .string($0) }
    case .responseBody(let pointer): return view?.body?[pointer]
    case .text(let parts):
      var text = ""
      for part in parts {
        guard let value = self.value(part) else { return nil }
        text += value.asText
      }
      return .string(text)
    case .selected(let base, let path):
      return self.value(base).flatMap { Self.select(path, in: $0) }
    case .replaced(let base, let others):
      guard var result = self.value(base) else { return nil }
      for other in others {
        guard let new = self.value(other.value),
          let changed = result.setting(other.place.tokens[...], to: new)
        else { return nil }
        result = changed
      }
      return result
    }
  }

  // MARK: Parts

  private func sent(_ location: Contract.Parameter.Location, _ name: String) -> Value? {
    guard let step else { return nil }
    let arguments =
      switch location {
      case .path: step.request.path
      case .query: step.request.query
      default: step.request.headers
      }
    if let argument = arguments.first(where: { $0.name == name }) {
      return try? argument.value.filled(in: context)
    }
    guard location == .header else { return nil }
    return exchange?.request.headers[name].map { .string($0) }
  }

  private var sentBody: Value? {
    guard let request = step?.request, let body = request.body ?? request.raw?.body else {
      return nil
    }
    return try? body.filled(in: context)
  }

  private static func select(_ path: BodyPath, in value: Value) -> Value? {
    switch path {
    case .pointer(let pointer): return value[pointer]
    case .query(let query):
      guard let nodes = try? query.nodes(in: value, limit: visitLimit) else { return nil }
      if query.isSingular { return nodes.first?.value }
      return .array(nodes.map(\.value))
    case .xpath(let path):
      guard let found = try? find(path, in: value) else { return nil }
      guard case .nodes(let texts) = found else { return found.strings.first.map { .string($0) } }
      return texts.count == 1 ? .string(texts[0]) : .array(texts.map { .string($0) })
    }
  }

  /// What a path finds in a text that is XML.
  static func find(_ path: XPath, in value: Value) throws -> XPath.Found {
    let tree = try XMLTree(Array(value.asText.utf8), file: SourceFile(name: "<answer>"))
    return try tree.find(path)
  }
}

extension Value {
  /// The value with another one at a place of it: a member may be new, and `-` is behind the last item
  /// (RFC 6901 §4); nil where there is no such place.
  func setting(_ tokens: ArraySlice<String>, to new: Value) -> Value? {
    guard let token = tokens.first else { return new }
    let rest = tokens.dropFirst()
    switch kind {
    case .object(var members):
      if rest.isEmpty {
        members[token] = new
      } else {
        guard let inner = members[token]?.setting(rest, to: new) else { return nil }
        members[token] = inner
      }
      return .object(members, at: range)
    case .array(var items):
      if token == "-", rest.isEmpty { return .array(items + [new], at: range) }
      guard let index = JSONPointer.arrayIndex(token), items.indices.contains(index),
        let inner = items[index].setting(rest, to: new)
      else { return nil }
      items[index] = inner
      return .array(items, at: range)
    default: return nil
    }
  }
}
