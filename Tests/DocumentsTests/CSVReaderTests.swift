import Documents
import Testing

@Suite("CSV") struct CSVReaderTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    /// The rows as JSON.
    var rows: String
  }

  static let rows: [Row] = [
    Row(testDescription: "plain", text: "a,b\r\n1,2\r\n", rows: #"[{"a":"1","b":"2"}]"#),
    Row(
      testDescription: "no end of the last line", text: "a\n1\n2", rows: #"[{"a":"1"},{"a":"2"}]"#),
    Row(testDescription: "lines end with CR", text: "a,b\r1,2\r", rows: #"[{"a":"1","b":"2"}]"#),
    Row(testDescription: "only a header", text: "a,b", rows: "[]"),
    Row(testDescription: "empty cells", text: "a,b,c\n,,\n", rows: #"[{"a":"","b":"","c":""}]"#),
    Row(
      testDescription: "commas, quotes and line ends between quotes",
      text: "a,b\n\"x, y\",\"he said \"\"no\"\"\r\nand left\"\n",
      rows: #"[{"a":"x, y","b":"he said \"no\"\r\nand left"}]"#),
    Row(testDescription: "an empty cell between quotes", text: "a\n\"\"\n", rows: #"[{"a":""}]"#),
    Row(
      testDescription: "an empty line of one column is an empty cell", text: "a\n\n1\n",
      rows: #"[{"a":""},{"a":"1"}]"#),
    Row(testDescription: "blanks stay", text: "a, b\n 1 , 2\n", rows: #"[{"a":" 1 "," b":" 2"}]"#),
    Row(testDescription: "a byte order mark", text: "\u{FEFF}a\n1\n", rows: #"[{"a":"1"}]"#),
    Row(
      testDescription: "a quote with a mark on it", text: "a\n\"x\u{301}\"\n",
      rows: "[{\"a\":\"x\u{301}\"}]"),
  ]

  @Test("reads", arguments: rows) func reads(_ row: Row) throws {
    let table = try CSVReader.read(Array(row.text.utf8), file: SourceFile(name: "a.csv"))
    #expect(JSONWriter.text(.array(table.values)) == row.rows)
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var complaint: String

    init(_ name: String, _ text: String, _ complaint: String) {
      testDescription = name
      bytes = Array(text.utf8)
      self.complaint = complaint
    }

    init(_ name: String, bytes: [UInt8], _ complaint: String) {
      testDescription = name
      self.bytes = bytes
      self.complaint = complaint
    }
  }

  static let refused: [Refused] = [
    Refused(
      "nothing", "",
      "a.csv:1:1: error: a column has no name; name every column in the first line [csv-header]"),
    Refused(
      "a name twice", "a,b,a\n",
      "a.csv:1:5: error: two columns are named `a`; rename one; the other is at a.csv:1:1 [csv-header]"
    ),
    Refused(
      "too few cells", "a,b\n1,2\n3\n",
      "a.csv:3:1: error: the row has 1 cell, the header 2; put a cell that holds a comma between quotes [csv-cells]"
    ),
    Refused(
      "too many cells", "a\n1,2\n",
      "a.csv:2:1: error: the row has 2 cells, the header 1; put a cell that holds a comma between quotes [csv-cells]"
    ),
    Refused(
      "an empty line", "a,b\n1,2\n\n3,4\n",
      "a.csv:3:1: error: the line is empty; remove it, or write its 2 cells [csv-cells]"),
    Refused(
      "never closed", "a,b\n1,\"2\n3\n",
      "a.csv:2:3: error: the quote is never closed; close it with `\"` [csv-quote]"),
    Refused(
      "a quote in the middle", "a\nx\"y\n",
      "a.csv:2:2: error: there is a quote in a cell that does not start with one; put the whole cell between quotes, and write each quote in it twice [csv-quote]"
    ),
    Refused(
      "text after a quote, in the third line of the file", "a\n\"x\ny\"z\n",
      "a.csv:3:3: error: there is text after the closing quote; write a quote inside a quoted cell twice [csv-quote]"
    ),
    Refused(
      "no UTF-8", bytes: [0x61, 0x0A, 0xFF],
      "a.csv:1:1: error: a.csv is not UTF-8; save it as UTF-8 [csv-encoding]"),
    Refused(
      "too many columns", String(repeating: ",", count: CSVReader.columnLimit),
      "a.csv:1:1025: error: a line has more than 1024 cells; split the file [csv-too-large]"),
  ]

  @Test("refuses, with the place", arguments: refused) func refuses(_ row: Refused) {
    let error = #expect(throws: InvalidInput.self) {
      _ = try CSVReader.read(row.bytes, file: SourceFile(name: "a.csv"))
    }
    #expect(error?.description == row.complaint)
  }

  @Test("places of cells") func places() throws {
    let text = "a,b\n\"x\ny\",é2\n"
    let table = try CSVReader.read(Array(text.utf8), file: SourceFile(name: "a.csv"))
    #expect(table.rows.map { $0.map { "\($0.range)" } } == [["a.csv:2:1", "a.csv:3:4"]])
    #expect(table.values.map { $0.range.map { "\($0)" } } == ["a.csv:2:1"])
  }

  @Test("any bytes are read or refused, and what is written is read again")
  func anything() {
    var state: UInt64 = 1
    let letters = Array("a,\"\r\n\u{301}é".utf8) + [0, 0xFF]
    for _ in 0..<5_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      var word = state
      let bytes = (0..<Int(state >> 58)).map { _ in
        word = word &* 6_364_136_223_846_793_005 &+ 1
        return letters[Int(word >> 40) % letters.count]
      }
      let file = SourceFile(name: "a.csv")
      guard let table = try? CSVReader.read(bytes, file: file) else { continue }
      let written = ([table.header] + table.rows).map { row in
        row.map { Self.quoted($0.text) }.joined(separator: ",")
      }.joined(separator: "\r\n")
      let again = try? CSVReader.read(Array(written.utf8), file: file)
      #expect(again?.rows.map { $0.map(\.text) } == table.rows.map { $0.map(\.text) })
    }
  }

  /// By scalars, because a combining mark may follow a quote.
  private static func quoted(_ text: String) -> String {
    var result = "\"".unicodeScalars
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result.append(scalar) }
      result.append(scalar)
    }
    result.append("\"")
    return String(result)
  }
}
