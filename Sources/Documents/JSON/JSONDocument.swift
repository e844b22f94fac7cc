/// A JSON text that was read: its bytes, and a flat list of the values in them.
///
/// Immutable, so that any number of tasks may look at it at once. Strings and numbers are decoded
/// only when they are asked for.
package final class JSONDocument: Sendable {
  /// The text, followed by zero bytes.
  package let bytes: [UInt8]
  /// How many of the bytes are text.
  package let count: Int
  /// The values in the order of the text; never empty.
  package let tape: [TapeNode]
  package let file: SourceFile
  private let duplicates: [TapeBuilder.Duplicate]

  init(
    bytes: [UInt8], count: Int, tape: [TapeNode], duplicates: [TapeBuilder.Duplicate],
    file: SourceFile
  ) {
    self.bytes = bytes
    self.count = count
    self.tape = tape
    self.duplicates = duplicates
    self.file = file
  }

  package var root: JSONNode { JSONNode(document: self, index: 0) }

  package var hasDuplicateMembers: Bool { !duplicates.isEmpty }

  /// Names that an object holds more than once, in the order in which the objects end; at most the
  /// first 1000.
  package var duplicateMembers: [DuplicateMember] {
    guard !duplicates.isEmpty else { return [] }
    let last = duplicates.map { Int(tape[Int($0.second)].offset) }.max() ?? 0
    let lines = LineIndex(self, upTo: last)
    return duplicates.map { duplicate in
      DuplicateMember(
        name: JSONNode(document: self, index: Int(duplicate.first)).string ?? "",
        object: pointer(of: Int(duplicate.object)),
        first: lines.position(at: Int(tape[Int(duplicate.first)].offset)),
        second: lines.position(at: Int(tape[Int(duplicate.second)].offset)))
    }
  }

  /// Where the node starts. Takes time in proportion to its distance from the start of the text;
  /// for many nodes use a `LineIndex`.
  package func position(of node: JSONNode) -> SourcePosition {
    position(at: Int(tape[node.index].offset))
  }

  /// The position of a byte of the text.
  package func position(at offset: Int) -> SourcePosition {
    SourcePosition(offset: offset, in: bytes[..<count])
  }

  /// The JSON Pointer of a node of the tape. A member's name has its value's pointer.
  package func pointer(of target: Int) -> JSONPointer {
    var tokens: [String] = []
    var container = 0
    while container != target, isContainer(container) {
      let isObject = tape[container].head & TapeNode.kindMask == TapeNode.object
      let end = Int(tape[container].extent)
      var child = container + 1
      var position = 0
      var found: Int?
      while child < end {
        let value = isObject ? child + 1 : child
        let next = indexAfter(value)
        if target < next {
          let name = JSONNode(document: self, index: child)
          tokens.append(isObject ? name.string ?? "" : String(position))
          found = value
          break
        }
        child = next
        position += 1
      }
      guard let found, found > container else { break }
      container = found
      if target < found { break }
    }
    return JSONPointer(tokens)
  }

  func isContainer(_ index: Int) -> Bool {
    tape[index].head & TapeNode.kindMask >= TapeNode.array
  }

  /// The index of the node behind a value and all that it holds.
  package func indexAfter(_ index: Int) -> Int {
    isContainer(index) ? Int(tape[index].extent) : index + 1
  }

  /// The offset behind the last byte of a node's text.
  func endOffset(of index: Int) -> Int {
    let node = tape[index]
    let start = Int(node.offset)
    switch node.head & TapeNode.kindMask {
    case TapeNode.string: return start + Int(node.extent) + 2
    case TapeNode.array, TapeNode.object: break
    default: return start + Int(node.extent)
    }
    // What is inside was checked already, so that counting brackets outside of strings is enough.
    var depth = 0
    var cursor = start
    while cursor < count {
      switch bytes[cursor] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return cursor + 1 }
      case UInt8(ascii: "\""):
        cursor += 1
        while cursor < count, bytes[cursor] != UInt8(ascii: "\"") {
          cursor += bytes[cursor] == UInt8(ascii: "\\") ? 2 : 1
        }
      default: break
      }
      cursor += 1
    }
    return count
  }
}

/// A name that one object holds more than once (RFC 8259 §4 calls the result unpredictable).
package struct DuplicateMember: Sendable, Hashable {
  package let name: String
  /// The pointer of the object.
  package let object: JSONPointer
  /// Where the name stands first.
  package let first: SourcePosition
  /// Where it stands again.
  package let second: SourcePosition

  package init(
    name: String, object: JSONPointer, first: SourcePosition, second: SourcePosition
  ) {
    self.name = name
    self.object = object
    self.first = first
    self.second = second
  }
}
