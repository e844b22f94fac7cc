package import Documents
package import Markup

/// Leads to places in an answer's body.
package enum BodyPath: Sendable {
  case pointer(JSONPointer)
  case query(JSONPath)
  /// Into an XML answer.
  case xpath(XPath)

  /// Reads `""`, `/pointer`, `$…` or `xpath:…`; nil, with a diagnostic, for anything else.
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
    } else if text.utf8.starts(with: Self.mark.utf8) {
      let expression = String(text.dropFirst(Self.mark.count))
      self.init(xpath: expression, at: range, into: &diagnostics)
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

  private static let mark = "xpath:"

  /// Reads an XPath 1.0 expression; nil, with a diagnostic, for what is none.
  init?(xpath text: String, at range: SourceRange?, into diagnostics: inout [Diagnostic]) {
    do throws(XPath.Failure) {
      self = .xpath(try XPath(text))
    } catch {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-path", "`\(text)` is \(error)",
          remedy: "write for instance `xpath:/order/item[1]/@id`", at: range))
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
    case .xpath(let path): "\(Self.mark)\(path)"
    }
  }
}
