import Documents
import Testing

@testable import Servers

/// RFC 6902, with the examples of its appendix A.
struct JSONPatchTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var before: String
    var patch: String
    /// Nil: the patch is refused.
    var after: String?
  }

  static let rows = [
    Row(
      testDescription: "A.1 adding a member", before: #"{"foo":"bar"}"#,
      patch: #"[{"op":"add","path":"/baz","value":"qux"}]"#, after: #"{"foo":"bar","baz":"qux"}"#),
    Row(
      testDescription: "A.2 adding an item", before: #"{"foo":["bar","baz"]}"#,
      patch: #"[{"op":"add","path":"/foo/1","value":"qux"}]"#,
      after: #"{"foo":["bar","qux","baz"]}"#),
    Row(
      testDescription: "A.3 removing a member", before: #"{"baz":"qux","foo":"bar"}"#,
      patch: #"[{"op":"remove","path":"/baz"}]"#, after: #"{"foo":"bar"}"#),
    Row(
      testDescription: "A.4 removing an item", before: #"{"foo":["bar","qux","baz"]}"#,
      patch: #"[{"op":"remove","path":"/foo/1"}]"#, after: #"{"foo":["bar","baz"]}"#),
    Row(
      testDescription: "A.5 replacing", before: #"{"baz":"qux","foo":"bar"}"#,
      patch: #"[{"op":"replace","path":"/baz","value":"boo"}]"#,
      after: #"{"baz":"boo","foo":"bar"}"#),
    Row(
      testDescription: "A.6 moving a member",
      before: #"{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}"#,
      patch: #"[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]"#,
      after: #"{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}"#),
    Row(
      testDescription: "A.7 moving an item", before: #"{"foo":["all","grass","cows","eat"]}"#,
      patch: #"[{"op":"move","from":"/foo/1","path":"/foo/3"}]"#,
      after: #"{"foo":["all","cows","eat","grass"]}"#),
    Row(
      testDescription: "A.8 testing", before: #"{"baz":"qux","foo":["a",2,"c"]}"#,
      patch:
        #"[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2.0}]"#,
      after: #"{"baz":"qux","foo":["a",2,"c"]}"#),
    Row(
      testDescription: "A.9 testing for another value", before: #"{"baz":"qux"}"#,
      patch: #"[{"op":"test","path":"/baz","value":"bar"}]"#),
    Row(
      testDescription: "A.10 adding an object", before: #"{"foo":"bar"}"#,
      patch: #"[{"op":"add","path":"/child","value":{"grandchild":{}}}]"#,
      after: #"{"foo":"bar","child":{"grandchild":{}}}"#),
    Row(
      testDescription: "A.12 adding to nothing", before: #"{"foo":"bar"}"#,
      patch: #"[{"op":"add","path":"/baz/bat","value":"qux"}]"#),
    Row(
      testDescription: "A.14 escapes", before: #"{"/":9,"~1":10}"#,
      patch: #"[{"op":"test","path":"/~01","value":10}]"#, after: #"{"/":9,"~1":10}"#),
    Row(
      testDescription: "A.15 text is no number", before: #"{"/":9,"~1":10}"#,
      patch: #"[{"op":"test","path":"/~01","value":"10"}]"#),
    Row(
      testDescription: "A.16 adding at the end", before: #"{"foo":["bar"]}"#,
      patch: #"[{"op":"add","path":"/foo/-","value":["abc","def"]}]"#,
      after: #"{"foo":["bar",["abc","def"]]}"#),
    Row(
      testDescription: "copying", before: #"{"a":{"b":1}}"#,
      patch: #"[{"op":"copy","from":"/a","path":"/c"}]"#, after: #"{"a":{"b":1},"c":{"b":1}}"#),
    Row(
      testDescription: "the whole", before: #"{"a":1}"#,
      patch: #"[{"op":"replace","path":"","value":[1]}]"#, after: "[1]"),
    Row(
      testDescription: "beyond the end", before: #"{"foo":["bar"]}"#,
      patch: #"[{"op":"add","path":"/foo/2","value":1}]"#),
    Row(
      testDescription: "an index with a zero", before: #"{"foo":["bar"]}"#,
      patch: #"[{"op":"remove","path":"/foo/00"}]"#),
    Row(
      testDescription: "into itself", before: #"{"a":{"b":1}}"#,
      patch: #"[{"op":"move","from":"/a","path":"/a/b"}]"#),
    Row(
      testDescription: "replacing nothing", before: "{}",
      patch: #"[{"op":"replace","path":"/a","value":1}]"#),
    Row(testDescription: "no value", before: "{}", patch: #"[{"op":"add","path":"/a"}]"#),
    Row(testDescription: "no pointer", before: "{}", patch: #"[{"op":"remove","path":"a"}]"#),
    Row(testDescription: "an unknown op", before: "{}", patch: #"[{"op":"spam","path":""}]"#),
    Row(testDescription: "an object", before: "{}", patch: "{}"),
  ]

  @Test(arguments: rows) func isAppliedAsAWholeOrRefused(_ row: Row) throws {
    func value(_ text: String) throws -> Value {
      Value(try JSONReader.read(Array(text.utf8), file: SourceFile(name: "<row>")))
    }
    let (before, patch) = (try value(row.before), try value(row.patch))
    if let after = row.after {
      let result = try JSONPatch(patch).applied(to: before)
      #expect(JSONWriter.text(result) == after)
    } else {
      #expect(throws: JSONPatch.Failure.self) { try JSONPatch(patch).applied(to: before) }
    }
  }
}
