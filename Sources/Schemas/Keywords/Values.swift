internal import Documents

// enum (validation §6.1.2) and const (§6.1.3).

extension SchemaBuilder {
  mutating func compileValues(_ schema: SchemaObject) {
    if let said = schema[.enumeration] {
      guard let values = said.array else {
        return refuse(schema, .enumeration, "an array")
      }
      compileValues(values, schema, .enumeration)
    }
    if let said = schema[.const] { compileValues([said], schema, .const) }
  }

  private static let valuesFile = SourceFile(name: "<values>")

  private mutating func compileValues(
    _ values: [Value], _ schema: SchemaObject, _ keyword: Keyword
  ) {
    if let set = Self.texts(values) {
      program.valueSets.append(set)
      return emit(.valueSet, keyword, a: program.valueSets.count - 1)
    }
    let bytes = JSONWriter.bytes(.array(values))
    guard
      let document = try? JSONReader.read(bytes, file: Self.valuesFile, depthLimit: 1_000_000)
    else {
      return refuse(schema, keyword, "a value of less depth")
    }
    var set = SchemaProgram.ValueSet(document: document, nodes: [], types: 0, texts: [])
    for item in document.root.items {
      set.nodes.append(item.index)
      let kind = document.tape[item.index].head & Tape.kindMask
      set.types |= 1 << UInt8(kind)
      if let text = item.stringBytes { set.texts.append(text) }
    }
    program.valueSets.append(set)
    emit(.valueSet, keyword, a: program.valueSets.count - 1)
  }

  /// A set of strings, as most are; nil where there is something else among the values, or nothing.
  private static func texts(_ values: [Value]) -> SchemaProgram.ValueSet? {
    var texts: [[UInt8]] = []
    texts.reserveCapacity(values.count)
    for value in values {
      guard let text = value.string else { return nil }
      texts.append(Array(text.utf8))
    }
    guard !texts.isEmpty else { return nil }
    return SchemaProgram.ValueSet(
      document: nil, nodes: [], types: 1 << UInt8(Tape.string), texts: texts)
  }
}

extension SchemaValidator {
  @inline(__always)
  mutating func holdsValueSet(_ check: Instruction, _ index: Int) -> Bool {
    let set = view.pointee.textSets[Int(check.a)]
    let node = tape[index]
    let kind = node.head & Tape.kindMask
    guard set.types & (1 &<< UInt8(truncatingIfNeeded: kind)) != 0 else { return false }
    guard kind == Tape.string else { return holdsOtherValue(check, index) }
    if node.head & Tape.escaped != 0 {
      return text(index).withUnsafeBufferPointer { contains(set, $0) }
    }
    guard set.count <= 16 else { return contains(set, rawText(node)) }
    for position in Int(set.start)..<Int(set.start &+ set.count) {
      let entry = view.pointee.texts[position]
      if UInt32(bitPattern: entry.count) == node.extent, isName(Int(entry.start), node) {
        return true
      }
    }
    return false
  }

  /// Looks a text up by its hash, then compares what has the same.
  private mutating func contains(
    _ set: ProgramView.TextSet, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let hash = KeyHash.of(text)
    var low = Int(set.start)
    var high = Int(set.start &+ set.count)
    let end = high
    while low < high {
      let middle = (low + high) / 2
      if view.pointee.texts[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    while low < end, view.pointee.texts[low].hash == hash {
      let entry = view.pointee.texts[low]
      if Int(entry.count) == text.count, isName(Int(entry.start), text) { return true }
      low += 1
    }
    return false
  }

  /// Compares with the bytes at an offset in the program's names, which are as many.
  @inline(__always)
  mutating func isName(_ start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    for offset in 0..<text.count where text[offset] != view.pointee.names[start &+ offset] {
      return false
    }
    return true
  }

  /// The same for text of the document, which like the names may be read eight bytes at a time.
  @inline(__always)
  mutating func isName(_ start: Int, _ node: TapeNode) -> Bool {
    guard let names = view.pointee.names.baseAddress else { return false }
    let name = UnsafeRawPointer(names + start)
    let text = UnsafeRawPointer(bytes + (Int(node.offset) &+ 1))
    let count = Int(node.extent)
    var done = 0
    while count &- done > 8 {
      let difference =
        name.loadUnaligned(fromByteOffset: done, as: UInt64.self)
        ^ text.loadUnaligned(fromByteOffset: done, as: UInt64.self)
      if difference != 0 { return false }
      done &+= 8
    }
    guard count > done else { return true }
    let difference =
      UInt64(littleEndian: name.loadUnaligned(fromByteOffset: done, as: UInt64.self))
      ^ UInt64(littleEndian: text.loadUnaligned(fromByteOffset: done, as: UInt64.self))
    return difference &<< UInt64(truncatingIfNeeded: 64 &- 8 &* (count &- done)) == 0
  }

  @inline(never)
  private mutating func holdsOtherValue(_ check: Instruction, _ index: Int) -> Bool {
    let set = storage.program.valueSets[Int(check.a)]
    guard let values = set.document else { return false }
    let comparison = ValueComparison(left: document, right: values)
    for node in set.nodes {
      guard let isEqual = comparison.areEqual(index, node) else {
        isIncomplete = true
        return false
      }
      if isEqual { return true }
    }
    return false
  }
}
