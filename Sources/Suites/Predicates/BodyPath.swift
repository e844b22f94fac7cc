package import Documents

/// Leads to places in an answer's body.
package enum BodyPath: Sendable {
  case pointer(JSONPointer)
  case query(JSONPath)

  /// Reads `""`, `/pointer` or `$…`; nil, with a diagnostic, for anything else.
  package init?(_ text: String, at range: SourceRange?, into diagnostics: inout [Diagnostic]) {
    if text.utf8.first == UInt8(ascii: "$") {
      do {
        self = .query(try JSONPath(text))
      } catch {
        diagnostics.append(
          Diagnostic(
            .error, code: "bad-path", "`\(text)` is no JSONPath: \(error)",
            remedy: "write for instance `$.items[0].id` (RFC 9535)", at: range))
        return nil
      }
    } else if let pointer = JSONPointer(parsing: text) {
      self = .pointer(pointer)
    } else {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-pointer", "`\(text)` is no JSON Pointer",
          remedy: "start it with `/` (RFC 6901), or write \"\" for the whole body", at: range))
      return nil
    }
  }

  /// Nil for a query.
  package var pointer: JSONPointer? {
    if case .pointer(let pointer) = self { pointer } else { nil }
  }

  /// Whether it means the body itself.
  var isWhole: Bool { pointer?.isRoot ?? false }
}

extension BodyPath: CustomStringConvertible {
  package var description: String {
    switch self {
    case .pointer(let pointer): "\(pointer)"
    case .query(let path): path.text
    }
  }
}
