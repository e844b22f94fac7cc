import Documents
import Testing

@Suite("JSONPath")
struct JSONPathTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var query: String
    var paths: [String]
    var testDescription: String { name }
  }

  static let document = """
    {"paths": {"/a": {"get": {"tags": ["x", "y"]}, "delete": {}},
               "/b": {"get": {"deprecated": true}}},
     "n": [0, 1, 2, 3, 4], "é": 1, "words": ["abc", "xbcx"]}
    """

  static let rows = [
    Row(name: "root", query: "$", paths: ["$"]),
    Row(
      name: "name with slash", query: "$.paths['/a'].get",
      paths: ["$['paths']['/a']['get']"]),
    Row(
      name: "wildcards", query: "$.paths.*.get",
      paths: ["$['paths']['/a']['get']", "$['paths']['/b']['get']"]),
    Row(
      name: "descendants", query: "$..get",
      paths: ["$['paths']['/a']['get']", "$['paths']['/b']['get']"]),
    Row(name: "negative index", query: "$.n[-1]", paths: ["$['n'][4]"]),
    Row(name: "slice", query: "$.n[1:4:2]", paths: ["$['n'][1]", "$['n'][3]"]),
    Row(
      name: "reversed slice", query: "$.n[::-2]", paths: ["$['n'][4]", "$['n'][2]", "$['n'][0]"]),
    Row(
      name: "existence", query: "$.paths.*[?@.deprecated]",
      paths: ["$['paths']['/b']['get']"]),
    Row(
      name: "comparison with a function", query: "$.paths[?count(@.*) == 2]",
      paths: ["$['paths']['/a']"]),
    Row(
      name: "logical operators", query: "$.n[?@ > 3 || (@ < 2 && !(@ == 1))]",
      paths: ["$['n'][0]", "$['n'][4]"]),
    Row(name: "match", query: "$.words[?match(@, 'a.c')]", paths: ["$['words'][0]"]),
    Row(
      name: "search", query: "$.words[?search(@, 'b')]", paths: ["$['words'][0]", "$['words'][1]"]),
    Row(name: "names by scalars, not by canonical equivalence", query: "$.e\u{301}", paths: []),
    Row(name: "nothing", query: "$.missing", paths: []),
  ]

  @Test(arguments: rows)
  func selects(_ row: Row) throws {
    let bytes = Array(Self.document.utf8)
    let value = try StructuredReader.read(bytes, file: SourceFile(name: "document"))
    let nodes = try JSONPath(row.query).nodes(in: value)
    #expect(nodes.map(\.normalizedPath) == row.paths)
    for node in nodes { #expect(value[node.pointer] != nil) }
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var query: String
    var offset: Int
    var message: String
    var testDescription: String { query }
  }

  static let refusals = [
    Refusal(query: "", offset: 0, message: "a query begins with `$`"),
    Refusal(query: "$.", offset: 2, message: "a name, `*` or `[` must follow the dot"),
    Refusal(query: "$['a'", offset: 5, message: "`]` or `,` is missing"),
    Refusal(
      query: "$[01]", offset: 2,
      message: "an integer has no leading zero and no minus sign before zero"),
    Refusal(query: "$ ", offset: 1, message: "this can't follow here"),
    Refusal(
      query: "$[?@.a==@.*]", offset: 8, message: "only a query for a single node can be compared"),
    Refusal(
      query: "$[?lenght(@)==1]", offset: 3,
      message: "there is no function lenght(); did you mean `length`?"),
    Refusal(query: "$[?count(@.a)]", offset: 3, message: "the result of count() must be compared"),
  ]

  @Test(arguments: refusals)
  func refuses(_ row: Refusal) {
    #expect(throws: JSONPathError(row.message, at: row.offset)) { try JSONPath(row.query) }
  }

  @Test func hostileQueriesEnd() throws {
    let deep =
      "$" + String(repeating: "[?(", count: 5_000) + "@" + String(repeating: ")]", count: 5_000)
    #expect(throws: JSONPathError.self) { try JSONPath(deep) }
    let nested = "$[?" + String(repeating: "@[?", count: 5_000)
    #expect(throws: JSONPathError.self) { try JSONPath(nested) }
    let wide = try StructuredReader.read(
      Array("[\(Array(repeating: "[[1,2],[3,4]]", count: 200).joined(separator: ","))]".utf8),
      file: SourceFile(name: "wide"))
    #expect(throws: JSONPathError.self) {
      _ = try JSONPath("$..*..*..*..*").nodes(in: wide, limit: 1_000)
    }
  }

  @Test func regularExpressionsAreLinear() throws {
    let text = String(repeating: "a", count: 5_000)
    let value = Value.array([.string(text + "!")])
    let start = ContinuousClock.now
    #expect(try JSONPath("$[?match(@, '(a+)+b')]").nodes(in: value).isEmpty)
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(try JSONPath("$[?match(@, '(a{1000}){1000}')]").nodes(in: value).isEmpty)
  }
}
