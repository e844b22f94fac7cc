import Documents

/// The shapes that bodies were found to have so far, worked out once for all answers.
final class ShapeTable: Sendable {
  /// A shape whose parts are numbers of further shapes.
  struct Entry: Sendable {
    struct Member: Sendable {
      /// The shape of its value.
      var shape: Int
      /// Numbers of its properties, one for each model that declares it.
      var properties: [Int]
    }

    var members: [String: Member]
    var items: Int?
    var additional: Int?
    /// What it was made from.
    var shape: ModelIndex.Shape
  }

  /// What is known at one moment.
  struct Snapshot: Sendable {
    /// By number; nil where nobody asked yet.
    var entries: [Entry?] = []
    var properties: [SchemaWalk.Property] = []
  }

  private struct State {
    var known = Snapshot()
    /// By number: the schemas that all hold for a value.
    var schemas: [[JSONPointer]] = []
    var numbers: [[JSONPointer]: Int] = [:]
    var propertyNumbers: [SchemaWalk.Property: Int] = [:]

    mutating func number(of schemas: [JSONPointer]) -> Int {
      if let number = numbers[schemas] { return number }
      numbers[schemas] = self.schemas.count
      self.schemas.append(schemas)
      known.entries.append(nil)
      return self.schemas.count - 1
    }

    mutating func number(of property: SchemaWalk.Property) -> Int {
      if let number = propertyNumbers[property] { return number }
      propertyNumbers[property] = known.properties.count
      known.properties.append(property)
      return known.properties.count - 1
    }
  }

  private let state = Locked(State())

  /// The number of a schema's shape, and what is known of all shapes.
  func number(of schema: JSONPointer) -> (number: Int, known: Snapshot) {
    state.withLock { state in
      let number = state.number(of: [schema])
      return (number, state.known)
    }
  }

  /// The number of the shape that a value has which also keeps to some alternatives.
  func number(of number: Int, with alternatives: [JSONPointer]) -> Int? {
    state.withLock { state in
      guard state.schemas.indices.contains(number) else { return nil }
      let own = state.schemas[number]
      let added = alternatives.filter { !own.contains($0) }
      return added.isEmpty ? nil : state.number(of: own + added)
    }
  }

  /// Works out a shape that nobody asked for before, and tells what is known then.
  func resolve(_ number: Int, in index: ModelIndex) -> Snapshot {
    state.withLock { state in
      guard state.schemas.indices.contains(number), state.known.entries[number] == nil else {
        return state.known
      }
      let shape = index.shape(of: state.schemas[number])
      var members: [String: Entry.Member] = [:]
      for (name, property) in shape.properties {
        members[name] = Entry.Member(
          shape: state.number(of: property.schemas),
          properties: property.models.map {
            state.number(of: SchemaWalk.Property(model: $0, name: name))
          })
      }
      state.known.entries[number] = Entry(
        members: members, items: shape.items.map { state.number(of: [$0]) },
        additional: shape.additional.map { state.number(of: [$0]) }, shape: shape)
      return state.known
    }
  }
}
