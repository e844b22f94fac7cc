import Documents

extension Contract.Model {
  /// The properties of a model: as they were given, or worked out when they are first asked for. A definition
  /// has thousands, and whoever sends requests wants none of them.
  final class Properties: Sendable {
    /// A class, as what is worked out once is kept by reference.
    private final class List: Sendable {
      let properties: [Property]

      init(_ properties: [Property]) { self.properties = properties }
    }

    /// The schema's `properties`; nil where the list was given.
    private let source: SpecObject?
    private let required: [String]
    private let known = LazyReference<List>()

    init(_ properties: [Property]) {
      source = nil
      required = []
      _ = known.storeIfNil(List(properties))
    }

    /// - Parameters:
    ///   - source: the `properties` of a schema, each of which is an object and no reference.
    ///   - required: the names in `required`.
    init(plain source: SpecObject, required: [String]) {
      self.source = source
      self.required = required
    }

    /// In the order of the file.
    var list: [Property] {
      if let known = known.load() { return known.properties }
      guard let source else { return [] }
      let required = NameList(required)
      let list = source.members.map { member in
        Property(
          member,
          schema: Contract.SchemaReference(
            pointer: source.pointer.appending(member.name), standing: member.value),
          of: required)
      }
      return known.storeIfNil(List(list)).properties
    }
  }
}

extension Contract.Model.Property {
  /// - Parameters:
  ///   - member: of the `properties` of a schema.
  ///   - required: the names that the schema requires.
  init(_ member: ValueObject.Member, schema: Contract.SchemaReference, of required: NameList) {
    self.init(
      name: member.name, schema: schema, isRequired: required.contains(member.name),
      range: member.nameRange ?? member.value.range)
  }
}
