import Evidence

/// Header fields that the user adds to every request.
package enum AddedField {
  /// Whether a field may be called that (RFC 9110 §5.6.2).
  package static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0) }
  }

  /// Whether a field may hold that: no line ends and no control characters (RFC 9110 §5.5).
  package static func isValue(_ value: String) -> Bool {
    value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
  }

  /// Whether it would go with the requests that must be refused without it, too.
  package static func isCredential(_ name: String) -> Bool {
    HTTPHeaders.isSameName(name, "Authorization")
  }
}
