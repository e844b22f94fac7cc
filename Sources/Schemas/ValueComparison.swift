internal import Documents

/// Equality of JSON values as JSON Schema has it (core §4.2.2): numbers by value, strings by code
/// points, objects without order.
struct ValueComparison {
  let left: JSONDocument
  let right: JSONDocument

  private static let depthLimit = 2_000
  /// Objects with more members are compared by sorting their names.
  private static let smallCount = 16

  /// Nil where the values are nested too deeply to tell.
  func areEqual(_ mine: Int, _ theirs: Int, depth: Int = 0) -> Bool? {
    guard depth < Self.depthLimit else { return nil }
    let node = left.tape[mine]
    let other = right.tape[theirs]
    let kind = node.head & Tape.kindMask
    guard kind == other.head & Tape.kindMask else { return false }
    switch kind {
    case Tape.number: return areNumbersEqual(node, other)
    case Tape.string: return areStringsEqual(mine, theirs)
    case Tape.array:
      guard node.extra == other.extra else { return false }
      var child = mine + 1
      var otherChild = theirs + 1
      while child < Int(node.extent) {
        guard let isEqual = areEqual(child, otherChild, depth: depth + 1) else { return nil }
        if !isEqual { return false }
        child = left.indexAfter(child)
        otherChild = right.indexAfter(otherChild)
      }
      return true
    case Tape.object:
      guard node.extra == other.extra else { return false }
      return areMembersEqual(mine, theirs, depth: depth)
    default: return true
    }
  }

  private func areNumbersEqual(_ node: TapeNode, _ other: TapeNode) -> Bool {
    let mine = left.bytes[Int(node.offset)..<Int(node.offset) + Int(node.extent)]
    let theirs = right.bytes[Int(other.offset)..<Int(other.offset) + Int(other.extent)]
    if mine.elementsEqual(theirs) { return true }
    return ExactDecimal(mine) == ExactDecimal(theirs)
  }

  private func areStringsEqual(_ mine: Int, _ theirs: Int) -> Bool {
    let node = left.tape[mine]
    let other = right.tape[theirs]
    if (node.head | other.head) & Tape.escaped == 0 {
      guard node.extent == other.extent else { return false }
      let start = Int(node.offset) + 1
      let otherStart = Int(other.offset) + 1
      return left.bytes[start..<start + Int(node.extent)]
        .elementsEqual(right.bytes[otherStart..<otherStart + Int(other.extent)])
    }
    return JSONNode(document: left, index: mine).stringBytes
      == JSONNode(document: right, index: theirs).stringBytes
  }

  private func areMembersEqual(_ mine: Int, _ theirs: Int, depth: Int) -> Bool? {
    let names = names(of: mine, in: left)
    var otherNames = names.isEmpty ? [] : self.names(of: theirs, in: right)
    if names.count > Self.smallCount {
      let pairs = zip(sorted(names, in: left), sorted(otherNames, in: right))
      for (name, otherName) in pairs {
        guard areStringsEqual(name, otherName) else { return false }
        let isEqual = areEqual(name + 1, otherName + 1, depth: depth + 1)
        if isEqual != true { return isEqual }
      }
      return true
    }
    for name in names {
      let match = otherNames.firstIndex { otherName in
        left.tape[name].extra == right.tape[otherName].extra && areStringsEqual(name, otherName)
      }
      guard let match else { return false }
      let isEqual = areEqual(name + 1, otherNames[match] + 1, depth: depth + 1)
      if isEqual != true { return isEqual }
      otherNames.remove(at: match)
    }
    return true
  }

  private func names(of object: Int, in document: JSONDocument) -> [Int] {
    var names: [Int] = []
    var child = object + 1
    let end = document.indexAfter(object)
    while child < end {
      names.append(child)
      child = document.indexAfter(child + 1)
    }
    return names
  }

  private func sorted(_ names: [Int], in document: JSONDocument) -> [Int] {
    names.sorted { first, second in
      let hash = document.tape[first].extra
      let otherHash = document.tape[second].extra
      if hash != otherHash { return hash < otherHash }
      let text = JSONNode(document: document, index: first).stringBytes ?? []
      let otherText = JSONNode(document: document, index: second).stringBytes ?? []
      return text.lexicographicallyPrecedes(otherText)
    }
  }
}

/// A hash that equal values share, for finding equal items among many.
struct ValueHash {
  let document: JSONDocument

  /// Nil where the value is nested too deeply.
  func hash(_ index: Int, depth: Int = 0) -> Int? {
    guard depth < 2_000 else { return nil }
    var hasher = Hasher()
    let node = document.tape[index]
    let kind = node.head & Tape.kindMask
    hasher.combine(kind)
    switch kind {
    case Tape.number:
      hasher.combine(JSONNode(document: document, index: index).number?.decimal)
    case Tape.string:
      hasher.combine(JSONNode(document: document, index: index).stringBytes)
    case Tape.array:
      var child = index + 1
      while child < Int(node.extent) {
        guard let inner = hash(child, depth: depth + 1) else { return nil }
        hasher.combine(inner)
        child = document.indexAfter(child)
      }
    case Tape.object:
      // The order of members doesn't count, so their hashes are added up.
      var sum = 0
      var child = index + 1
      while child < Int(node.extent) {
        guard let inner = hash(child + 1, depth: depth + 1) else { return nil }
        var member = Hasher()
        member.combine(document.tape[child].extra)
        member.combine(inner)
        sum &+= member.finalize()
        child = document.indexAfter(child + 1)
      }
      hasher.combine(sum)
    default: break
    }
    return hasher.finalize()
  }
}
