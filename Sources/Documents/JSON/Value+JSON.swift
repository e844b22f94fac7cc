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
///
/// Only its mutating functions see the builder itself: the others would be given a copy each time.
private struct TreeBuilder {
  /// An open container; what it holds stands apart, so that looking at a frame copies nothing.
  private struct Frame {
    var end: Int
    var start: SourcePosition
    var isObject: Bool
    /// Of the name whose value comes next.
    var nameRange: SourceRange?
  }

  private let document: JSONDocument
  private var counter = PositionCounter()
  private var stack: [Frame] = []
  /// What the open objects hold so far, the innermost last.
  private var members: [[ValueObject.Member]] = []
  /// The same of the open arrays.
  private var items: [[Value]] = []
  /// Names whose values are not complete, the innermost last.
  private var openNames: [String] = []
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
    let areUnique = !document.hasDuplicateMembers
    var index = first
    let end = document.indexAfter(index)
    while index < end {
      let node = tape[index]
      let kind = node.head & TapeNode.kindMask
      counter.advance(to: Int(node.offset), in: text)
      let start = counter.position
      if kind >= TapeNode.array {
        counter.advance(plain: 1)
        open(node, isObject: kind == TapeNode.object, at: start)
        index += 1
      } else {
        pass(node, in: text)
        let range = SourceRange(file: file, start: start, end: counter.position)
        if let top = stack.indices.last, stack[top].isObject, stack[top].nameRange == nil {
          openNames.append(name(node, text))
          stack[top].nameRange = range
          index += 1
          continue
        }
        let value = Value(Self.scalar(node, text), at: range)
        index += 1
        if stack.isEmpty { return value }
        add(value)
      }
      while let top = stack.indices.last, stack[top].end == index {
        counter.advance(to: Self.closing(counter.offset, in: text), in: text)
        counter.advance(plain: 1)
        let frame = stack.removeLast()
        let range = SourceRange(file: file, start: frame.start, end: counter.position)
        let value =
          frame.isObject
          ? Value.object(Self.object(members.removeLast(), areUnique: areUnique), at: range)
          : Value.array(items.removeLast(), at: range)
        if stack.isEmpty { return value }
        add(value)
      }
    }
    return .null
  }

  private mutating func open(_ node: TapeNode, isObject: Bool, at start: SourcePosition) {
    stack.append(Frame(end: Int(node.extent), start: start, isObject: isObject))
    if isObject {
      members.append([])
      members[members.count - 1].reserveCapacity(Int(node.extra))
    } else {
      items.append([])
      items[items.count - 1].reserveCapacity(Int(node.extra))
    }
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

  /// Adds a value to the innermost open container.
  private mutating func add(_ value: consuming Value) {
    let top = stack.count - 1
    if stack[top].isObject {
      members[members.count - 1].append(
        ValueObject.Member(
          name: openNames.removeLast(), nameRange: stack[top].nameRange, value: value))
      stack[top].nameRange = nil
    } else {
      items[items.count - 1].append(value)
    }
  }

  private static func object(
    _ members: consuming [ValueObject.Member], areUnique: Bool
  ) -> ValueObject {
    if areUnique { return ValueObject(unique: members) }
    var object = ValueObject()
    for member in members { object.set(member) }
    return object
  }

  private mutating func name(_ node: TapeNode, _ text: UnsafeBufferPointer<UInt8>) -> String {
    let name = Self.string(node, text)
    guard name.utf8.count > 15 else { return name }
    let place = Int(node.extra & 0xFF)
    if !ExactName.isSame(names[place], name) { names[place] = name }
    return names[place]
  }

  private static func string(_ node: TapeNode, _ text: UnsafeBufferPointer<UInt8>) -> String {
    let start = Int(node.offset) + 1
    let bytes = UnsafeBufferPointer(rebasing: text[start..<start + Int(node.extent)])
    guard node.head & TapeNode.escaped == 0 else {
      return String(decoding: JSONText.unescaped(bytes), as: UTF8.self)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func scalar(
    _ node: TapeNode, _ text: UnsafeBufferPointer<UInt8>
  ) -> Value.Kind {
    switch node.head & TapeNode.kindMask {
    case TapeNode.no: .bool(false)
    case TapeNode.yes: .bool(true)
    case TapeNode.string: .string(string(node, text))
    case TapeNode.number: .number(JSONNumber(checked: number(node, text)))
    default: .null
    }
  }

  private static func number(_ node: TapeNode, _ text: UnsafeBufferPointer<UInt8>) -> String {
    let start = Int(node.offset)
    let bytes = UnsafeBufferPointer(rebasing: text[start..<start + Int(node.extent)])
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The closing bracket of a container whose content ends at an offset: only blanks come before.
  private static func closing(_ offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var cursor = offset
    while cursor < text.count {
      let byte = text[cursor]
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { break }
      cursor += 1
    }
    return cursor
  }
}
