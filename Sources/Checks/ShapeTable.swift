import Contracts
import Documents
import Evidence

/// The shapes that bodies were found to have so far, worked out once for all answers.
final class ShapeTable: Sendable {
  /// The members of a shape, in flat lists of numbers: every member of every answer is looked up in one, so
  /// that this must count no references.
  struct Members: Sendable {
    struct Member: Sendable {
      /// `KeyHash` of the name.
      var hash: UInt32
      /// Where the name stands in `names`.
      var name: Range<Int>
      /// The shape of its value.
      var shape: Int
      /// The number of its first property; nil where no model declares it.
      var property: Int?
      /// Where those of further models stand in `others`.
      var others: Range<Int>
    }

    /// In the order of the file.
    private(set) var list: [Member] = []
    /// The members' names as UTF-8, one after the other.
    private var names: [UInt8] = []
    /// Numbers of properties.
    private(set) var others: [Int] = []
    /// Places in `list` by hash: open addressing over a power of two, −1 where nothing is; empty
    /// where there are no members.
    private var slots: [Int32] = []

    var isEmpty: Bool { list.isEmpty }

    init(_ declared: [Entry.Declared]) {
      for member in declared {
        list.append(
          Member(
            hash: KeyHash.of(member.name),
            name: names.count..<names.count + member.name.utf8.count, shape: member.shape,
            property: member.properties.first,
            others: others.count..<others.count + max(0, member.properties.count - 1)))
        names += member.name.utf8
        others += member.properties.dropFirst()
      }
      var size = list.isEmpty ? 0 : 4
      while size < list.count * 2 { size *= 2 }
      slots = [Int32](repeating: -1, count: size)
      for (place, member) in list.enumerated() {
        var slot = Int(member.hash) & (size - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
        slots[slot] = Int32(clamping: place)
      }
    }

    /// The place in the list of the name at a tape index; nil where it is not declared.
    ///
    /// - Parameter expected: the place that is tried first: objects mostly list their members in the
    ///   order of the definition.
    @inline(__always)
    func place(
      of name: Int, in document: JSONDocument, _ tape: Span<TapeNode>, _ bytes: Span<UInt8>,
      expected: Int
    ) -> Int? {
      let list = list.span
      let node = tape[name]
      if expected < list.count, list[expected].hash == node.extra,
        node.head & TapeNode.escaped == 0
      {
        let start = Int(node.offset) + 1
        let text = bytes.extracting(start..<start + Int(node.extent))
        if ByteSearch.isSame(names.span.extracting(list[expected].name), text) { return expected }
      }
      return found(name, in: document, tape, bytes)
    }

    private func found(
      _ name: Int, in document: JSONDocument, _ tape: Span<TapeNode>, _ bytes: Span<UInt8>
    ) -> Int? {
      guard !slots.isEmpty else { return nil }
      let node = tape[name]
      if node.head & TapeNode.escaped != 0 {
        let text = JSONNode(document: document, index: name).stringBytes ?? []
        return place(of: node.extra, text.span)
      }
      let start = Int(node.offset) + 1
      let text = bytes.extracting(start..<start + Int(node.extent))
      return place(of: node.extra, text)
    }

    private func place(of hash: UInt32, _ text: Span<UInt8>) -> Int? {
      let slots = slots.span
      let mask = slots.count - 1
      var slot = Int(hash) & mask
      while true {
        let place = Int(slots[slot])
        if place < 0 { return nil }
        if isMember(place, hash, text) { return place }
        slot = (slot + 1) & mask
      }
    }

    @inline(__always)
    private func isMember(_ place: Int, _ hash: UInt32, _ text: Span<UInt8>) -> Bool {
      let list = list.span
      guard list[place].hash == hash else { return false }
      return ByteSearch.isSame(names.span.extracting(list[place].name), text)
    }
  }

  /// A shape whose parts are numbers of further shapes.
  final class Entry: Sendable {
    let members: Members
    let items: Int?
    let additional: Int?
    let hasAlternatives: Bool
    let isClosedWorld: Bool
    /// What it was made from.
    let shape: ModelIndex.Shape

    /// A name, the shape of its value and its properties' numbers, one for each model that declares it.
    typealias Declared = (name: String, shape: Int, properties: [Int])

    init(declared: [Declared], items: Int?, additional: Int?, shape: ModelIndex.Shape) {
      members = Members(declared)
      hasAlternatives = !shape.alternatives.isEmpty
      isClosedWorld = shape.isClosedWorld
      self.items = items
      self.additional = additional
      self.shape = shape
    }
  }

  /// What is known at one moment.
  struct Snapshot: Sendable {
    /// By number; nil where nobody asked yet.
    var entries: [Entry?] = []
    var properties: [SchemaWalk.Property] = []
    /// That none of the properties was seen, by number.
    var unseen: [UInt8] = []
  }

  private struct State {
    var known = Snapshot()
    /// By number: the schemas that all hold for a value.
    var schemas: [[JSONPointer]] = []
    var numbers: [[JSONPointer]: Int] = [:]
    /// How many of the numbers stand for values that keep to alternatives.
    var combinations = 0
    var propertyNumbers: [SchemaWalk.Property: Int] = [:]
    /// What was told of the properties that some answer showed, none of them broken, by `states`.
    var shown: [[UInt8]: [ObligationOutcome]] = [:]
    /// The last of these: neighbouring answers mostly show the same, and comparing costs less than hashing.
    var last: (states: [UInt8], outcomes: [ObligationOutcome]) = ([], [])

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
      known.unseen.append(0)
      return known.properties.count - 1
    }
  }

  private let state = Locked(State())
  /// Combinations of alternatives that are told apart: values can have as many as there are subsets.
  private let combinationLimit: Int

  init(combinationLimit: Int = 10_000) {
    self.combinationLimit = combinationLimit
  }

  /// Sets of properties that are remembered.
  private static let shownLimit = 1_000

  /// The number of a schema's shape.
  func number(of schema: JSONPointer) -> Int {
    state.withLock { $0.number(of: [schema]) }
  }

  /// What is known of all shapes.
  var known: Snapshot { state.withLock { $0.known } }

  /// The number of the shape that a value has which also keeps to some alternatives; nil where they add
  /// nothing, or where too many combinations were seen to remember another one.
  func number(of number: Int, with alternatives: [JSONPointer]) -> Int? {
    state.withLock { state in
      guard state.schemas.indices.contains(number) else { return nil }
      let own = state.schemas[number]
      let added = alternatives.filter { !own.contains($0) }
      if added.isEmpty { return nil }
      if let known = state.numbers[own + added] { return known }
      guard state.combinations < combinationLimit else { return nil }
      state.combinations += 1
      return state.number(of: own + added)
    }
  }

  /// Works out a shape that nobody asked for before, and tells what is known then.
  func resolve(_ number: Int, in index: ModelIndex) -> Snapshot {
    state.withLock { state in
      guard state.schemas.indices.contains(number), state.known.entries[number] == nil else {
        return state.known
      }
      let shape = index.shape(of: state.schemas[number])
      var declared: [Entry.Declared] = []
      for name in shape.order {
        guard let property = shape.properties[name] else { continue }
        declared.append(
          (
            name, state.number(of: property.schemas),
            property.models.map { state.number(of: SchemaWalk.Property(model: $0, name: name)) }
          ))
      }
      state.known.entries[number] = Entry(
        declared: declared, items: shape.items.map { state.number(of: [$0]) },
        additional: shape.additional.map { state.number(of: [$0]) }, shape: shape)
      return state.known
    }
  }

  /// The outcomes of the properties that an answer showed, by their ids.
  ///
  /// - Parameter states: by the property's number: 0 not seen, 1 seen, 2 seen and broken.
  /// - Parameter reason: what is said of those that were broken.
  func outcomes(_ states: [UInt8], reason: String?) -> [ObligationOutcome] {
    let isWhole = !states.contains(2)
    return state.withLock { state in
      if isWhole, state.last.states == states { return state.last.outcomes }
      if isWhole, let known = state.shown[states] {
        state.last = (states, known)
        return known
      }
      var outcomes: [ObligationOutcome] = []
      for (number, seen) in states.enumerated() where seen > 0 {
        let property = state.known.properties[number]
        let id = Contract.ObligationID.property(property.model, property.name)
        outcomes.append(
          seen == 2
            ? ObligationOutcome(id: id, state: .failed, reason: reason)
            : ObligationOutcome(id: id, state: .discharged))
      }
      outcomes.sort { $0.id < $1.id }
      if isWhole, state.shown.count < Self.shownLimit { state.shown[states] = outcomes }
      return outcomes
    }
  }
}
