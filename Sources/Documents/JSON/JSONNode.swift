/// A place in a `JSONDocument`: one value, or the name of a member.
package struct JSONNode: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case null, boolean, number, string, array, object
  }

  package let document: JSONDocument
  /// Into the document's tape.
  package let index: Int

  package init(document: JSONDocument, index: Int) {
    self.document = document
    self.index = index
  }

  private var node: TapeNode { document.tape[index] }

  package var kind: Kind {
    switch node.head & TapeNode.kindMask {
    case TapeNode.null: .null
    case TapeNode.no, TapeNode.yes: .boolean
    case TapeNode.number: .number
    case TapeNode.string: .string
    case TapeNode.array: .array
    default: .object
    }
  }

  package var bool: Bool? {
    switch node.head & TapeNode.kindMask {
    case TapeNode.no: false
    case TapeNode.yes: true
    default: nil
    }
  }

  package var number: JSONNumber? {
    let node = node
    guard node.head & TapeNode.kindMask == TapeNode.number else { return nil }
    let start = Int(node.offset)
    let text = document.bytes[start..<start + Int(node.extent)]
    return JSONNumber(checked: String(decoding: text, as: UTF8.self))
  }

  package var string: String? {
    let node = node
    guard node.head & TapeNode.kindMask == TapeNode.string else { return nil }
    guard node.head & TapeNode.escaped != 0 else {
      let start = Int(node.offset) + 1
      return String(decoding: document.bytes[start..<start + Int(node.extent)], as: UTF8.self)
    }
    return stringBytes.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The characters of a string as UTF-8, its escapes decoded.
  package var stringBytes: [UInt8]? {
    let node = node
    guard node.head & TapeNode.kindMask == TapeNode.string else { return nil }
    let start = Int(node.offset) + 1
    let raw = document.bytes[start..<start + Int(node.extent)]
    guard node.head & TapeNode.escaped != 0 else { return Array(raw) }
    return raw.withUnsafeBufferPointer { JSONText.unescaped($0) }
  }

  /// How many items or members a container has; 0 for every other value.
  package var count: Int {
    document.isContainer(index) ? Int(node.extra) : 0
  }

  /// The last member of that name, compared by bytes; nil where the value is no object or has none.
  /// Takes time in proportion to the number of members.
  package subscript(name: String) -> JSONNode? {
    guard node.head & TapeNode.kindMask == TapeNode.object else { return nil }
    let hash = KeyHash.of(name)
    var found: JSONNode?
    var child = index + 1
    let end = Int(node.extent)
    while child < end {
      let key = document.tape[child]
      if key.extra == hash, JSONNode(document: document, index: child).isText(name) {
        found = JSONNode(document: document, index: child + 1)
      }
      child = document.indexAfter(child + 1)
    }
    return found
  }

  private func isText(_ text: String) -> Bool {
    let node = node
    if node.head & TapeNode.escaped != 0 {
      return stringBytes?.elementsEqual(text.utf8) ?? false
    }
    let start = Int(node.offset) + 1
    return document.bytes[start..<start + Int(node.extent)].elementsEqual(text.utf8)
  }

  /// The item at a position; nil where the value is no array or has none there. Takes time in
  /// proportion to the position.
  package subscript(index position: Int) -> JSONNode? {
    guard node.head & TapeNode.kindMask == TapeNode.array, position >= 0, position < count else {
      return nil
    }
    var child = index + 1
    for _ in 0..<position { child = document.indexAfter(child) }
    return JSONNode(document: document, index: child)
  }

  package subscript(position: Int) -> JSONNode? { self[index: position] }

  /// What a JSON Pointer leads to from here (RFC 6901 §4); nil where nothing is.
  package subscript(pointer: JSONPointer) -> JSONNode? {
    var place = self
    for token in pointer.tokens {
      switch place.kind {
      case .object:
        guard let next = place[token] else { return nil }
        place = next
      case .array:
        guard let position = JSONPointer.arrayIndex(token), let next = place[position] else {
          return nil
        }
        place = next
      default:
        return nil
      }
    }
    return place
  }

  /// The items of an array; empty for every other value.
  package var items: Items { Items(self) }

  /// The members of an object in the order of the text, repeated names included; empty for every
  /// other value.
  package var members: Members { Members(self) }

  /// The pointer from the document's root to here.
  package var pointer: JSONPointer { document.pointer(of: index) }

  package var position: SourcePosition { document.position(of: self) }

  /// The source text, exactly as it stands in the document.
  package var jsonText: String {
    let text = document.bytes[Int(node.offset)..<document.endOffset(of: index)]
    return String(decoding: text, as: UTF8.self)
  }
}

extension JSONNode {
  /// Walks over an array.
  package struct Items: Sequence, IteratorProtocol, Sendable {
    private let document: JSONDocument
    private var upcoming: Int
    private let end: Int

    fileprivate init(_ node: JSONNode) {
      document = node.document
      let isArray = node.kind == .array
      upcoming = node.index + 1
      end = isArray ? node.document.indexAfter(node.index) : node.index + 1
    }

    package mutating func next() -> JSONNode? {
      guard upcoming < end else { return nil }
      defer { upcoming = document.indexAfter(upcoming) }
      return JSONNode(document: document, index: upcoming)
    }
  }

  /// Walks over an object.
  package struct Members: Sequence, IteratorProtocol, Sendable {
    private let document: JSONDocument
    private var upcoming: Int
    private let end: Int

    fileprivate init(_ node: JSONNode) {
      document = node.document
      let isObject = node.kind == .object
      upcoming = node.index + 1
      end = isObject ? node.document.indexAfter(node.index) : node.index + 1
    }

    package mutating func next() -> (name: String, value: JSONNode)? {
      guard upcoming < end else { return nil }
      let name = JSONNode(document: document, index: upcoming).string ?? ""
      let value = JSONNode(document: document, index: upcoming + 1)
      upcoming = document.indexAfter(upcoming + 1)
      return (name, value)
    }
  }
}
