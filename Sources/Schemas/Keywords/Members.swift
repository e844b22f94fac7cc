internal import Documents
internal import Synchronization

// properties, patternProperties, additionalProperties (core §10.3.2), required (validation §6.5.3),
// and readOnly, writeOnly (§9.4), which bind in Swagger 2.0 and OpenAPI 3.0 by direction of travel.
// All in one walk over the members that an object has.

extension SchemaBuilder {
  mutating func compileMembers(_ schema: SchemaObject) {
    var rules = SchemaProgram.MemberRules()
    var entries = MemberTable()
    if let said = schema[.properties] {
      guard let members = said.object else {
        return refuse(schema, .properties, "an object")
      }
      var holder = SchemaHolder(.properties, of: schema)
      entries.reserveCapacity(members.count)
      for place in members.indices {
        let name = members.name(at: place)
        let value = members.value(at: place)
        let target = request(name, in: &holder, value, of: schema)
        let isForbidden = isForbidden(value, in: schema)
        entries.add(name, schema: target, isForbidden: isForbidden)
      }
    }
    for name in names(schema, .required) { entries.require(name) }
    if let said = schema[.patternProperties] {
      guard let patterns = said.object else {
        return refuse(schema, .patternProperties, "an object")
      }
      rules.patternStart = Int32(clamping: program.patternMembers.count)
      var compiled: [SchemaProgram.PatternMember] = []
      for property in patterns {
        let target = subschema(schema, .patternProperties, property.name, property.value)
        guard let pattern = addPattern(property.name, schema, .patternProperties) else { continue }
        compiled.append(
          SchemaProgram.PatternMember(pattern: Int32(clamping: pattern), schema: target))
      }
      rules.patternCount = Int32(clamping: compiled.count)
      program.patternMembers += compiled
    }
    if let additional = subschema(schema, .additionalProperties) {
      rules.hasAdditional = true
      let isTrue = schema[.additionalProperties]?.bool == true
      rules.additional = isTrue ? -1 : Int32(clamping: additional)
    }
    store(entries, in: &rules)
    guard !rules.isEmpty else { return }
    program.memberRules.append(rules)
    emit(.members, .properties, a: program.memberRules.count - 1)
  }

  private mutating func store(_ table: MemberTable, in rules: inout SchemaProgram.MemberRules) {
    rules.requiredCount = table.requiredCount
    rules.entryStart = Int32(clamping: program.memberEntries.count)
    rules.entryCount = Int32(clamping: table.members.count)
    guard !table.members.isEmpty else { return }
    var size = 4
    while size < table.members.count * 2 { size *= 2 }
    let start = program.slots.count
    program.slots.append(contentsOf: repeatElement(-1, count: size))
    for member in table.members {
      let hash = KeyHash.of(member.name)
      var slot = Int(hash) & (size - 1)
      while program.slots[start + slot] >= 0 { slot = (slot + 1) & (size - 1) }
      program.slots[start + slot] = Int32(clamping: program.memberEntries.count)
      program.memberEntries.append(
        SchemaProgram.MemberEntry(
          hash: hash, nameStart: Int32(clamping: program.memberNames.count),
          nameCount: Int32(clamping: member.name.utf8.count), schema: member.schema,
          required: member.required, isForbidden: member.isForbidden))
      program.memberNames.append(contentsOf: member.name.utf8)
    }
    rules.slotStart = Int32(clamping: start)
    rules.slotMask = Int32(clamping: size - 1)
  }

  /// Whether a property is a reference or has a word.
  private static func refers(_ property: Value, orHas word: String) -> Bool {
    guard let members = property.object else { return false }
    for place in members.indices {
      // The count is told sooner than whether the bytes are the same.
      let name = members.name(at: place)
      let count = name.utf8.count
      if count == 4 && ExactName.isSame(name, "$ref")
        || count == word.utf8.count && ExactName.isSame(name, word)
      {
        return true
      }
    }
    return false
  }

  /// Whether the direction of travel forbids a property, by its schema or the one it refers to.
  private mutating func isForbidden(_ property: Value, in schema: SchemaObject) -> Bool {
    let keyword: Keyword
    switch options.direction {
    case .request: keyword = .readOnly
    case .response: keyword = .writeOnly
    case .none: return false
    }
    guard schema.rules.knows(keyword), schema.rules.isOpenAPI else { return false }
    // Most properties neither are references nor have the word.
    guard Self.refers(property, orHas: keyword.rawValue) else { return false }
    var value = property
    var resource = schema.resource
    for _ in 0..<64 {
      if let reference = value[Keyword.ref.rawValue]?.string {
        guard let target = index.resolve(reference, from: resource) else { return false }
        if !schema.rules.ignoresSiblingsOfRef, value[keyword.rawValue]?.bool == true { return true }
        value = target.value
        resource = index.resource(at: target.location)
        continue
      }
      return value[keyword.rawValue]?.bool == true
    }
    return false
  }
}

extension SchemaValidator {
  /// Whether an object's members keep the member rules at a place.
  @inline(never)
  mutating func holdsMembers(_ place: Int32, _ index: Int) -> Bool {
    let object = view.pointee.objects + Int(place)
    guard object.pointee.least <= tape[index].extra else { return false }
    guard object.pointee.isComplete else { return holdsPatternedMembers(place, index) }
    let tape = tape
    let members = view.pointee.members
    let end = Int(tape[index].extent)
    var required: UInt64 = 0
    var child = index &+ 1
    let hasEntries = object.pointee.slotMask >= 0
    // Objects of a kind mostly list their members in the same order, so that the one which followed
    // the last time is tried first.
    var expected = members + Int(object.pointee.first)
    var previous: UnsafePointer<ProgramView.MemberSlot>?
    while child < end {
      let value = child &+ 1
      let head = tape[value].head
      let bit = Self.classBit(head)
      if hasEntries, isName(expected, child) || find(&expected, object, child, after: previous) {
        let slot = expected
        previous = slot
        expected = members + Int(slot.pointee.next.load(ordering: .relaxed))
        required |= slot.pointee.member.required
        let edge = Self.edge(of: slot)
        if edge.pointee.plain & bit == 0 {
          guard !slot.pointee.member.isForbidden, accepts(edge, value, bit) else { return false }
        }
      } else if !accepts(Self.additional(of: object), value, bit) {
        return false
      }
      child = head & Tape.kindMask >= Tape.array ? Int(tape[value].extent) : value &+ 1
    }
    return required == object.pointee.required
  }

  // An edge is the first thing in what holds it, and `&pointee.edge` would copy it.

  @inline(__always)
  private static func edge(
    of slot: UnsafePointer<ProgramView.MemberSlot>
  ) -> UnsafePointer<ProgramView.Edge> {
    UnsafeRawPointer(slot).assumingMemoryBound(to: ProgramView.Edge.self)
  }

  @inline(__always)
  private static func additional(
    of object: UnsafePointer<ProgramView.ObjectShape>
  ) -> UnsafePointer<ProgramView.Edge> {
    UnsafeRawPointer(object).assumingMemoryBound(to: ProgramView.Edge.self)
  }

  /// Whether a member's name is that of an entry.
  @inline(__always)
  private mutating func isName(
    _ slot: UnsafePointer<ProgramView.MemberSlot>, _ name: Int
  ) -> Bool {
    let node = tape[name]
    let size = UInt64(node.extent) | UInt64(node.extra) &<< 32
    guard size == slot.pointee.member.sizeAndHash, node.head & Tape.escaped == 0 else {
      return UInt32(truncatingIfNeeded: slot.pointee.member.sizeAndHash &>> 32) == node.extra
        && isUnusualName(slot, name)
    }
    // The text is followed by sixteen bytes that may be read.
    let text = UnsafeRawPointer(bytes + (Int(node.offset) &+ 1))
    let word0 = UInt64(littleEndian: text.loadUnaligned(as: UInt64.self))
    let word1 = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    let difference =
      (word0 ^ slot.pointee.member.word0) & slot.pointee.member.mask0
      | (word1 ^ slot.pointee.member.word1) & slot.pointee.member.mask1
    return difference == 0 && (node.extent <= 16 || isUnusualName(slot, name))
  }

  /// For names with escapes, and for those that are longer than what an entry holds.
  @inline(never)
  private mutating func isUnusualName(
    _ slot: UnsafePointer<ProgramView.MemberSlot>, _ name: Int
  ) -> Bool {
    let entry = view.pointee.memberEntries[slot - view.pointee.members]
    return isName(entry, tape[name], name)
  }

  /// Looks a name up that was not where it was expected. Remembers where it was found, as what
  /// follows the entry before it.
  @inline(never)
  private mutating func find(
    _ slot: inout UnsafePointer<ProgramView.MemberSlot>,
    _ object: UnsafePointer<ProgramView.ObjectShape>, _ name: Int,
    after previous: UnsafePointer<ProgramView.MemberSlot>?
  ) -> Bool {
    let mask = Int(object.pointee.slotMask)
    var place = Int(tape[name].extra) & mask
    while true {
      let found = Int(view.pointee.slots[Int(object.pointee.slotStart) &+ place])
      if found < 0 { return false }
      let candidate = view.pointee.members + found
      if isName(candidate, name) {
        slot = candidate
        previous?.pointee.next.store(Int32(truncatingIfNeeded: found), ordering: .relaxed)
        return true
      }
      place = (place &+ 1) & mask
    }
  }

  /// The whole of `members`, for objects with patterns or very many required names.
  @inline(never)
  private mutating func holdsPatternedMembers(_ place: Int32, _ index: Int) -> Bool {
    let rules = view.pointee.memberRules[Int(place)]
    let end = Int(tape[index].extent)
    if rules.requiredCount > Int32(bitPattern: tape[index].extra) { return false }
    let isWide = rules.requiredCount > 64
    if isWide, !hasAllRequired(rules, index) { return false }
    var required: UInt64 = 0
    var child = index &+ 1
    while child < end {
      let value = child &+ 1
      var isKnown = false
      let place = entry(rules, child)
      if place >= 0 {
        let entry = view.pointee.memberEntries[place]
        if entry.required >= 0 { required |= 1 &<< UInt64(truncatingIfNeeded: entry.required) }
        if entry.isForbidden { return false }
        if entry.schema >= 0 {
          isKnown = true
          guard accepts(entry.schema, value) else { return false }
        }
      }
      if rules.patternCount > 0 {
        for position in rules.patternStart..<rules.patternStart &+ rules.patternCount {
          let member = view.pointee.patternMembers[Int(position)]
          guard let isMatch = matches(member.pattern, name: child) else { return false }
          guard isMatch else { continue }
          isKnown = true
          guard accepts(member.schema, value) else { return false }
        }
      }
      if !isKnown, rules.additional >= 0, !accepts(rules.additional, value) { return false }
      child = indexAfter(value)
    }
    return isWide || required.nonzeroBitCount == Int(rules.requiredCount)
  }

  /// For more required names than a word has bits.
  @inline(never)
  private mutating func hasAllRequired(
    _ rules: SchemaProgram.MemberRules, _ index: Int
  ) -> Bool {
    var required = NameSet(count: Int(rules.requiredCount))
    var child = index + 1
    let end = Int(tape[index].extent)
    while child < end {
      let place = entry(rules, child)
      if place >= 0 {
        let number = view.pointee.memberEntries[place].required
        if number >= 0 { required.insert(Int(number)) }
      }
      child = indexAfter(child + 1)
    }
    return required.isFull
  }

  /// Whether a member's name has a pattern; nil where that can't be told.
  mutating func matches(_ pattern: Int32, name: Int) -> Bool? {
    switch search(pattern, at: name) {
    case .found: return true
    case .notFound: return false
    case .gaveUp:
      isIncomplete = true
      return nil
    }
  }

  /// The place of a member's name among the entries, or −1.
  @inline(__always)
  mutating func entry(_ rules: SchemaProgram.MemberRules, _ name: Int) -> Int {
    guard rules.slotMask >= 0 else { return -1 }
    let node = tape[name]
    let mask = Int(rules.slotMask)
    var slot = Int(node.extra) & mask
    while true {
      let place = Int(view.pointee.slots[Int(rules.slotStart) &+ slot])
      if place < 0 { return -1 }
      let entry = view.pointee.memberEntries[place]
      if entry.hash == node.extra, isName(entry, node, name) { return place }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(__always)
  private mutating func isName(
    _ entry: SchemaProgram.MemberEntry, _ node: TapeNode, _ name: Int
  ) -> Bool {
    if node.head & Tape.escaped != 0 {
      return text(name).withUnsafeBufferPointer { text in
        text.count == Int(entry.nameCount) && isName(Int(entry.nameStart), text)
      }
    }
    guard node.extent == UInt32(bitPattern: entry.nameCount) else { return false }
    return isName(Int(entry.nameStart), node)
  }
}

/// A set of small numbers below a count: one word, or several where there are more than 64.
struct NameSet {
  private var word: UInt64 = 0
  private var words: [UInt64] = []
  private let count: Int

  init(count: Int) {
    self.count = count
    if count > 64 { words = [UInt64](repeating: 0, count: (count + 63) / 64) }
  }

  @inline(__always)
  mutating func insert(_ number: Int) {
    if count <= 64 {
      word |= 1 &<< UInt64(number)
    } else {
      words[number >> 6] |= 1 << UInt64(number & 63)
    }
  }

  @inline(__always)
  func contains(_ number: Int) -> Bool {
    if count <= 64 { return word & (1 &<< UInt64(number)) != 0 }
    return words[number >> 6] & (1 << UInt64(number & 63)) != 0
  }

  @inline(__always)
  var isFull: Bool {
    if count <= 64 { return word.nonzeroBitCount == count }
    return words.reduce(0) { $0 + $1.nonzeroBitCount } == count
  }
}
