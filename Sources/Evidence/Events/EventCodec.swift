package import Documents

/// How a value of one type stands in an event stream: written, read and described in one place.
package struct EventCodec<Subject>: Sendable {
  let write: @Sendable (Subject, inout [UInt8]) -> Void
  let read: @Sendable (JSONNode) throws(EventFault) -> Subject
  package let shape: EventShape

  init(
    shape: EventShape, write: @escaping @Sendable (Subject, inout [UInt8]) -> Void,
    read: @escaping @Sendable (JSONNode) throws(EventFault) -> Subject
  ) {
    self.shape = shape
    self.write = write
    self.read = read
  }
}

/// What the schema says of a value, with the records that it refers to.
package struct EventShape: Sendable {
  package var schema: Value
  package var records: [EventRecordShape]

  init(_ schema: [(String, Value)], records: [EventRecordShape] = []) {
    self.schema = .object(schema)
    self.records = records
  }

  static func type(_ name: String) -> EventShape { EventShape([("type", .string(name))]) }
}

/// Why a line of a stream is none of ours.
package struct EventFault: Error, Sendable, Hashable {
  /// What is wrong, in one sentence without a final full stop.
  package var message: String
  /// Where in its line, counted from 1.
  package var column: Int

  package init(_ message: String, at node: JSONNode) {
    self.message = message
    column = node.position.column
  }

  static func expected(_ what: String, at node: JSONNode) -> EventFault {
    EventFault("\(what) is expected here, not \(node.kind.rawValue)", at: node)
  }
}

extension EventCodec where Subject == String {
  package static var string: EventCodec {
    EventCodec(
      shape: .type("string"), write: { text, bytes in JSONWriter.append(text, to: &bytes) },
      read: { (node) throws(EventFault) in
        guard let text = node.string else { throw .expected("a string", at: node) }
        return text
      })
  }
}

extension EventCodec where Subject == Bool {
  package static var bool: EventCodec {
    EventCodec(
      shape: .type("boolean"),
      write: { flag, bytes in bytes += Array((flag ? "true" : "false").utf8) },
      read: { (node) throws(EventFault) in
        guard let flag = node.bool else { throw .expected("true or false", at: node) }
        return flag
      })
  }
}

extension EventCodec where Subject == Int {
  package static var integer: EventCodec {
    EventCodec(
      shape: .type("integer"),
      write: { number, bytes in bytes.append(contentsOf: String(number).utf8) },
      read: { (node) throws(EventFault) in
        guard let number = node.number?.integer else {
          throw .expected("an integer of 64 bits", at: node)
        }
        return number
      })
  }
}

extension EventCodec where Subject == UInt64 {
  package static var unsigned: EventCodec {
    EventCodec(
      shape: EventShape([("type", .string("integer")), ("minimum", .integer(0))]),
      write: { number, bytes in bytes.append(contentsOf: String(number).utf8) },
      read: { (node) throws(EventFault) in
        guard let number = node.number.flatMap({ UInt64($0.text) }) else {
          throw .expected("a natural number of 64 bits", at: node)
        }
        return number
      })
  }
}

extension EventCodec where Subject == Double {
  /// The shortest number that is read as the same one; what is none stands as a string.
  package static var number: EventCodec {
    EventCodec(
      shape: EventShape([
        ("type", .array([.string("number"), .string("string")])),
        ("pattern", .string("^(-?inf|nan)$")),
      ]),
      write: { number, bytes in
        if number.isFinite {
          bytes.append(contentsOf: "\(number)".utf8)
        } else {
          JSONWriter.append("\(number)", to: &bytes)
        }
      },
      read: { (node) throws(EventFault) in
        if let number = node.number { return number.double }
        switch node.string {
        case "inf": return .infinity
        case "-inf": return -.infinity
        case "nan": return .nan
        default: throw .expected("a number", at: node)
        }
      })
  }
}

extension EventCodec where Subject == [UInt8] {
  /// As `{"text": …}` where the bytes are UTF-8, else as `{"base64": …}`.
  package static var bytes: EventCodec {
    let text = Value.object([("type", .string("string"))])
    let base64 = Value.object([
      ("type", .string("string")), ("contentEncoding", .string("base64")),
    ])
    return EventCodec(
      shape: EventShape([
        ("type", .string("object")),
        ("properties", .object([("text", text), ("base64", base64)])),
        ("minProperties", .integer(1)), ("maxProperties", .integer(1)),
        ("additionalProperties", .bool(false)),
      ]),
      write: { content, bytes in
        if let text = String(validating: content, as: UTF8.self) {
          bytes.append(contentsOf: #"{"text":"#.utf8)
          JSONWriter.append(text, to: &bytes)
        } else {
          bytes.append(contentsOf: #"{"base64":""#.utf8)
          bytes.append(contentsOf: Base64.encode(content).utf8)
          bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: "}"))
      },
      read: { (node) throws(EventFault) in
        if let text = node["text"]?.stringBytes { return text }
        guard let text = node["base64"]?.stringBytes, let bytes = Base64.decode(text) else {
          throw .expected(#"{"text": …} or {"base64": …}"#, at: node)
        }
        return bytes
      })
  }
}

extension EventCodec {
  /// A value of a closed list of words.
  package static func word() -> EventCodec
  where Subject: RawRepresentable<String> & CaseIterable & Sendable {
    let words = Subject.allCases.map(\.rawValue)
    return EventCodec(
      shape: EventShape([("enum", .array(words.map { .string($0) }))]),
      write: { word, bytes in JSONWriter.append(word.rawValue, to: &bytes) },
      read: { (node) throws(EventFault) in
        guard let text = node.string else { throw .expected("a word", at: node) }
        guard let word = Subject(rawValue: text) else {
          throw EventFault(
            "\(JSONWriter.quoted(text)) is none of \(words.joined(separator: ", "))", at: node)
        }
        return word
      })
  }

  package static func array<Item>(_ item: EventCodec<Item>) -> EventCodec where Subject == [Item] {
    EventCodec(
      shape: EventShape(
        [("type", .string("array")), ("items", item.shape.schema)], records: item.shape.records),
      write: { items, bytes in
        bytes.append(UInt8(ascii: "["))
        for (place, value) in items.enumerated() {
          if place > 0 { bytes.append(UInt8(ascii: ",")) }
          item.write(value, &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
      },
      read: { (node) throws(EventFault) in
        guard node.kind == .array else { throw .expected("an array", at: node) }
        var items: [Item] = []
        for value in node.items { items.append(try item.read(value)) }
        return items
      })
  }

  /// An object whose names are not known beforehand, in the order of their names.
  package static func map<Item>(_ item: EventCodec<Item>) -> EventCodec
  where Subject == [String: Item] {
    EventCodec(
      shape: EventShape(
        [("type", .string("object")), ("additionalProperties", item.shape.schema)],
        records: item.shape.records),
      write: { items, bytes in
        bytes.append(UInt8(ascii: "{"))
        for (place, pair) in items.sorted(by: { $0.key < $1.key }).enumerated() {
          if place > 0 { bytes.append(UInt8(ascii: ",")) }
          JSONWriter.append(pair.key, to: &bytes)
          bytes.append(UInt8(ascii: ":"))
          item.write(pair.value, &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
      },
      read: { (node) throws(EventFault) in
        guard node.kind == .object else { throw .expected("an object", at: node) }
        var items: [String: Item] = [:]
        for (name, value) in node.members { items[name] = try item.read(value) }
        return items
      })
  }

  /// The codec of another type that is one to one with this one.
  package func map<Other>(
    to wrap: @escaping @Sendable (Subject) -> Other?,
    from unwrap: @escaping @Sendable (Other) -> Subject, expected: String
  ) -> EventCodec<Other> {
    EventCodec<Other>(
      shape: shape, write: { other, bytes in write(unwrap(other), &bytes) },
      read: { (node) throws(EventFault) in
        guard let other = wrap(try read(node)) else { throw .expected(expected, at: node) }
        return other
      })
  }
}

extension EventCodec where Subject == JSONPointer {
  package static var pointer: EventCodec {
    EventCodec<String>.string.map(
      to: { JSONPointer(parsing: $0) }, from: { "\($0)" }, expected: "a JSON Pointer")
  }
}
