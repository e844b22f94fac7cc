import Testing

@testable import Suites

@Suite("Replacements in payloads of XML")
struct XMLPayloadTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var path: String
    /// Nil: it leads nowhere.
    var result: String?
    var testDescription: String { path }
  }

  static let text = """
    <?xml version="1.0"?><!-- <a>0</a> --><o:order id='1' a="x>y">
    <item n="1">a</item><item n="2"><![CDATA[</item>]]><part/></item><empty  /></o:order>
    """

  static let rows: [Row] = [
    Row(path: "/o:order/item", result: #"<item n="1">NEW</item><item n="2">"#),
    Row(path: "/o:order/item[2]", result: #"<item n="2">NEW</item><empty  />"#),
    Row(path: "/o:order/item[2]/text()", result: #"<item n="2">NEW</item>"#),
    Row(path: "/o:order/item[2]/part", result: "<part>NEW</part></item>"),
    Row(path: "/o:order/empty", result: "<empty  >NEW</empty></o:order>"),
    Row(path: "/o:order/@id", result: #"<o:order id='NEW' a="x>y">"#),
    Row(path: "/o:order/@a", result: #"id='1' a="NEW">"#),
    Row(path: "/o:order/item[2]/@n", result: #"<item n="1">a</item><item n="NEW">"#),
    Row(path: "/o:order/item[3]", result: nil), Row(path: "/order/item", result: nil),
    Row(path: "/o:order/@d", result: nil), Row(path: "/a", result: nil),
    Row(path: "//item", result: nil), Row(path: "item", result: nil),
    Row(path: "/o:order/item[last()]", result: nil), Row(path: "/", result: nil),
    Row(path: "", result: nil), Row(path: "/o:order/item[0]", result: nil),
  ]

  @Test("are set where a path leads", arguments: rows)
  func set(_ row: Row) {
    var payload = XMLPayload(Self.text)
    #expect(payload.set(row.path, to: "NEW") == (row.result != nil))
    if let result = row.result {
      #expect(payload.text.contains(result), "\(payload.text)")
    } else {
      #expect(payload.text == Self.text)
    }
  }

  @Test(
    "what is no XML is left alone",
    arguments: ["", "<", "<a", "</a>", "<a></b></a>", "<>", "<a b='", "<!--", "<a><![CDATA["])
  func broken(_ text: String) {
    var payload = XMLPayload(text)
    _ = payload.set("/a/b", to: "x")
    #expect(payload.text == text)
  }
}
