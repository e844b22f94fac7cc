import Documents
import Evidence
import Testing

@Suite("Redacted names")
struct SecretNamesTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var clean: String
  }

  static let rows = [
    Row(testDescription: "nothing", text: #"{"a":1}"#, clean: #"{"a":1}"#),
    Row(
      testDescription: "a text", text: #"{"pin": "12\"34", "a": 1}"#,
      clean: #"{"pin": "[redacted]", "a": 1}"#),
    Row(testDescription: "a number", text: #"{"pin":1234}"#, clean: #"{"pin":0}"#),
    Row(
      testDescription: "an object", text: #"[{"Pin" : {"a":["}"]}},2]"#,
      clean: #"[{"Pin" : {}},2]"#),
    Row(testDescription: "an array", text: #"{"pin":[1,[2]],"a":1}"#, clean: #"{"pin":[],"a":1}"#),
    Row(
      testDescription: "true, false and nothing", text: #"{"pin":true,"a":{"pin":null}}"#,
      clean: #"{"pin":false,"a":{"pin":null}}"#),
    Row(testDescription: "no JSON", text: #"{"pin":12x34}"#, clean: #"{"pin":0}"#),
    Row(testDescription: "a word", text: #"{"pin":abc}"#, clean: #"{"pin":[redacted]}"#),
    Row(testDescription: "cut off", text: #"{"pin":"12"#, clean: #"{"pin":"[redacted]""#),
    Row(testDescription: "a value that is the name", text: #"{"a":"pin"}"#, clean: #"{"a":"pin"}"#),
    Row(testDescription: "a longer name", text: #"{"spin":1}"#, clean: #"{"spin":1}"#),
    Row(
      testDescription: "a query", text: "http://h/a?x=1&pin=2&y=3#f",
      clean: "http://h/a?x=1&pin=[redacted]&y=3#f"),
    Row(testDescription: "a form", text: "pin=2%203&y=3", clean: "pin=[redacted]&y=3"),
    Row(testDescription: "an empty value", text: "pin=&y=3", clean: "pin=&y=3"),
    Row(
      testDescription: "with a secret in it", text: #"{"pin":"s3cret"}"#,
      clean: #"{"pin":"[redacted]"}"#),
  ]

  @Test("a value under a secret name goes whole", arguments: rows)
  func text(_ row: Row) {
    let redactor = Redactor(secrets: ["s3cret"], names: ["PIN"])
    #expect(redactor.redacted(row.text) == row.clean)
  }

  @Test("header fields and findings go by their names, too")
  func others() {
    let redactor = Redactor(secrets: [], names: ["x-key", "pin"])
    #expect(redactor.redacted(HTTPHeaders(["X-Key": "a b"])).fields.map(\.value) == ["[redacted]"])
    let finding = Finding(
      check: "c", operation: "o", message: "m", pointer: JSONPointer(["user", "pin"]),
      expected: "string", actual: "1234")
    #expect(redactor.redacted(finding).actual == "[redacted]")
  }

  @Test("a secret in Base64 is found wherever it stands in something longer", arguments: 0..<5)
  func base64(_ offset: Int) {
    let secret = "hunter2-hunter2"
    let text = String(repeating: "x", count: offset) + secret + "tail"
    let encoded = Base64.encode(Array(text.utf8))
    let clean = Redactor(secrets: [secret]).redacted("a \(encoded) b")
    #expect(clean.contains("[redacted]"))
    // Not more than the letters at its edges, which hold bits of its neighbours, are left.
    #expect(clean.utf8.count - "a [redacted] b".utf8.count <= (offset + 4 + 4) * 4 / 3 + 4)
  }
}
