import Documents

/// Writes places as the JSONPath that an overlay's `target` takes (RFC 9535 §2).
enum OverlayTarget {
  /// `$.definitions.documents`, with brackets where a name is no plain word.
  static func path(to pointer: JSONPointer) -> String {
    var path = "$"
    for token in pointer.tokens {
      if isWord(token) {
        path += ".\(token)"
      } else if JSONPointer.arrayIndex(token) != nil {
        // Of an array nearly always; a member of that name has quotes in the document's own way.
        path += isStatus(token) ? "['\(token)']" : "[\(token)]"
      } else {
        path += "['\(quoted(token))']"
      }
    }
    return path
  }

  /// Names of responses look like indexes.
  private static func isStatus(_ token: String) -> Bool { token.utf8.count == 3 }

  private static func isWord(_ token: String) -> Bool {
    guard let first = token.utf8.first, !(48...57).contains(first) else { return false }
    return token.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 0x5F
    }
  }

  private static func quoted(_ token: String) -> String {
    var result = ""
    for scalar in token.unicodeScalars {
      switch scalar {
      case "'", "\\": result += "\\\(scalar)"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
