import Documents
import Markup
import Testing

@Suite("XML trees and XPath") struct XMLTreeTests {
  static let order = """
    <?xml version="1.0"?>
    <order xmlns="urn:shop" xmlns:x="urn:extra" id="7">
      <item x:kind="a"><name>tea</name><price>2.50</price></item>
      <item><name><![CDATA[cof<fee]]></name><price>4</price></item>
      <x:note>hello <b>there</b></x:note>
    </order>
    """

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var path: String
    var found: XPath.Found
  }

  static let rows: [Row] = [
    Row(
      testDescription: "texts of nodes", path: "default:item/default:name",
      found: .nodes(["tea", "cof<fee"])),
    Row(testDescription: "from the document", path: "/default:order/@id", found: .nodes(["7"])),
    Row(testDescription: "a prefix of the root", path: "x:note", found: .nodes(["hello there"])),
    Row(testDescription: "an attribute with one", path: "//@x:kind", found: .nodes(["a"])),
    Row(
      testDescription: "names without namespaces", path: "//*[local-name()='price']",
      found: .nodes(["2.50", "4"])),
    Row(testDescription: "nothing", path: "default:none", found: .nodes([])),
    Row(testDescription: "a number", path: "sum(//default:price)", found: .number("6.5")),
    Row(testDescription: "no number", path: "number('x')", found: .number("NaN")),
    Row(testDescription: "a boolean", path: "count(//default:item) = 2", found: .boolean(true)),
    Row(testDescription: "text", path: "concat(@id, '!')", found: .string("7!")),
  ]

  @Test("finds", arguments: rows) func finds(_ row: Row) throws {
    let tree = try XMLTree(Array(Self.order.utf8), file: SourceFile(name: "order.xml"))
    #expect(try tree.find(XPath(row.path)) == row.found)
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var document: String
    var code: String
  }

  static let refused: [Refused] = [
    Refused(testDescription: "nothing", document: "", code: "xml-invalid"),
    Refused(testDescription: "not well-formed", document: "<a><b></a>", code: "xml-invalid"),
    Refused(
      testDescription: "an entity", document: "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
      code: "xml-doctype"),
    Refused(
      testDescription: "a file as an entity",
      document: "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
      code: "xml-doctype"),
    Refused(
      testDescription: "a bare document type", document: "<!DOCTYPE a><a/>", code: "xml-doctype"),
    Refused(
      testDescription: "too deep",
      document: String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300),
      code: "xml-invalid"),
  ]

  @Test("refuses", arguments: refused) func refuses(_ row: Refused) {
    let error = #expect(throws: InvalidInput.self) {
      _ = try XMLTree(Array(row.document.utf8), file: SourceFile(name: "a.xml"))
    }
    #expect(error?.diagnostics.first?.code == row.code)
  }

  @Test("a document of more bytes than allowed is refused unread") func tooLarge() {
    let bytes = [UInt8](repeating: UInt8(ascii: " "), count: XMLTree.sizeLimit + 1)
    let error = #expect(throws: InvalidInput.self) {
      _ = try XMLTree(bytes, file: SourceFile(name: "a.xml"))
    }
    #expect(error?.diagnostics.first?.code == "xml-too-large")
  }

  @Test(
    "what is no XPath is told before any document is there",
    arguments: [
      "", "//", "a[", "a b", "1 +", "\u{0}a", String(repeating: "(", count: 40),
      String(repeating: "a/", count: 600) + "a",
    ])
  func unreadable(_ text: String) {
    let failure = #expect(throws: XPath.Failure.self) { _ = try XPath(text) }
    guard case .unreadable = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test("an unknown function or prefix is told", arguments: ["none()", "y:a", "document('x')"])
  func unanswerable(_ text: String) throws {
    let tree = try XMLTree(Array(Self.order.utf8), file: SourceFile(name: "order.xml"))
    let path = try XPath(text)
    let failure = #expect(throws: XPath.Failure.self) { _ = try tree.find(path) }
    guard case .unanswerable = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test("work, nodes and text are bounded")
  func bounded() throws {
    let many = "<a>" + String(repeating: "<b/>", count: 20_000) + "</a>"
    let wide = try XMLTree(Array(many.utf8), file: SourceFile(name: "wide.xml"))
    #expect(throws: XPath.Failure.tooLarge) { _ = try wide.find(XPath("b")) }
    #expect(try wide.find(XPath("count(b)")) == .number("20000"))
    #expect(throws: XPath.Failure.tooLarge) {
      _ = try wide.find(XPath("count(b[count(../b[count(../b) > 1]) > 1])"))
    }
    let text = String(repeating: "x", count: 100_000)
    let deep =
      String(repeating: "<a>", count: 200) + text + String(repeating: "</a>", count: 200)
    let tall = try XMLTree(Array(deep.utf8), file: SourceFile(name: "tall.xml"))
    #expect(throws: XPath.Failure.tooLarge) { _ = try tall.find(XPath("//a")) }
  }

  @Test("true as XPath takes it")
  func truth() {
    #expect(XPath.Found.nodes([""]).isTrue)
    #expect(!XPath.Found.nodes([]).isTrue)
    #expect(!XPath.Found.number("0").isTrue)
    #expect(!XPath.Found.number("NaN").isTrue)
    #expect(XPath.Found.string("false").isTrue)
    #expect(!XPath.Found.boolean(false).isTrue)
  }
}
