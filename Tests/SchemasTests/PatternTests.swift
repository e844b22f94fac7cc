import Documents
import Schemas
import Testing

/// Regular expressions of ECMA-262 with the `u` flag.
@Suite struct PatternTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var pattern: String
    var text: String
    /// Nil where the pattern is none.
    var matches: Bool?
    var testDescription: String { "\(pattern) on \(text.debugDescription)" }

    init(_ pattern: String, _ text: String, _ matches: Bool?) {
      self.pattern = pattern
      self.text = text
      self.matches = matches
    }
  }

  static let rows: [Row] = [
    Row("", "x", true), Row("^$", "", true), Row("^a$", "a\n", false), Row("a|b", "xb", true),
    Row("^\\d+$", "٣", false), Row("^\\w+$", "é", false), Row("^\\W$", "é", true),
    Row("^\\s$", "\u{A0}", true), Row("^\\s$", "\u{FEFF}", true), Row("^\\S$", "\u{2028}", false),
    Row("^[\\s]$", "\u{3000}", true), Row("^[\\S]$", "\u{3000}", false), Row("^[^\\S]$", " ", true),
    Row("^[\\Sx]$", "é", true), Row("^[^\\s]$", "é", true),
    Row("^.$", "😀", true), Row("^.$", "\n", false), Row("^.$", "\u{2029}", false),
    Row("^[^x]$", "\n", true), Row("^\\cC$", "\u{3}", true), Row("\\c1", "", nil),
    Row("^\\v$", "\u{B}", true), Row("^\\v$", "\u{85}", false), Row("^\\0$", "\0", true),
    Row("\\00", "", nil), Row("^\\x41$", "A", true), Row("\\x4", "", nil),
    Row("^\\u0041$", "A", true), Row("^\\u{1F600}$", "😀", true),
    Row("^\\ud83d\\ude00$", "😀", true), Row("\\u{110000}", "", nil), Row("\\u12", "", nil),
    Row("^\\p{Letter}+$", "aé漢", true), Row("^\\p{L}$", "1", false), Row("^\\P{L}$", "1", true),
    Row("^\\p{Script=Greek}$", "λ", true), Row("^\\p{sc=Greek}$", "l", false),
    Row("^\\p{Uppercase_Letter}$", "É", true), Row("^[\\p{Nd}_]+$", "٣_1", true),
    Row("\\p{Nonsense}", "", nil), Row("\\p", "", nil), Row("\\pL", "", nil),
    Row("^(a)\\1$", "aa", true), Row("^(?<n>a)\\k<n>$", "aa", true), Row("\\2(a)", "", nil),
    Row("^(?:a|b)+$", "abba", true), Row("^(?=a)\\w$", "a", true), Row("^(?!a)\\w$", "a", false),
    Row("(?<=a)b", "ab", true), Row("(?<!a)b", "ab", false),
    Row("^a{2}$", "aa", true), Row("^a{2,}$", "aaa", true), Row("^a{1,2}$", "aaa", false),
    Row("^a{2,1}$", "", nil), Row("^{a}$", "{a}", true), Row("^a{x}$", "a{x}", true),
    Row("^]$", "]", true), Row("^[[]$", "[", true), Row("^[]$", "", false),
    Row("^[^]$", "\n", true),
    Row("^[:alpha:]$", "a", true), Row("^[[:alpha:]]$", "a]", true), Row("^[a-]$", "-", true),
    Row("^[\\b]$", "\u{8}", true), Row("\\bfoo\\b", "a foo b", true), Row("^[\\-a]$", "-", true),
    Row("^[z-a]$", "", nil), Row("^[\\d-z]$", "", nil), Row("^\\/\\.\\-$", "/.-", true),
    Row("^a*?b$", "aab", true), Row("a**", "", nil), Row("a++", "", nil), Row("a{2}+", "", nil),
    Row("*a", "", nil), Row("(*ACCEPT)", "", nil), Row("+", "", nil), Row("^*", "", nil),
    Row("(a", "", nil), Row("a)", "", nil), Row("[a", "", nil), Row("\\", "", nil),
    Row("\\Z", "", nil), Row("\\A", "", nil), Row("\\Qa\\E", "", nil), Row("\\a", "", nil),
    Row("\\h", "", nil), Row("\\K", "", nil), Row("(?i)a", "", nil), Row("(?>a)", "", nil),
    Row("(?P<n>a)", "", nil), Row("(?#x)", "", nil), Row("(?<1>a)", "", nil),
    Row("^(?i:aé)b$", "AÉb", true), Row("^(?i:a)b$", "AB", false), Row("(?-i:a)", "A", false),
    Row("^(?i:a(?-i:b))$", "AB", false), Row("^(?i:a)+$", "aA", true),
    Row("^(?s:.).$", "\n\n", false),
    Row("^(?s:.)$", "\n", true), Row("^(?s:(?-s:.))$", "\n", false),
    Row("(?m:^b$)", "a\u{2028}b\rc", true),
    Row("^b$", "a\nb", false), Row("(?m:a)^b", "a\nb", false), Row("(?:)", "", true),
    Row("(?-:a)", "", nil), Row("(?ii:a)", "", nil), Row("(?i-i:a)", "", nil),
    Row("(?x:a)", "", nil),
    Row("(?i", "", nil), Row("(?i-s-m:a)", "", nil),
    Row("# comment", "# comment", true), Row("^é+$", "éé", true),
  ]

  @Test(arguments: rows) func searches(_ row: Row) throws {
    let schema = JSONWriter.text(.object([("pattern", .string(row.pattern))]))
    let compiled = try? SchemaRow(.draft202012, "", schema, "").compile()
    #expect((compiled != nil) == (row.matches != nil))
    guard let compiled, let matches = row.matches else { return }
    let text = try JSONReader.read(
      Array(JSONWriter.quoted(row.text).utf8), file: SourceFile(name: "t"))
    #expect(compiled.isValid(text.root) == matches)
  }
}
