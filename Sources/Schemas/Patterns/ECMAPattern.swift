/// Rewrites a regular expression of ECMA-262 (with the `u` flag) in PCRE2's notation.
///
/// Refuses what ECMA-262 doesn't know, such as `\Z`, `(?i)a` or possessive quantifiers, since PCRE2
/// would give it a meaning of its own. A brace or a closing bracket that opens nothing is taken
/// literally, as browsers do without the flag.
enum ECMAPattern {
  static func translate(_ source: String) -> String? {
    var translator = ECMATranslator(source)
    return translator.run()
  }

  /// The blanks and line ends of ECMA-262, as the inside of a PCRE2 class.
  static let blanks =
    #"\x{9}-\x{D} \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}"#

  /// Every other character.
  static let nonBlanks =
    #"\x{0}-\x{8}\x{E}-\x{1F}\x{21}-\x{9F}\x{A1}-\x{167F}\x{1681}-\x{1FFF}\x{200B}-\x{2027}"#
    + #"\x{202A}-\x{202E}\x{2030}-\x{205E}\x{2060}-\x{2FFF}\x{3001}-\x{FEFE}\x{FF00}-\x{10FFFF}"#
}
