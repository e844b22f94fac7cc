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
private struct TreeBuilder {
  private struct Frame {
    var end: Int
    var start: SourcePosition
    var isObject: Bool
    var items: [Value] = []
    var members: [ValueObject.Member] = []
    var name = ""
    var nameRange: SourceRange?
  }

  private let document: JSONDocument
  private var counter = PositionCounter()
  private var stack: [Frame] = []
  /// Names too long to be held in place, by hash: objects of one kind share theirs.
  private var names = [String](repeating: "", count: 256)

  private init(_ document: JSONDocument) {
    self.document = document
  }

  static func build(_ root: JSONNode) -> Value {
    let document = root.document
    var builder = TreeBuilder(document)
    return document.bytes.withUnsafeBufferPointer { bytes in
      document.tape.withUnsafeBufferPointer { tape in
        builder.build(
          root.index, UnsafeBufferPointer(rebasing: bytes[..<document.count]), tape)
      }
    }
  }

  private mutating func build(
    _ first: Int, _ text: UnsafeBufferPointer<UInt8>, _ tape: UnsafeBufferPointer<TapeNode>
  ) -> Value {
    let file = document.file
    var index = first
    let end = document.indexAfter(index)
    var done = Value.null
    while index < end {
      let node = tape[index]
      let kind = node.head & TapeNode.kindMask
      counter.advance(to: Int(node.offset), in: text)
      let start = counter.position
      if kind >= TapeNode.array {
        counter.advance(plain: 1)
        var frame = Frame(
          end: Int(node.extent), start: start, isObject: kind == TapeNode.object)
        if frame.isObject {
          frame.members.reserveCapacity(Int(node.extra))
        } else {
          frame.items.reserveCapacity(Int(node.extra))
        }
        stack.append(frame)
        index += 1
      } else {
        pass(node, in: text)
        let range = SourceRange(file: file, start: start, end: counter.position)
        if let top = stack.indices.last, stack[top].isObject, stack[top].nameRange == nil {
          stack[top].name = name(node, index, text)
          stack[top].nameRange = range
          index += 1
          continue
        }
        done = Value(scalar(node, index, text), at: range)
        index += 1
        add(done)
      }
      while let top = stack.indices.last, stack[top].end == index {
        counter.advance(to: closing(counter.offset, in: text), in: text)
        counter.advance(plain: 1)
        let frame = stack.removeLast()
        let range = SourceRange(file: file, start: frame.start, end: counter.position)
        done = Value(
          frame.isObject ? .object(object(frame.members)) : .array(frame.items), at: range)
        add(done)
      }
    }
    return done
  }

  /// Moves the counter from the first byte of a scalar or name behind its last one. No line ends in
  /// there: JSON writes such characters as escapes.
  private mutating func pass(_ node: TapeNode, in text: UnsafeBufferPointer<UInt8>) {
    let quotes = node.head & TapeNode.kindMask == TapeNode.string ? 2 : 0
    let count = Int(node.extent) + quotes
    if node.head & TapeNode.wide == 0 {
      counter.advance(plain: count)
    } else {
      counter.advance(to: counter.offset + count, in: text)
    }
  }

  private mutating func add(_ value: Value) {
    guard let top = stack.indices.last else { return }
    if stack[top].isObject {
      stack[top].members.append(
        ValueObject.Member(
          name: stack[top].name, nameRange: stack[top].nameRange, value: value))
      stack[top].nameRange = nil
    } else {
      stack[top].items.append(value)
    }
  }

  private func object(_ members: [ValueObject.Member]) -> ValueObject {
    guard document.hasDuplicateMembers else { return ValueObject(unique: members) }
    var object = ValueObject()
    for member in members { object.set(member) }
    return object
  }

  private mutating func name(
    _ node: TapeNode, _ index: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> String {
    let name = string(node, index, text)
    guard name.utf8.count > 15 else { return name }
    let place = Int(node.extra & 0xFF)
    if !ExactName.isSame(names[place], name) { names[place] = name }
    return names[place]
  }

  private func string(
    _ node: TapeNode, _ index: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> String {
    guard node.head & TapeNode.escaped == 0 else {
      return JSONNode(document: document, index: index).string ?? ""
    }
    let start = Int(node.offset) + 1
    let bytes = UnsafeBufferPointer(rebasing: text[start..<start + Int(node.extent)])
    return String(decoding: bytes, as: UTF8.self)
  }

  private func scalar(
    _ node: TapeNode, _ index: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> Value.Kind {
    switch node.head & TapeNode.kindMask {
    case TapeNode.no: .bool(false)
    case TapeNode.yes: .bool(true)
    case TapeNode.string: .string(string(node, index, text))
    case TapeNode.number:
      JSONNode(document: document, index: index).number.map { .number($0) } ?? .null
    default: .null
    }
  }

  /// The closing bracket of a container whose content ends at an offset: only blanks come before.
  private func closing(_ offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var cursor = offset
    while cursor < text.count {
      let byte = text[cursor]
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { break }
      cursor += 1
    }
    return cursor
  }
}
