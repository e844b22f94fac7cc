import Documents
import Markup
import Schemas

extension FlowBuilder {
  static func check(pattern: String) throws(FlowScope.Refusal) {
    guard PatternCheck(pattern) == nil else { return }
    throw FlowScope.Refusal(
      code: "bad-pattern", message: "`\(pattern)` is no regular expression",
      remedy: "correct it (ECMA-262 with the flag u)")
  }

  static func check(query: String) throws(FlowScope.Refusal) {
    do {
      _ = try JSONPath(query)
    } catch {
      throw FlowScope.Refusal(
        code: "bad-path", message: "`\(query)` is no JSONPath: \(error)",
        remedy: "a query finds values and compares none outside of a filter; write for instance"
          + " `$[?@.id != null]`, or a simple condition (RFC 9535)")
    }
  }

  static func check(path: String) throws(FlowScope.Refusal) {
    do {
      _ = try XPath(path)
    } catch {
      throw FlowScope.Refusal(
        code: "bad-path", message: "`\(path)` is \(error)",
        remedy: "only what XPath 1.0 has is supported; write for instance `/order/item[1]`")
    }
  }
}
