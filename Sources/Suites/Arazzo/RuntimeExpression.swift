import Contracts
import Documents

/// A runtime expression as a workflow document writes it, before anybody knows what its names mean
/// (Arazzo 1.1.0, Runtime Expressions).
struct RuntimeExpression: Sendable, Hashable {
  enum Source: Sendable, Hashable {
    case url, method, statusCode
    /// `$self`: the document's own URI.
    case own
    case request(Contract.Parameter.Location, String)
    case requestBody
    case responseHeader(String)
    case responseBody
    /// What follows `$inputs.`: a name and perhaps a way into its value.
    case input(String)
    case output(String)
    case step(String, output: String)
    case workflow(String, Field, String)
    case sourceDescription(String, String)
    case component(String, String)
  }

  /// What is asked of another workflow.
  enum Field: String, Sendable, Hashable { case inputs, outputs }

  let text: String
  let source: Source
  /// Into the value: what follows `#`, or `.name` and `[0]` after `body`.
  let pointer: JSONPointer

  /// Why a text is none.
  struct Refusal: Error, Hashable {
    var message: String
    var remedy: String
    /// Of the diagnostic.
    var code = "bad-runtime-expression"
  }

  init(_ text: String) throws(Refusal) {
    self.text = text
    let body = text.utf8.dropFirst()
    let head = String(Substring(body.prefix { $0 != UInt8(ascii: ".") && $0 != 0x23 }))
    let rest = String(Substring(body.dropFirst(head.utf8.count)))
    switch head {
    case "url", "method", "statusCode", "self":
      guard rest.isEmpty else { throw Self.refusal(text, "nothing may follow `$\(head)`") }
      let sources: [String: Source] = [
        "url": .url, "method": .method, "statusCode": .statusCode, "self": .own,
      ]
      source = sources[head] ?? .url
      pointer = JSONPointer()
    case "request", "response":
      (source, pointer) = try Self.message(head, Self.afterDot(rest, text), text)
    case "inputs", "outputs", "steps", "workflows":
      let (name, way) = try Self.pointer(in: Self.afterDot(rest, text), text)
      pointer = way
      source = try Self.named(head, name, text)
    case "sourceDescriptions", "components":
      let (first, second) = Self.cut(try Self.afterDot(rest, text), at: ".")
      guard let second, !first.isEmpty, !second.isEmpty else {
        throw Self.refusal(text, "it names nothing of `$\(head)`")
      }
      source =
        head == "components" ? .component(first, second) : .sourceDescription(first, second)
      pointer = JSONPointer()
    case "message":
      throw Refusal(
        message: "`\(text)` is about a message of AsyncAPI, and only HTTP is supported",
        remedy: "leave the step out", code: "unsupported-asyncapi")
    default:
      throw Refusal(
        message: "`\(text)` is no runtime expression",
        remedy: Suggestion.nearest(to: head, among: Self.heads).map { "did you mean `$\($0)`?" }
          ?? "it begins with one of $" + Self.heads.joined(separator: ", $"))
    }
  }

  private static let heads = [
    "components", "inputs", "method", "outputs", "request", "response", "self",
    "sourceDescriptions", "statusCode", "steps", "url", "workflows",
  ]

  /// Whether a text means to be an expression: `$` and a letter; `$5` is an amount of money.
  static func isMeant(_ text: some StringProtocol) -> Bool {
    var bytes = text.utf8.makeIterator()
    guard bytes.next() == UInt8(ascii: "$"), let letter = bytes.next() else { return false }
    return (65...90).contains(letter) || (97...122).contains(letter)
  }

  // MARK: Parts

  private static func refusal(_ text: String, _ reason: String) -> Refusal {
    Refusal(
      message: "`\(text)` is no runtime expression: \(reason)",
      remedy: "write for instance $response.body#/id, $steps.login.outputs.token or $inputs.name")
  }

  private static func afterDot(_ rest: String, _ text: String) throws(Refusal) -> String {
    guard rest.utf8.first == UInt8(ascii: "."), rest.utf8.count > 1 else {
      throw refusal(text, "a name must follow a full stop")
    }
    return String(Substring(rest.utf8.dropFirst()))
  }

  /// The text before the first such sign, and what follows it; nil where it isn't there.
  static func cut(_ text: String, at sign: Character) -> (String, String?) {
    let mark = sign.asciiValue ?? 0
    guard let place = text.utf8.firstIndex(of: mark) else { return (text, nil) }
    return (String(text[..<place]), String(text[text.utf8.index(after: place)...]))
  }

  /// What follows `$request.` or `$response.`.
  private static func message(
    _ head: String, _ rest: String, _ text: String
  ) throws(Refusal) -> (Source, JSONPointer) {
    if rest.utf8.starts(with: "body".utf8) {
      let (way, pointer) = try pointer(in: String(rest.dropFirst(4)), text)
      guard let tokens = Self.way(way) else {
        throw refusal(text, "after `body` comes `#/pointer`, or `.name` and `[0]`")
      }
      let whole = JSONPointer(tokens + pointer.tokens)
      return (head == "request" ? .requestBody : .responseBody, whole)
    }
    let (kind, name) = cut(rest, at: ".")
    guard let name, !name.isEmpty else {
      throw refusal(text, "it names no part of the \(head)")
    }
    switch (head, kind) {
    case ("response", "header"): return (.responseHeader(name), JSONPointer())
    case ("request", "header"): return (.request(.header, name), JSONPointer())
    case ("request", "query"): return (.request(.query, name), JSONPointer())
    case ("request", "path"): return (.request(.path, name), JSONPointer())
    default:
      let known = head == "request" ? ["body", "header", "path", "query"] : ["body", "header"]
      throw Refusal(
        message: "`\(text)` is no runtime expression: the \(head) has no part `\(kind)`",
        remedy: Suggestion.remedy(for: kind, among: known))
    }
  }

  private static func named(
    _ head: String, _ name: String, _ text: String
  ) throws(Refusal) -> Source {
    guard !name.isEmpty else { throw refusal(text, "a name must follow a full stop") }
    switch head {
    case "inputs": return .input(name)
    case "outputs": return .output(name)
    default: break
    }
    let (id, field) = cut(name, at: ".")
    let (kind, rest) = cut(field ?? "", at: ".")
    guard !id.isEmpty, let rest, !rest.isEmpty else {
      throw refusal(text, "it says not what it wants of `\(id)`")
    }
    if head == "steps" {
      guard kind == "outputs" else { throw refusal(text, "a step has only `outputs`") }
      return .step(id, output: rest)
    }
    guard let field = Field(rawValue: kind) else {
      throw refusal(text, "a workflow has only `inputs` and `outputs`")
    }
    return .workflow(id, field, rest)
  }

  /// What stands before `#`, and the pointer after it.
  private static func pointer(
    in rest: String, _ text: String
  ) throws(Refusal) -> (String, JSONPointer) {
    let (name, way) = cut(rest, at: "#")
    guard let way else { return (name, JSONPointer()) }
    guard let pointer = JSONPointer(parsing: way) else {
      throw refusal(text, "`\(way)` is no JSON Pointer")
    }
    return (name, pointer)
  }

  /// The tokens of `.name[0]['other name']`; nil for what is written otherwise.
  static func way(_ text: some StringProtocol) -> [String]? {
    var tokens: [String] = []
    var rest = Substring(text)
    while let sign = rest.unicodeScalars.first {
      let end: Substring.Index
      switch sign {
      case ".":
        let body = rest.unicodeScalars.dropFirst()
        let name = body.prefix { $0 != "." && $0 != "[" }
        guard !name.isEmpty else { return nil }
        tokens.append(String(name))
        end = name.endIndex
      case "[":
        let body = rest.unicodeScalars.dropFirst().prefix { $0 != "]" }
        guard body.endIndex < rest.endIndex else { return nil }
        let name = unquoted(String(body))
        guard let name else { return nil }
        tokens.append(name)
        end = rest.unicodeScalars.index(after: body.endIndex)
      default: return nil
      }
      rest = rest[end...]
    }
    return tokens
  }

  private static func unquoted(_ text: String) -> String? {
    if JSONPointer.arrayIndex(text) != nil { return text }
    guard text.utf8.count > 2, let first = text.utf8.first, first == text.utf8.last,
      first == UInt8(ascii: "'") || first == UInt8(ascii: "\"")
    else { return nil }
    return String(Substring(text.utf8.dropFirst().dropLast()))
  }
}
