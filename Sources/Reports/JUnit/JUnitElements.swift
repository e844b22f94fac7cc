internal import Markup

/// `testcase` elements as XML, gathered until writing them is worth while.
struct JUnitElements: ~Copyable {
  private(set) var xml = TextBuffer(capacity: 2 * worthWriting)
  private var lines = JUnitLines()
  /// Whether the test case in the making has an element inside.
  private var hasChildren = false

  /// Bytes.
  private static let worthWriting = 128 << 10

  var isWorthWriting: Bool { xml.count >= Self.worthWriting }

  mutating func removeAll() {
    // One huge case must not hold its memory to the end.
    xml.removeAll(keepingAtMost: 4 * Self.worthWriting)
  }

  mutating func begin(_ name: JUnitNames.Name, time: Double) {
    xml.append(literal: "\n    <testcase classname=\"")
    xml.append(name.className, in: .value)
    xml.append(literal: "\" name=\"")
    xml.append(name.name, in: .value)
    xml.append(literal: "\" time=\"")
    Numbers.write(seconds: time, to: &xml)
    xml.append(UInt8(ascii: "\""))
    hasChildren = false
  }

  mutating func end() {
    xml.append(hasChildren ? "\n    </testcase>" : "/>")
  }

  @inline(__always)
  mutating func add(_ problem: JUnitCase.Problem, _ write: (inout JUnitLines) -> Void) {
    let element = problem.kind.rawValue
    open(element, type: problem.type, message: problem.message)
    lines.removeAll()
    write(&lines)
    close(element)
  }

  mutating func add(_ rerun: JUnitCase.Rerun) {
    open(rerun.element, type: rerun.type, message: rerun.message)
    xml.append("><stackTrace")
    lines.removeAll()
    lines.add(whole: rerun.text)
    close("stackTrace")
    xml.append("</\(rerun.element)>")
  }

  mutating func add(output: String) {
    open()
    xml.append("<system-out")
    lines.removeAll()
    lines.add(whole: output)
    close("system-out")
  }

  private mutating func open() {
    if !hasChildren { xml.append(UInt8(ascii: ">")) }
    hasChildren = true
    xml.append(literal: "\n      ")
  }

  /// Leaves the start tag open.
  private mutating func open(_ element: String, type: String, message: String) {
    open()
    xml.append(UInt8(ascii: "<"))
    xml.append(element)
    xml.append(literal: " type=\"")
    xml.append(type, in: .value)
    xml.append(literal: "\" message=\"")
    xml.append(message, in: .value)
    xml.append(UInt8(ascii: "\""))
  }

  /// Puts the lines inside, if there are any, and ends the element.
  private mutating func close(_ element: String) {
    guard lines.text.count > 0 else {
      xml.append("/>")
      return
    }
    xml.append(UInt8(ascii: ">"))
    xml.append(lines.text, in: .content)
    xml.append("</")
    xml.append(element)
    xml.append(UInt8(ascii: ">"))
  }
}
