package import Documents

/// How the values of one type stand in a stream as objects: their fields, each named once.
///
/// A field is added by one line here. Tests compare the fields with the type's stored properties.
package struct EventRecord<Subject: Sendable>: Sendable {
  package let name: String
  /// What it is, in one sentence.
  let note: String
  /// What reading starts from.
  package let blank: Subject
  package let fields: [EventField<Subject>]

  package init(
    _ name: String, _ note: String, blank: Subject, _ fields: [EventField<Subject>]
  ) {
    self.name = name
    self.note = note
    self.blank = blank
    self.fields = fields
  }

  package var codec: EventCodec<Subject> {
    EventCodec(
      shape: EventShape(
        [("$ref", .string("#/$defs/\(name)"))], records: [shape]),
      write: { subject, bytes in append(subject, to: &bytes) },
      read: { (node) throws(EventFault) in try read(node) })
  }

  /// Writes the object; `leading` are members that stand first, for instance `"event":"case"`.
  package func append(_ subject: Subject, leading: String = "", to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    bytes.append(contentsOf: leading.utf8)
    for field in fields { field.write(subject, &bytes) }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Members that are no fields are not looked at: a later version may have added them.
  package func read(_ node: JSONNode) throws(EventFault) -> Subject {
    guard node.kind == .object else { throw .expected("an object", at: node) }
    var subject = blank
    for field in fields {
      let value = node[field.name]
      guard value != nil || !field.isRequired else {
        throw EventFault("the member `\(field.name)` is missing", at: node)
      }
      if let value { try field.read(value, &subject) }
    }
    return subject
  }

  package var shape: EventRecordShape {
    EventRecordShape(
      name: name, note: note,
      fields: fields.map { field in
        EventRecordShape.Field(
          name: field.name, note: field.note, isRequired: field.isRequired,
          schema: field.shape.schema)
      },
      records: fields.flatMap(\.shape.records))
  }
}

/// One field of a record.
package struct EventField<Subject>: Sendable {
  package let name: String
  /// What it says, in one sentence.
  let note: String
  let isRequired: Bool
  let shape: EventShape
  /// Writes the member with its name; nothing where an optional one is nil.
  let write: @Sendable (Subject, inout [UInt8]) -> Void
  let read: @Sendable (JSONNode, inout Subject) throws(EventFault) -> Void

  /// A field that is always written.
  ///
  /// - Parameter since: the minor version that added it; streams of earlier ones lack it, and then
  ///   the blank's value stands.
  package init<Content>(
    _ name: String, _ path: any WritableKeyPath<Subject, Content> & Sendable,
    _ codec: EventCodec<Content>, since: Int = 0, _ note: String
  ) {
    let head = EventField.head(name)
    self.name = name
    self.note = note
    isRequired = since == 0
    shape = codec.shape
    write = { subject, bytes in
      EventField.start(head, &bytes)
      codec.write(subject[keyPath: path], &bytes)
    }
    read = { (node, subject) throws(EventFault) in
      subject[keyPath: path] = try codec.read(node)
    }
  }

  /// A field that is left out where it is nil.
  package init<Content>(
    _ name: String, optional path: any WritableKeyPath<Subject, Content?> & Sendable,
    _ codec: EventCodec<Content>, _ note: String
  ) {
    let head = EventField.head(name)
    self.name = name
    self.note = note
    isRequired = false
    shape = codec.shape
    write = { subject, bytes in
      guard let content = subject[keyPath: path] else { return }
      EventField.start(head, &bytes)
      codec.write(content, &bytes)
    }
    read = { (node, subject) throws(EventFault) in
      subject[keyPath: path] = try codec.read(node)
    }
  }

  private static func head(_ name: String) -> [UInt8] {
    Array("\(JSONWriter.quoted(name)):".utf8)
  }

  private static func start(_ head: [UInt8], _ bytes: inout [UInt8]) {
    // No value ends in an opening brace, so that one right before is this object's.
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    bytes.append(contentsOf: head)
  }
}

/// What the schema and the documentation say of a record.
package struct EventRecordShape: Sendable {
  package struct Field: Sendable {
    package var name: String
    package var note: String
    package var isRequired: Bool
    package var schema: Value
  }

  package var name: String
  package var note: String
  package var fields: [Field]
  /// Those that its fields refer to.
  package var records: [EventRecordShape]
}
