import Documents
import Markup

extension FlowScope {
  /// Whether an object means a part of another value (Arazzo 1.1.0, Selector Object).
  func isSelector(_ value: Value) -> Bool {
    guard document.version >= .v11, let members = value.object, members.count == 3 else {
      return false
    }
    return ["context", "selector", "type"].allSatisfy { members[$0] != nil }
  }

  /// A text or a selector.
  func value(_ value: Value, at moment: Moment) throws(Refusal) -> FlowValue {
    if let text = value.string { return try self.text(text, at: moment) }
    guard isSelector(value) else {
      guard value.object == nil else {
        throw Refusal(
          code: "bad-selector", message: "a selector must have the keys context, selector, type",
          remedy: "write for instance {context: $response.body, selector: $.id, type: jsonpath}")
      }
      return .value(value)
    }
    guard let context = value["context"]?.string, let selector = value["selector"]?.string else {
      throw Refusal(
        code: "bad-selector", message: "`context` and `selector` of a selector must be strings",
        remedy: "put them in quotation marks")
    }
    let base = try expression(context, at: moment)
    var problems: [Diagnostic] = []
    var reader = ArazzoReader(document.root, file: document.file)
    let kind = value["type"].flatMap {
      reader.typeName($0, among: SelectorKind.allCases.map(\.rawValue))
    }
    problems += reader.diagnostics
    var path: BodyPath?
    switch kind {
    case "jsonpath": path = Self.query(selector, into: &problems)
    case "xpath": path = BodyPath(xpath: selector, at: nil, into: &problems)
    case "jsonpointer": path = JSONPointer(parsing: selector).map { .pointer($0) }
    default: break
    }
    guard let path else {
      throw Refusal(
        code: problems.first?.code ?? "bad-pointer",
        message: problems.first?.message ?? "`\(selector)` is no JSON Pointer",
        remedy: problems.first?.remedy ?? "start it with `/` (RFC 6901)")
    }
    return .selected(base, path)
  }

  private static func query(
    _ text: String, into diagnostics: inout [Diagnostic]
  ) -> BodyPath? {
    do {
      return .query(try JSONPath(text))
    } catch {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-path", "`\(text)` is no JSONPath: \(error)",
          remedy: "write for instance `$.items[0].id` (RFC 9535)"))
      return nil
    }
  }
}
