internal import CPCRE2

/// A regular expression as schemas have it, for taking parts out of a text with bounded effort.
package struct PatternGroups: Sendable {
  package enum Outcome: Sendable, Hashable {
    /// What each group matched, the whole first; nil for a group that took no part.
    case found([String?])
    case notFound
    /// A limit was reached before the answer was known.
    case gaveUp
  }

  private let pattern: Pattern
  /// How many groups it has, the whole not counted.
  package let count: Int

  /// Nil where the text is no regular expression of ECMA-262 with the `u` flag, or one that nobody can
  /// search for.
  package init?(_ source: String) {
    guard let pattern = Pattern(source), let code = pattern.code else { return nil }
    self.pattern = pattern
    var groups: UInt32 = 0
    guard pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &groups) == 0 else {
      return nil
    }
    count = Int(groups)
  }

  /// The first place in a text where the pattern is found.
  package func first(in text: String) -> Outcome {
    guard let data = pcre2_match_data_create_8(UInt32(clamping: count + 1), nil) else {
      return .gaveUp
    }
    defer { pcre2_match_data_free_8(data) }
    guard let context = pcre2_match_context_create_8(nil) else { return .gaveUp }
    defer { pcre2_match_context_free_8(context) }
    PatternMatcher.limit(context)
    let bytes = Array(text.utf8)
    // PCRE2 wants an address even for no bytes.
    let status = (bytes + [0]).withUnsafeBufferPointer { whole in
      pcre2_match_8(
        pattern.code, whole.baseAddress, bytes.count, 0, UInt32(PCRE2_NO_UTF_CHECK), data, context)
    }
    guard status >= 0 else { return status == PCRE2_ERROR_NOMATCH ? .notFound : .gaveUp }
    guard let places = pcre2_get_ovector_pointer_8(data) else { return .gaveUp }
    return .found(
      (0...count).map { group in
        let start = places[group * 2]
        let end = places[group * 2 + 1]
        // A group that took no part has an offset of all ones, here −1.
        guard start >= 0, start <= end, end <= bytes.count else { return nil }
        return String(decoding: bytes[start..<end], as: UTF8.self)
      })
  }
}
