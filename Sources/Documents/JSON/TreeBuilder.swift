/// Builds a tree without recursion: the tape is in the order of the text, so one pass with a stack
/// of the open containers is enough.
///
/// Pointers here are sound because the tape of a `JSONDocument` is complete: each index below the end
/// of a value has a node, and each node's text lies inside of the bytes, which zeros follow. All
/// memory is reached through the document, which outlives the builder. Definitions have tens of
/// thousands of values, so that checks at each step are felt.
struct TreeBuilder: ~Copyable {
  /// An open container.
  private struct Frame {
    var end = 0
    /// How many members or items were there before its own.
    var first = 0
    var start = SourcePosition(line: 1, column: 1)
    var isObject = false
    /// Of its name, where it is a member itself.
    var nameRange: SourceRange?
  }

  private let file: SourceFile
  private let areUnique: Bool
  private let base: UnsafePointer<UInt8>
  private let tape: UnsafePointer<TapeNode>
  private var place: TextPlace
  /// Of members.
  private var labels: TextPool<String>
  /// Of values.
  private var texts: TextPool<ValueContent.Text>
  private var frames = Pile<Frame>()
  /// The names of the open containers that are members, the innermost last.
  private var names = Pile<String>()
  /// What the open objects hold so far, the innermost's last.
  private var members = Pile<ValueObject.Member>()
  /// The same of the open arrays.
  private var items = Pile<Value>()

  private init(
    _ root: JSONNode, _ base: UnsafePointer<UInt8>, _ tape: UnsafePointer<TapeNode>
  ) {
    let document = root.document
    file = document.file
    areUnique = !document.hasDuplicateMembers
    self.base = base
    self.tape = tape
    place = TextPlace(at: Int(tape[root.index].offset), root.position)
    let count = document.indexAfter(root.index) - root.index
    labels = TextPool(base, forNodes: count)
    texts = TextPool(base, forNodes: count)
  }

  static func build(_ root: JSONNode) -> Value {
    let document = root.document
    return document.bytes.withUnsafeBufferPointer { bytes in
      document.tape.withUnsafeBufferPointer { tape in
        guard let base = bytes.baseAddress, let nodes = tape.baseAddress else { return .null }
        var builder = TreeBuilder(root, base, nodes)
        return builder.build(from: root.index)
      }
    }
  }

  private mutating func build(from first: Int) -> Value {
    var index = first
    var top = Frame()
    while true {
      var name = ""
      var nameRange: SourceRange?
      if top.isObject {
        let node = tape[index]
        index &+= 1
        nameRange = pass(node)
        name = labels.text(node, hash: node.extra)
      }
      let node = tape[index]
      index &+= 1
      var value: Value
      if node.head & TapeNode.kindMask >= TapeNode.array {
        frames.push(top)
        if top.isObject { names.push(consume name) }
        top = open(node, nameRange)
        if index < top.end { continue }
        value = closed(top)
        (name, nameRange) = leave(&top)
      } else {
        let range = pass(node)
        value = Value(content: scalar(node), at: range)
      }
      // What is complete may be the last part of what is around it.
      while true {
        if frames.count == 0 { return value }
        add(consume value, consume name, nameRange, to: top)
        if index < top.end { break }
        value = closed(top)
        (name, nameRange) = leave(&top)
      }
    }
  }

  @inline(__always)
  private mutating func add(
    _ value: consuming Value, _ name: consuming String, _ nameRange: SourceRange?,
    to container: borrowing Frame
  ) {
    if container.isObject {
      members.push(ValueObject.Member(name: name, nameRange: nameRange, value: value))
    } else {
      items.push(value)
    }
  }

  /// Goes on in what is around a container, and gives that one's name.
  @inline(__always)
  private mutating func leave(_ container: inout Frame) -> (name: String, range: SourceRange?) {
    let range = container.nameRange
    container = frames.pop()
    return (container.isObject ? names.pop() : "", range)
  }

  private mutating func open(_ node: TapeNode, _ nameRange: SourceRange?) -> Frame {
    place.move(to: Int(node.offset), in: base)
    let isObject = node.head & TapeNode.kindMask == TapeNode.object
    let frame = Frame(
      end: Int(node.extent), first: isObject ? members.count : items.count,
      start: place.position, isObject: isObject, nameRange: nameRange)
    place.offset &+= 1
    return frame
  }

  /// The container whose parts are all complete.
  private mutating func closed(_ frame: borrowing Frame) -> Value {
    place.moveToBracket(in: base)
    place.offset &+= 1
    let range = SourceRange(file: file, start: frame.start, end: place.position)
    guard frame.isObject else { return .array(items.take(from: frame.first), at: range) }
    let count = members.count &- frame.first
    guard count > 0 else { return .object(ValueObject(), at: range) }
    if areUnique {
      return .object(
        ValueObject(moving: members.letGo(from: frame.first), count: count), at: range)
    }
    var object = ValueObject()
    for member in members.take(from: frame.first) { object.set(member) }
    return .object(object, at: range)
  }

  /// Passes a scalar or a name, and gives its range. No line ends in there: JSON writes such
  /// characters as escapes.
  @inline(__always)
  private mutating func pass(_ node: TapeNode) -> SourceRange {
    place.move(to: Int(node.offset), in: base)
    let start = place.position
    let quotes = node.head & TapeNode.kindMask == TapeNode.string ? 2 : 0
    let count = Int(node.extent) &+ quotes
    if node.head & TapeNode.wide != 0 { place.passContinuations(in: base, count: count) }
    place.offset &+= count
    return SourceRange(file: file, start: start, end: place.position)
  }

  @inline(__always)
  private mutating func scalar(_ node: TapeNode) -> ValueContent {
    switch node.head & TapeNode.kindMask {
    case TapeNode.no: .bool(ValueContent.Flag.of(false))
    case TapeNode.yes: .bool(ValueContent.Flag.of(true))
    case TapeNode.string: .string(texts.text(node))
    case TapeNode.number: .number(texts.text(node))
    default: .null
    }
  }
}
