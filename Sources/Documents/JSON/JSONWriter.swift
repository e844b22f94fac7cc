/// Writes values as JSON (RFC 8259). Numbers keep their spelling, members their order; reading the
/// result gives the same value.
package enum JSONWriter {
  /// - Parameter pretty: one member or item a line, indented by two spaces, ending in a line feed.
  package static func bytes(_ value: Value, pretty: Bool = false) -> [UInt8] {
    var output = Output(pretty: pretty)
    output.write(value)
    if pretty { output.bytes.append(0x0A) }
    return output.bytes
  }

  package static func text(_ value: Value, pretty: Bool = false) -> String {
    String(decoding: bytes(value, pretty: pretty), as: UTF8.self)
  }

  /// A string with its quotes and escapes.
  package static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes a string with its quotes and escapes behind what is there.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
      case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
      case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
      case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
      case ..<0x20:
        bytes.append(contentsOf: #"\u00"#.utf8)
        bytes.append(byte < 0x10 ? 0x30 : 0x31)
        let low = byte & 15
        bytes.append(low < 10 ? 0x30 + low : 0x57 + low)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Keeps its own stack of what is open, so that no depth of a value exhausts the thread's.
  private struct Output {
    private enum Open {
      case array([Value], next: Int)
      case object(ValueObject, next: Int)
    }

    let pretty: Bool
    var bytes: [UInt8] = []
    private var stack: [Open] = []

    init(pretty: Bool) {
      self.pretty = pretty
    }

    mutating func write(_ root: Value) {
      begin(root)
      while let open = stack.popLast() {
        switch open {
        case .array(let items, let next):
          guard next < items.count else {
            close(UInt8(ascii: "]"), wasEmpty: items.isEmpty)
            continue
          }
          separate(isFirst: next == 0, depth: stack.count + 1)
          stack.append(.array(items, next: next + 1))
          begin(items[next])
        case .object(let members, let next):
          guard next < members.count else {
            close(UInt8(ascii: "}"), wasEmpty: members.isEmpty)
            continue
          }
          separate(isFirst: next == 0, depth: stack.count + 1)
          stack.append(.object(members, next: next + 1))
          write(string: members[next].name)
          bytes.append(UInt8(ascii: ":"))
          if pretty { bytes.append(0x20) }
          begin(members[next].value)
        }
      }
    }

    private mutating func begin(_ value: Value) {
      switch value.kind {
      case .null: bytes.append(contentsOf: "null".utf8)
      case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
      case .number(let number): bytes.append(contentsOf: number.text.utf8)
      case .string(let text): write(string: text)
      case .array(let items):
        bytes.append(UInt8(ascii: "["))
        stack.append(.array(items, next: 0))
      case .object(let members):
        bytes.append(UInt8(ascii: "{"))
        stack.append(.object(members, next: 0))
      }
    }

    private mutating func separate(isFirst: Bool, depth: Int) {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      if pretty { newLine(depth) }
    }

    private mutating func close(_ bracket: UInt8, wasEmpty: Bool) {
      if pretty, !wasEmpty { newLine(stack.count) }
      bytes.append(bracket)
    }

    private mutating func newLine(_ depth: Int) {
      bytes.append(0x0A)
      bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
    }

    mutating func write(string text: String) {
      JSONWriter.append(text, to: &bytes)
    }
  }
}
