internal import Documents

/// The JSON reader: it accepts what the grammar accepts, its tape is well-formed, what it read is
/// written and read again as the same value, and a refusal names a place inside the text.
enum JSONReaderTarget {
  static func run(_ bytes: [UInt8]) -> FuzzTarget.Outcome {
    let file = SourceFile(name: "fuzz.json")
    // Small, so that the bound is met at all; and the grammar is recursive.
    let depthLimit = 64
    let isJSON = JSONGrammar.accepts(bytes, depthLimit: depthLimit)
    let document: JSONDocument
    do {
      document = try JSONReader.read(bytes, file: file, depthLimit: depthLimit)
    } catch {
      hold(!isJSON, "the grammar accepts what was refused: \(error)")
      hold((0...bytes.count).contains(error.offset), "\(error) lies outside the text")
      hold(error.diagnostic(file: file).range != nil, "\(error) has no place")
      return .tried
    }
    hold(isJSON, "the grammar refuses what was accepted")
    checkTape(document)
    checkRepetitions(document)
    checkPlaces(document)
    checkDuplicates(document)
    checkNumbers(document)
    checkRoundTrip(document)
    return .tried
  }

  /// Each container ends behind its start and inside of its parent, and counts what it holds; names are marked,
  /// and nothing else is.
  private static func checkTape(_ document: JSONDocument) {
    let tape = document.tape
    hold(!tape.isEmpty, "the tape is empty")
    struct Open {
      var end: Int
      var left: Int
      var isObject: Bool
    }
    var open: [Open] = []
    var lastOffset = -1
    for (index, node) in tape.enumerated() {
      while let top = open.last, top.end == index {
        hold(top.left == 0, "a container that ends at \(index) miscounts by \(top.left)")
        open.removeLast()
      }
      hold(Int(node.offset) > lastOffset, "the node \(index) stands before its predecessor")
      lastOffset = Int(node.offset)
      hold(index == 0 || !open.isEmpty, "the node \(index) lies outside of the root")
      let isName = open.last.map { $0.isObject && $0.left % 2 == 0 } ?? false
      hold((node.head & TapeNode.name != 0) == isName, "the node \(index) is marked wrongly")
      if !open.isEmpty { open[open.count - 1].left -= 1 }
      let kind = node.head & TapeNode.kindMask
      if kind >= TapeNode.array {
        let end = Int(node.extent)
        hold(
          end > index && end <= (open.last?.end ?? tape.count), "the node \(index) ends at \(end)")
        // A member is two nodes.
        let held = Int(node.extra) * (kind == TapeNode.object ? 2 : 1)
        open.append(Open(end: end, left: held, isObject: kind == TapeNode.object))
      } else {
        let end = Int(node.offset) + Int(node.extent) + (kind == TapeNode.string ? 2 : 0)
        hold(end <= document.count, "the node \(index) ends behind the text")
      }
    }
    hold(open.allSatisfy { $0.end == tape.count && $0.left == 0 }, "a container has no end")
  }

  /// Two containers repeat each other exactly when they have one outline.
  private static func checkRepetitions(_ document: JSONDocument) {
    let containers = document.tape.indices.filter {
      document.tape[$0].head & TapeNode.kindMask >= TapeNode.array
    }.prefix(12)
    let outlines = containers.map { outline(of: $0, in: document) }
    for (place, outline) in zip(containers, outlines) {
      for (earlier, other) in zip(containers, outlines) {
        hold(
          document.isRepetition(place, of: earlier) == (outline == other),
          "the nodes \(place) and \(earlier) repeat each other, or don't")
      }
    }
  }

  /// The kinds of a value and all that it holds, with names as they are spelt.
  private static func outline(of index: Int, in document: JSONDocument) -> [[UInt8]] {
    let node = document.tape[index]
    let kind = node.head & TapeNode.kindMask
    guard kind >= TapeNode.array else {
      guard node.head & TapeNode.name != 0 else { return [[1]] }
      let start = Int(node.offset)
      return [Array(document.bytes[start..<start + Int(node.extent) + 2])]
    }
    var outline: [[UInt8]] = [[kind == TapeNode.array ? 2 : 3]]
    var child = index + 1
    while child < Int(node.extent) {
      outline += Self.outline(of: child, in: document)
      child = document.indexAfter(child)
    }
    return outline + [[4]]
  }

  /// Pointers lead back to their nodes, both ways of finding a position agree, and the text of each
  /// value is JSON.
  private static func checkPlaces(_ document: JSONDocument) {
    let lines = LineIndex(document)
    let step = max(1, document.tape.count / 16)
    for index in stride(from: 0, to: document.tape.count, by: step) {
      let node = JSONNode(document: document, index: index)
      let offset = Int(document.tape[index].offset)
      hold(node.position == lines.position(at: offset), "two positions for the node \(index)")
      let text = node.jsonText
      hold(
        JSONGrammar.accepts(Array(text.utf8), depthLimit: 64), "the text of a value is \(text)")
      guard !document.hasDuplicateMembers else { continue }
      guard let found = document.root[node.pointer]?.index else {
        hold(false, "\(node.pointer) leads nowhere")
        continue
      }
      // A member's name has its value's pointer.
      hold(found == index || found == index + 1, "\(node.pointer) leads to \(found), not \(index)")
    }
  }

  private static func checkDuplicates(_ document: JSONDocument) {
    var hasDuplicates = false
    for index in document.tape.indices {
      let node = JSONNode(document: document, index: index)
      guard node.kind == .object else { continue }
      var names: Set<ExactName> = []
      for member in node.members where !names.insert(ExactName(member.name)).inserted {
        hasDuplicates = true
      }
    }
    hold(hasDuplicates == document.hasDuplicateMembers, "duplicates: \(hasDuplicates)")
    let duplicates = document.duplicateMembers
    for duplicate in duplicates {
      hold(duplicate.first < duplicate.second, "\(duplicate) is in the wrong order")
      // Inside of a member that is repeated itself, a pointer may lead elsewhere.
      hold(
        duplicates.count > 1 || document.root[duplicate.object]?.kind == .object,
        "\(duplicate) has no object")
    }
  }

  /// Exact numbers are ordered as the nearest binary ones are, where those differ.
  private static func checkNumbers(_ document: JSONDocument) {
    var previous: JSONNumber?
    for index in document.tape.indices {
      guard let number = JSONNode(document: document, index: index).number else { continue }
      hold(JSONNumber(text: number.text) != nil, "\(number) is no number")
      hold(number == number && !(number < number), "\(number) differs from itself")
      hold(number.isMultiple(of: JSONNumber(1)) == number.isInteger(), "\(number) and 1")
      if let integer = number.integer {
        hold(JSONNumber(integer) == number && number.isInteger(), "\(number) is \(integer)")
      }
      if let previous {
        if previous.double < number.double { hold(previous < number, "\(previous) < \(number)") }
        if previous.double > number.double { hold(number < previous, "\(number) < \(previous)") }
        if previous == number {
          hold(previous.hashValue == number.hashValue, "hashes of \(previous) and \(number)")
          hold(previous.isInteger() == number.isInteger(), "\(previous) and \(number)")
        }
      }
      previous = number
    }
  }

  private static func checkRoundTrip(_ document: JSONDocument) {
    let value = Value(document)
    let written = JSONWriter.bytes(value)
    for pretty in [false, true] {
      do {
        let again = try JSONReader.read(
          JSONWriter.bytes(value, pretty: pretty), file: document.file, depthLimit: 64)
        hold(JSONWriter.bytes(Value(again)) == written, "another value after writing")
        hold(
          document.hasDuplicateMembers || again.tape.count == document.tape.count,
          "another tape after writing")
      } catch {
        hold(false, "what was written is refused: \(error)")
      }
    }
  }
}
