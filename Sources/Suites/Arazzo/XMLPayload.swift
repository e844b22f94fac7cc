import Documents

/// Sets the content of elements and the values of attributes in XML that is written as text, by simple
/// absolute paths: `/order/item[2]/quantity`, `/order/@id`. What the text holds besides stays as it is.
struct XMLPayload {
  /// One element of a path: the number-th of its name below the one before.
  private struct Step {
    var name: [UInt8]
    var number = 1
  }

  /// An element that is open.
  private struct Element {
    var isOnPath: Bool
    /// How many children of each name came so far.
    var counts: [[UInt8]: Int] = [:]
  }

  private var bytes: [UInt8]
  private static let depthLimit = 256

  init(_ text: String) { bytes = Array(text.utf8) }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Sets what a path leads to; false where it leads nowhere, or is no such path, or the text is no XML.
  mutating func set(_ path: String, to value: String) -> Bool {
    guard let (steps, attribute) = Self.steps(of: path) else { return false }
    return set(steps, attribute, to: Array(value.utf8))
  }

  /// Whether a path is one of those that can be set.
  static func isSimple(_ path: String) -> Bool { steps(of: path) != nil }

  private static func steps(of path: String) -> (steps: [Step], attribute: [UInt8]?)? {
    guard path.utf8.first == 0x2F else { return nil }
    var parts = path.utf8.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false)
      .map { Array($0) }
    var attribute: [UInt8]?
    if parts.last == Array("text()".utf8) { parts.removeLast() }
    if let last = parts.last, last.first == UInt8(ascii: "@") {
      attribute = Array(last.dropFirst())
      guard attribute.map(isName) == true else { return nil }
      parts.removeLast()
    }
    var steps: [Step] = []
    for part in parts {
      var step = Step(name: part)
      if let open = part.firstIndex(of: UInt8(ascii: "[")) {
        guard part.last == UInt8(ascii: "]"),
          let number = Int(String(decoding: part[(open + 1)..<(part.count - 1)], as: UTF8.self)),
          number > 0
        else { return nil }
        step = Step(name: Array(part[..<open]), number: number)
      }
      guard isName(step.name) else { return nil }
      steps.append(step)
    }
    return steps.isEmpty || steps.count > depthLimit ? nil : (steps, attribute)
  }

  private static func isName(_ bytes: [UInt8]) -> Bool {
    !bytes.isEmpty
      && bytes.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122, 0x2D, 0x2E, 0x3A, 0x5F, 0x80...: true
        default: false
        }
      }
  }

  // MARK: The walk

  private mutating func set(_ steps: [Step], _ attribute: [UInt8]?, to value: [UInt8]) -> Bool {
    var open = [Element(isOnPath: true)]
    /// Where the content begins that is to be replaced, and how deep it is.
    var content: (start: Int, depth: Int)?
    var place = 0
    while let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      if let end = skip(start) {
        place = end
        continue
      }
      guard let end = tagEnd(from: start) else { return false }
      place = end + 1
      if bytes[start + 1] == UInt8(ascii: "/") {
        if let found = content, found.depth == open.count {
          bytes.replaceSubrange(found.start..<start, with: value)
          return true
        }
        guard open.count > 1 else { return false }
        open.removeLast()
        continue
      }
      let name = Array(bytes[(start + 1)..<end].prefix { Self.isName([$0]) })
      let isClosed = bytes[end - 1] == UInt8(ascii: "/")
      let depth = open.count - 1
      let number = (open[depth].counts[name] ?? 0) + 1
      open[depth].counts[name] = number
      let isOnPath =
        content == nil && open[depth].isOnPath && depth < steps.count && steps[depth].name == name
        && steps[depth].number == number
      if isOnPath, depth == steps.count - 1 {
        if let attribute { return setAttribute(attribute, in: start..<end, to: value) }
        if isClosed {
          let whole = [UInt8(ascii: ">")] + value + Array("</".utf8) + name + [UInt8(ascii: ">")]
          bytes.replaceSubrange((end - 1)...end, with: whole)
          return true
        }
        content = (place, open.count + 1)
      }
      if isClosed { continue }
      guard open.count < Self.depthLimit else { return false }
      open.append(Element(isOnPath: isOnPath))
    }
    return false
  }

  /// Behind a comment, a CDATA section, an instruction or a declaration; nil for a tag.
  private func skip(_ start: Int) -> Int? {
    func end(of close: String) -> Int {
      let mark = Array(close.utf8)
      var place = start
      while place + mark.count <= bytes.count {
        if bytes[place..<(place + mark.count)].elementsEqual(mark) { return place + mark.count }
        place += 1
      }
      return bytes.count
    }
    let rest = bytes[start...]
    if rest.starts(with: "<!--".utf8) { return end(of: "-->") }
    if rest.starts(with: "<![CDATA[".utf8) { return end(of: "]]>") }
    if rest.starts(with: "<?".utf8) { return end(of: "?>") }
    return rest.starts(with: "<!".utf8) ? end(of: ">") : nil
  }

  /// The `>` of a tag; one in quotes is none.
  private func tagEnd(from start: Int) -> Int? {
    var quote: UInt8?
    var place = start + 1
    while place < bytes.count {
      let byte = bytes[place]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return place > start + 1 ? place : nil
      }
      place += 1
    }
    return nil
  }

  private mutating func setAttribute(
    _ name: [UInt8], in tag: Range<Int>, to value: [UInt8]
  ) -> Bool {
    var place = tag.lowerBound + 1
    while place < tag.upperBound {
      let byte = bytes[place]
      guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else {
        place += 1
        continue
      }
      guard let close = bytes[(place + 1)..<tag.upperBound].firstIndex(of: byte) else {
        return false
      }
      var before = place - 1
      while before > tag.lowerBound, [0x20, 0x3D, 0x09, 0x0A, 0x0D].contains(bytes[before]) {
        before -= 1
      }
      if bytes[tag.lowerBound...before].suffix(name.count + 1).dropFirst().elementsEqual(name),
        before >= name.count, !Self.isName([bytes[before - name.count]])
      {
        bytes.replaceSubrange((place + 1)..<close, with: value)
        return true
      }
      place = close + 1
    }
    return false
  }

  /// A text that stands for itself in XML, but for the variables in it.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
