extension Value {
  /// The whole document as a tree with ranges. Of a repeated name the last value is kept, at the
  /// place of the first; the document lists them.
  package init(_ document: JSONDocument) {
    self = document.root.value
  }
}

extension JSONNode {
  /// This value as a tree with ranges.
  package var value: Value { TreeBuilder.build(self) }
}

/// Builds a tree without recursion: the tape is in the order of the text, so one pass with a stack
/// of the open containers is enough.
private enum TreeBuilder {
  private struct Frame {
    var end: Int
    var start: SourcePosition
    var isObject: Bool
    var items: [Value] = []
    var members = ValueObject()
    var name = ""
    var nameRange: SourceRange?
  }

  static func build(_ root: JSONNode) -> Value {
    let document = root.document
    let text = document.bytes[..<document.count]
    var counter = PositionCounter()
    var stack: [Frame] = []
    var index = root.index
    let end = document.indexAfter(index)
    var done = Value.null
    while index < end {
      let node = document.tape[index]
      let place = JSONNode(document: document, index: index)
      counter.advance(to: Int(node.offset), in: text)
      let start = counter.position
      if document.isContainer(index) {
        let isObject = place.kind == .object
        counter.advance(to: Int(node.offset) + 1, in: text)
        stack.append(Frame(end: Int(node.extent), start: start, isObject: isObject))
        index += 1
      } else {
        counter.advance(to: document.endOffset(of: index), in: text)
        let range = SourceRange(file: document.file, start: start, end: counter.position)
        index += 1
        if let top = stack.indices.last, stack[top].isObject, stack[top].nameRange == nil {
          stack[top].name = place.string ?? ""
          stack[top].nameRange = range
          continue
        }
        done = scalar(place, range)
        add(done, to: &stack)
      }
      while let top = stack.last, top.end == index {
        stack.removeLast()
        counter.advance(to: closing(counter.offset, in: document) + 1, in: text)
        let range = SourceRange(file: document.file, start: top.start, end: counter.position)
        done = Value(top.isObject ? .object(top.members) : .array(top.items), at: range)
        add(done, to: &stack)
      }
    }
    return done
  }

  private static func add(_ value: Value, to stack: inout [Frame]) {
    guard let top = stack.indices.last else { return }
    if stack[top].isObject {
      stack[top].members.set(
        ValueObject.Member(
          name: stack[top].name, nameRange: stack[top].nameRange, value: value))
      stack[top].nameRange = nil
    } else {
      stack[top].items.append(value)
    }
  }

  private static func scalar(_ node: JSONNode, _ range: SourceRange) -> Value {
    switch node.kind {
    case .boolean: Value(.bool(node.bool ?? false), at: range)
    case .number: Value(node.number.map { .number($0) } ?? .null, at: range)
    case .string: Value(.string(node.string ?? ""), at: range)
    case .null, .array, .object: Value(.null, at: range)
    }
  }

  /// The closing bracket of a container whose content ends at an offset: only blanks come before.
  private static func closing(_ offset: Int, in document: JSONDocument) -> Int {
    var cursor = offset
    while cursor < document.count {
      let byte = document.bytes[cursor]
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { break }
      cursor += 1
    }
    return cursor
  }
}
