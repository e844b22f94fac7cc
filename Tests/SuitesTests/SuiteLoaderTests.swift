import Contracts
import Documents
import Testing

@testable import Suites

/// Files that are not there, by path below the suite's folder.
struct FilesInMemory: SpecFileSource {
  let texts: [String: String]
  var root: SpecFileLocation { SpecFileLocation(identity: "s.yaml", name: "s.yaml", key: "s.yaml") }

  func locate(
    _ reference: String, from location: SpecFileLocation
  ) throws(SpecFileRefusal) -> SpecFileLocation {
    let path = try SpecFolders(spec: "s.yaml").path(of: reference, in: location.name)
    return SpecFileLocation(identity: path, name: path, key: path)
  }

  func read(_ location: SpecFileLocation) throws(SpecFileRefusal) -> [UInt8] {
    guard let text = texts[location.identity] else {
      throw SpecFileRefusal(
        code: "no-such-file", reason: "does not exist", remedy: "check the path")
    }
    return Array(text.utf8)
  }
}

@Suite("Files that a suite names")
struct SuiteLoaderTests {
  static let head = "muster: suite/1\nname: s\n"
  static let other = "muster: suite/1\nname: o\n"

  static func load(_ texts: [String: String]) throws -> SuiteFile {
    try SuiteLoader.load(FilesInMemory(texts: texts))
  }

  @Test("includes add cases and variables, the including suite's come last")
  func includes() throws {
    let suite = try Self.load([
      "s.yaml": Self.head + "include: [sub/a.yaml, b.yaml]\nvariables: {x: 1}\n"
        + "cases: [{id: own, steps: [{call: GET /a}]}]\n",
      "sub/a.yaml": Self.other + "include: [../b.yaml, c.yaml]\nvariables: {x: 2, y: 3}\n"
        + "cases: [{id: a, steps: [{call: GET /a}]}]\n",
      "b.yaml": Self.other + "variables: {z: 4}\ncases: [{id: b, steps: [{call: GET /a}]}]\n",
      "sub/c.yaml": Self.other
        + "defaults: {tags: [c]}\ncases: [{id: c, steps: [{call: GET /a}]}]\n",
    ])
    #expect(suite.name == "s")
    #expect(suite.cases.map(\.id) == ["b", "c", "a", "own"])
    #expect(suite.cases.map(\.tags) == [[], ["c"], [], []])
    #expect(suite.values.map { "\($0.name)=\($0.value.integer ?? 0)" } == ["z=4", "x=1", "y=3"])
  }

  @Test("rows and bodies come from files")
  func files() throws {
    let suite = try Self.load([
      "s.yaml": Self.head + """
        cases:
          - {id: a, data: {file: rows.csv}, steps: [{call: POST /a, body-file: b.yaml}]}
          - {id: b, data: {file: rows.json}, steps: [{call: POST /a, body-file: raw.bin}]}

        """,
      "rows.csv": "name,id\nx,1\ny,\"2\"\"3\"\nz,${SECRET}\n", "rows.json": #"[{"id":7}]"#,
      "b.yaml": "{k: \"${id}\"}", "raw.bin": "\u{0}\u{1}",
    ])
    #expect(suite.cases[0].data?.rows.map(\.name) == ["x", "y", "z"])
    #expect(
      suite.cases[0].data?.rows.map { $0.members["id"]?.string } == ["1", "2\"3", "${SECRET}"])
    #expect(suite.cases[0].steps[0].body?["k"]?.string == "${id}")
    #expect(suite.cases[1].data?.rows.map { $0.members["id"]?.integer } == [7])
    #expect(suite.cases[1].steps[0].bodyBytes == [0, 1])
    #expect(suite.variables == ["id", "SECRET"], "what they bring in may have to be hidden")
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var texts: [String: String]
    var message: String
  }

  static let mistakes: [Row] = [
    Row(
      testDescription: "a circle of includes",
      texts: [
        "s.yaml": head + "include: [a.yaml]\n", "a.yaml": other + "include: [b.yaml]\n",
        "b.yaml": other + "include: [a.yaml]\n",
      ],
      message:
        "b.yaml:3:11: error: the include leads in a circle: a.yaml → b.yaml → a.yaml; take one of the"
        + " includes out [cyclic-include]"),
    Row(
      testDescription: "a suite that includes itself",
      texts: ["s.yaml": head + "include: [./s.yaml]\n"],
      message:
        "s.yaml:3:11: error: the include leads in a circle: s.yaml → s.yaml; take one of the includes"
        + " out [cyclic-include]"),
    Row(
      testDescription: "an include that is not there",
      texts: ["s.yaml": head + "include: [a.yaml]\n"],
      message: "s.yaml:3:11: error: the file `a.yaml` does not exist; check the path [no-such-file]"
    ),
    Row(
      testDescription: "a file elsewhere", texts: ["s.yaml": head + "include: [../a.yaml]\n"],
      message:
        "s.yaml:3:11: error: the file `../a.yaml` leads out of the folder of the definition; put the"
        + " file into `.`, or allow its folder with --allow-ref-folder [reference-outside]"),
    Row(
      testDescription: "the id of an included case",
      texts: [
        "s.yaml": head + "include: [a.yaml]\ncases: [{id: x, steps: [{call: GET /a}]}]\n",
        "a.yaml": other + "cases: [{id: x, steps: [{call: GET /a}]}]\n",
      ],
      message:
        "s.yaml:4:9: error: the case id `x` is taken; rename one; the other is at a.yaml:3:9"
        + " [duplicate-case]"),
    Row(
      testDescription: "rows that are no list",
      texts: [
        "s.yaml": head + "cases: [{id: x, data: {file: r.json}, steps: [{call: GET /a}]}]\n",
        "r.json": "{}",
      ],
      message:
        "r.json:1:1: error: `r.json` holds an object, not a list of rows; write a list of objects [bad-data]"
    ),
    Row(
      testDescription: "rows of no known kind",
      texts: ["s.yaml": head + "cases: [{id: x, data: {file: r.txt}, steps: [{call: GET /a}]}]\n"],
      message:
        "s.yaml:3:30: error: `r.txt` can't hold rows; name a file that ends in .csv, .json or .yaml"
        + " [bad-data]"),
    Row(
      testDescription: "no rows at all",
      texts: ["s.yaml": head + "cases: [{id: x, data: [], steps: [{call: GET /a}]}]\n"],
      message:
        "s.yaml:3:23: error: `data` has no rows, so its case tests nothing; add a row, or leave `data`"
        + " out [bad-data]"),
    Row(
      testDescription: "two rows of one name",
      texts: [
        "s.yaml": head + "cases: [{id: x, data: [{name: a}, {name: a}], steps: [{call: GET /a}]}]\n"
      ],
      message:
        "s.yaml:3:42: error: two rows of `data` have the name `a`; rename one [duplicate-row]"),
  ]

  @Test("what can't be used is refused where it is named", arguments: mistakes)
  func mistaken(_ row: Row) {
    do {
      _ = try Self.load(row.texts)
      Issue.record("the suite was accepted")
    } catch let error as InvalidInput {
      #expect(error.diagnostics.map(\.description) == [row.message])
    } catch {
      Issue.record("\(error)")
    }
  }
}
