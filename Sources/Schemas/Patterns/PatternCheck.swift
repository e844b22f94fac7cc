/// A regular expression as schemas have it, for asking whether a text satisfies it.
package struct PatternCheck: Sendable {
  private let pattern: Pattern

  /// Nil where the text is no regular expression of ECMA-262 with the `u` flag.
  package init?(_ source: String) {
    guard let pattern = Pattern(source) else { return nil }
    self.pattern = pattern
  }

  /// Whether the pattern is found anywhere in the text; nil where that took too much effort to tell.
  package func matches(_ text: String) -> Bool? {
    var text = text
    let matcher = PatternMatcher.borrow()
    defer { PatternMatcher.giveBack(matcher) }
    return text.withUTF8 { bytes in
      switch matcher.search(pattern.code, in: bytes) {
      case .found: true
      case .notFound: false
      case .gaveUp: nil
      }
    }
  }
}
