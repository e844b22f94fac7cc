import Documents
import Evidence
import Reports
import Testing

@Suite struct JSONDifferenceTests {
  struct Row: Sendable, CustomStringConvertible {
    var description: String
    var body: String
    var pointer: JSONPointer?
    /// `=`, `-`, `+` or `:` (something is left out) before each line.
    var lines: [String]
  }

  static let rows: [Row] = [
    Row(
      description: "a value", body: #"{"a":1,"b":2}"#, pointer: JSONPointer(["b"]),
      lines: ["={", #"=  "a": 1,"#, #"-  "b": 2"#, "+  expected E", "=}"]),
    Row(
      description: "a missing member", body: #"{"a":{"x":1}}"#, pointer: JSONPointer(["a", "y"]),
      lines: ["={", #"=  "a": {"#, #"+    "y": expected E"#, #"=    "x": 1"#, "=  }", "=}"]),
    Row(
      description: "far below, with the way to it", body: #"{"k":[0,1,2,3,4,5,6,7,8,9]}"#,
      pointer: JSONPointer(["k", "6"]),
      lines: [
        "={", #"=  "k": ["#, ":⋮", "=    3,", "=    4,", "=    5,", "-    6,", "+    expected E",
        "=    7,", "=    8,", "=    9", ":⋮",
      ]),
    Row(
      description: "a large value is cut", body: #"{"k":[0,1,2,3,4,5,6,7,8,9]}"#,
      pointer: JSONPointer(["k"]),
      lines: [
        "={", #"-  "k": ["#, "-    0,", "-    1,", "-    2,", "-    3,", "-    4,", "-    5,",
        "-    6,", "+  expected E", ":⋮", "=}",
      ]),
    Row(
      description: "an escaped name", body: #"{"a/b~c":"<&>"}"#, pointer: JSONPointer(["a/b~c"]),
      lines: ["={", #"-  "a/b~c": "<&>""#, "+  expected E", "=}"]),
    Row(
      description: "the whole body", body: "{}", pointer: JSONPointer(), lines: ["-A", "+E"]),
    Row(description: "no place", body: #"{"a":1}"#, pointer: nil, lines: ["-A", "+E"]),
    Row(description: "no JSON", body: "<html>", pointer: JSONPointer(["a"]), lines: ["-A", "+E"]),
    Row(
      description: "a member twice", body: #"{"a":1,"a":2}"#, pointer: JSONPointer(["a"]),
      lines: ["-A", "+E"]),
    Row(
      description: "nested too deeply",
      body: String(repeating: "[", count: 300) + String(repeating: "]", count: 300),
      pointer: JSONPointer(["0"]), lines: ["-A", "+E"]),
    Row(
      description: "too large", body: "[" + String(repeating: "1,", count: 40_000) + "1]",
      pointer: JSONPointer(["0"]), lines: ["-A", "+E"]),
    Row(description: "nothing", body: "", pointer: JSONPointer(["a"]), lines: ["-A", "+E"]),
  ]

  @Test(arguments: rows) func showsThePlace(_ row: Row) {
    let finding = Finding(
      check: "body-schema", operation: "GET /a", message: "wrong", pointer: row.pointer,
      expected: "E", actual: "A")
    let lines = JSONDifference(finding, body: Array(row.body.utf8)).lines.map { line in
      let mark =
        switch line.kind {
        case .same: "="
        case .actual: "-"
        case .expected: "+"
        case .gap: ":"
        }
      return mark + line.text
    }
    #expect(lines == row.lines)
  }
}
