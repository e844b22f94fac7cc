package import Documents

/// Writes the values of parameters as their styles want them (OpenAPI 3.0.4 §4.7.12.4, 3.2 §4.12.6;
/// RFC 6570; Swagger 2.0 `collectionFormat`).
///
/// What can't be read back as what it was is refused instead of being written.
package struct ParameterWriter: Sendable {
  package let notation: ParameterNotation
  /// Whether values are percent-encoded at all: not in header fields, in cookies of the style
  /// `cookie` (OpenAPI 3.2 §4.12.3) and in parts of a multipart body.
  private let isEncoded: Bool

  package init(_ notation: ParameterNotation) {
    self.init(notation, isMultipart: false)
  }

  /// - Parameter isMultipart: whether names and values become parts of a multipart body.
  init(_ notation: ParameterNotation, isMultipart: Bool) {
    self.notation = notation
    isEncoded =
      !isMultipart && notation.location != .header
      && !(notation.location == .cookie && notation.style == .cookie)
  }

  /// What takes the place of a path variable, percent-encoded. Perhaps empty: whether that is a path
  /// is not known here.
  package func path(_ value: Value) throws(SerializationError) -> String {
    if let text = try contentText(value) { return encoded(text, dividers: "") }
    let flat = try FlatValue(value, notation)
    let name = PercentCoding.encoded(notation.name)
    switch notation.style {
    case .label:
      let divider = notation.isExploded ? "." : ","
      switch flat {
      case .text(let text): return "." + encoded(text, dividers: "")
      case .items(let items):
        return items.isEmpty ? "" : "." + (try joined(items, by: divider))
      case .members(let members):
        return members.isEmpty ? "" : "." + (try joined(members, by: divider))
      }
    case .matrix:
      func pair(_ name: String, _ text: String) -> String {
        text.isEmpty ? ";" + name : ";" + name + "=" + text
      }
      switch flat {
      case .text(let text): return pair(name, encoded(text, dividers: ";"))
      case .items(let items):
        if items.isEmpty { return "" }
        if !notation.isExploded { return pair(name, try joined(items, by: ",")) }
        return items.map { pair(name, encoded($0, dividers: ";")) }.joined()
      case .members(let members):
        if members.isEmpty { return "" }
        if !notation.isExploded { return pair(name, try joined(members, by: ",")) }
        return members.map {
          pair(PercentCoding.encoded($0.name), encoded($0.text, dividers: ";"))
        }.joined()
      }
    default: return try simple(flat)
    }
  }

  /// The value of a header field; nil where there is nothing to send.
  package func field(_ value: Value) throws(SerializationError) -> String? {
    guard !notation.name.isEmpty, notation.name.utf8.allSatisfy(FieldText.isTokenByte) else {
      throw SerializationError(.nameCharacter, name: notation.name)
    }
    let text: String
    if let content = try contentText(value) {
      text = content
    } else {
      switch try FlatValue(value, notation) {
      case .items(let items) where items.isEmpty: return nil
      case .members(let members) where members.isEmpty: return nil
      case let flat: text = try simple(flat)
      }
    }
    guard FieldText.isValue(text) else {
      throw SerializationError(.fieldCharacter, name: notation.name)
    }
    return text
  }

  /// `name=value` pairs of a query, a URL-encoded form or a Cookie field, ready to be joined. None
  /// where there is nothing to send: an empty array or object is as one that is not there
  /// (RFC 6570 §2.3).
  package func pairs(_ value: Value) throws(SerializationError) -> [String] {
    try named(value).map { pair in
      var text = pair.name
      text.reserveCapacity(pair.name.utf8.count + pair.text.utf8.count + 1)
      text += "="
      text += pair.text
      return text
    }
  }

  /// The same, each name apart from its value.
  func named(_ value: Value) throws(SerializationError) -> [Named] {
    if let text = try contentText(value) { return [try pair(notation.name, text)] }
    let flat = try FlatValue(value, notation)
    switch notation.style {
    case .deepObject:
      guard case .members(let members) = flat else {
        throw SerializationError(
          .undefined(.deepObject, type: value.typeName), name: notation.name)
      }
      var pairs: [Named] = []
      for member in members {
        guard !member.name.utf8.contains(UInt8(ascii: "]")) else {
          throw SerializationError(
            .ambiguous(part: member.name, divider: "`]`"), name: notation.name)
        }
        pairs.append(try pair("\(notation.name)[\(member.name)]", member.text))
      }
      return pairs
    case .spaceDelimited, .pipeDelimited, .tabDelimited:
      if notation.isExploded { return try exploded(flat) }
      return try delimited(flat)
    case .form, .cookie, .simple, .label, .matrix:
      return notation.isExploded ? try exploded(flat) : try delimited(flat)
    }
  }

  /// A name and a text, both as they are sent.
  typealias Named = (name: String, text: String)

  // MARK: Parts

  private func exploded(_ flat: FlatValue) throws(SerializationError) -> [Named] {
    let isCookieForm = notation.location == .cookie && notation.style != .cookie
    var pairs: [Named] = []
    switch flat {
    case .text(let text): pairs.append(try pair(notation.name, text))
    case .items(let items):
      if isCookieForm, items.count > 1 {
        throw SerializationError(.explodedCookie, name: notation.name)
      }
      for item in items { pairs.append(try pair(notation.name, item)) }
    case .members(let members):
      if isCookieForm, members.count > 1 {
        throw SerializationError(.explodedCookie, name: notation.name)
      }
      for member in members { pairs.append(try pair(member.name, member.text)) }
    }
    return pairs
  }

  private func delimited(_ flat: FlatValue) throws(SerializationError) -> [Named] {
    var parts: [String]
    switch flat {
    case .text(let text): return [try pair(notation.name, text)]
    case .items(let items): parts = items
    case .members(let members): parts = members.flatMap { [$0.name, $0.text] }
    }
    if parts.isEmpty { return [] }
    let name = try encodedName(notation.name)
    switch notation.style {
    case .spaceDelimited: return [(name, try joinedRaw(parts, " ", "a blank"))]
    case .pipeDelimited: return [(name, try joinedRaw(parts, "|", "`|`"))]
    case .tabDelimited: return [(name, try joinedRaw(parts, "\t", "a tab"))]
    default: return [(name, try joined(parts, by: ","))]
    }
  }

  /// Parts joined by what is percent-encoded itself, so that no part may hold it.
  private func joinedRaw(
    _ parts: [String], _ divider: Character, _ words: String
  ) throws(SerializationError) -> String {
    let mark = String(divider)
    for part in parts where part.firstRange(ofASCII: mark) != nil {
      throw SerializationError(.ambiguous(part: part, divider: words), name: notation.name)
    }
    // A form's blank is a plus.
    let written = encoded(mark, dividers: mark)
    return parts.map { encoded($0, dividers: "") }.joined(separator: written)
  }

  private func simple(_ flat: FlatValue) throws(SerializationError) -> String {
    switch flat {
    case .text(let text): return encoded(text, dividers: "")
    case .items(let items): return try joined(items, by: ",")
    case .members(let members): return try joined(members, by: ",")
    }
  }

  private func joined(
    _ members: [(name: String, text: String)], by divider: String
  ) throws(SerializationError) -> String {
    guard notation.isExploded else {
      return try joined(members.flatMap { [$0.name, $0.text] }, by: divider)
    }
    var parts: [String] = []
    for member in members {
      try check(member.name, divider)
      try check(member.text, divider)
      if !isEncoded, member.name.utf8.contains(UInt8(ascii: "=")) {
        throw SerializationError(.ambiguous(part: member.name, divider: "`=`"), name: notation.name)
      }
      parts.append(
        encoded(member.name, dividers: divider + "=") + "="
          + encoded(member.text, dividers: divider))
    }
    return parts.joined(separator: divider)
  }

  private func joined(
    _ parts: [String], by divider: String
  ) throws(SerializationError) -> String {
    for part in parts {
      try check(part, divider)
      // Empty elements of a header's list don't count (RFC 9110 §5.6.1.2).
      if notation.location == .header, part.isEmpty {
        throw SerializationError(.ambiguous(part: part, divider: "a comma"), name: notation.name)
      }
    }
    return parts.map { encoded($0, dividers: divider) }.joined(separator: divider)
  }

  /// Refuses a part that its divider would cut: where nothing is percent-encoded, and the dot, which
  /// is the same encoded or not (RFC 3986 §6.2.2.2).
  private func check(_ part: String, _ divider: String) throws(SerializationError) {
    let losesBlanks = notation.location == .header && !FieldText.isTrimmed(part)
    let isCut = (!isEncoded || divider == ".") && part.firstRange(ofASCII: divider) != nil
    guard losesBlanks || isCut else { return }
    throw SerializationError(
      .ambiguous(part: part, divider: divider == "," ? "a comma" : "`\(divider)`"),
      name: notation.name)
  }

  private func pair(_ name: String, _ text: String) throws(SerializationError) -> Named {
    let value = encoded(text, dividers: "")
    if notation.location == .cookie, !isEncoded, !FieldText.isCookieValue(value) {
      throw SerializationError(.cookieCharacter, name: notation.name)
    }
    return (try encodedName(name), value)
  }

  private func encodedName(_ name: String) throws(SerializationError) -> String {
    if isEncoded {
      return PercentCoding.encoded(name, keeping: notation.location == .form ? .form : .unreserved)
    }
    if notation.location == .cookie {
      guard !name.isEmpty, name.utf8.allSatisfy(FieldText.isTokenByte) else {
        throw SerializationError(.nameCharacter, name: name)
      }
    }
    return name
  }

  private func encoded(_ text: String, dividers: String) -> String {
    guard isEncoded else { return text }
    switch notation.location {
    case .form where !notation.allowsReserved:
      return PercentCoding.encoded(text, keeping: .form)
    case .path where notation.allowsReserved:
      return PercentCoding.encoded(text, keeping: .reservedInPath, dividers: dividers)
    case .query where notation.allowsReserved, .querystring where notation.allowsReserved,
      .form where notation.allowsReserved:
      return PercentCoding.encoded(text, keeping: .reservedInQuery, dividers: dividers)
    default: return PercentCoding.encoded(text)
    }
  }

  /// The value in the media type of its `content`; nil where the style says how it is written.
  private func contentText(_ value: Value) throws(SerializationError) -> String? {
    guard let mediaType = notation.mediaType else { return nil }
    return try ContentText.text(of: value, as: mediaType, name: notation.name)
  }
}
