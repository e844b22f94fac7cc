import Documents

/// Reads the text of one parameter as its style wants it.
struct ParameterReader {
  let notation: ParameterNotation
  /// The value's schema; none for any value.
  let places: [JSONPointer]
  let reader: ValueReader
  /// Names that belong to other parameters, where an exploded object takes all the rest.
  var otherNames: Set<ExactName> = []

  typealias Fault = RequestProblem.Fault
  /// Several values where one is wanted, of which the first was read.
  struct Outcome {
    var value: Value
    var isRepeated = false
    /// The names of the pairs that it was read from.
    var names: [String] = []
  }

  // MARK: One text: path segments and header fields

  /// - Parameter coding: how the text is coded; dividers are looked for before it is decoded.
  func value(_ text: String, coding: PairList.Coding) throws(Fault) -> Value {
    if notation.mediaType != nil { return try content(try decoded(text, coding)) }
    switch notation.style {
    case .label:
      guard let rest = text.dropping(prefix: ".") else { return .string(try decoded(text, coding)) }
      return try value(
        String(rest), coding, divider: notation.isExploded ? "." : ",",
        isExploded: notation.isExploded)
    case .matrix: return try matrix(text, coding)
    default: return try value(text, coding, divider: ",", isExploded: notation.isExploded)
    }
  }

  private func matrix(_ text: String, _ coding: PairList.Coding) throws(Fault) -> Value {
    guard let rest = text.dropping(prefix: ";") else { return .string(try decoded(text, coding)) }
    var pairs: [PairList.Pair] = []
    for piece in Self.split(rest, ";") {
      let (name, value) = Self.cut(piece)
      pairs.append(PairList.Pair(name: try decoded(name, coding), text: value ?? ""))
    }
    let list = PairList(pairs, coding: coding)
    if let outcome = try value(list) { return outcome.value }
    return .string(try decoded(text, coding))
  }

  /// Reads a text that may be divided into items or into names and values.
  private func value(
    _ text: String, _ coding: PairList.Coding, divider: String, isExploded: Bool
  ) throws(Fault) -> Value {
    let allowed = allowedTypes
    let whole = try decoded(text, coding)
    let scalars = reader.scalars(whole, allowed)
    var readings = scalars.filter { $0.string == nil && !$0.isNull }
    // Dividers that are percent-encoded themselves are looked for behind the code.
    let isInside = divider != "," && divider != "."
    let pieces = isInside ? Self.split(whole, divider) : Self.split(text, divider)
    let pieceCoding = isInside ? PairList.Coding.plain : coding
    if allowed?.contains(.array) == true {
      readings.append(.array(try items(pieces, pieceCoding)))
    }
    if allowed?.contains(.object) == true,
      let object = try object(pieces, pieceCoding, isExploded: isExploded)
    {
      readings.append(object)
    }
    if readings.isEmpty || allowed.map({ $0.contains(.string) || $0.contains(.null) }) ?? true {
      readings += scalars.filter { $0.string != nil || $0.isNull }
    }
    return reader.choice(readings, places) ?? .string(whole)
  }

  private func items(
    _ pieces: [String], _ coding: PairList.Coding
  ) throws(Fault) -> [Value] {
    let inner = reader.types.items(of: places)
    var items: [Value] = []
    for piece in listed(pieces) { items.append(reader.scalar(try decoded(piece, coding), inner)) }
    return items
  }

  /// Nil where the pieces aren't names and values.
  private func object(
    _ pieces: [String], _ coding: PairList.Coding, isExploded: Bool
  ) throws(Fault) -> Value? {
    var members = ValueObject()
    let pieces = listed(pieces)
    if isExploded {
      for piece in pieces {
        let (name, text) = Self.cut(piece)
        guard let text else { return nil }
        try add(name, text, coding, to: &members)
      }
    } else {
      guard pieces.count.isMultiple(of: 2) else { return nil }
      for place in stride(from: 0, to: pieces.count, by: 2) {
        try add(pieces[place], pieces[place + 1], coding, to: &members)
      }
    }
    return .object(members)
  }

  private func add(
    _ name: String, _ text: String, _ coding: PairList.Coding, to members: inout ValueObject
  ) throws(Fault) {
    let name = try decoded(name, coding)
    members[name] = reader.scalar(
      try decoded(text, coding), reader.types.member(name, of: places))
  }

  /// Of a header's list without the empty elements and the blanks around the others
  /// (RFC 9110 §5.6.1.2).
  private func listed(_ pieces: [String]) -> [String] {
    guard notation.location == .header else { return pieces }
    return pieces.map { String($0.trimmedBlanks()) }.filter { !$0.isEmpty }
  }

  // MARK: Pairs: queries, forms and cookies

  /// Nil where no pair belongs to the parameter.
  func value(_ list: PairList) throws(Fault) -> Outcome? {
    if notation.style == .deepObject, let outcome = try deepObject(list) { return outcome }
    let own = list[notation.name]
    let coding: PairList.Coding =
      notation.location == .cookie && notation.style == .cookie ? .plain : list.coding
    let allowed = allowedTypes
    let takesMembers =
      notation.isExploded && notation.style != .deepObject && notation.mediaType == nil
      && allowed?.contains(.object) == true
    if takesMembers, own.isEmpty || allowed == [.object] {
      return try members(list, coding)
    }
    guard let first = own.first else { return nil }
    if notation.mediaType != nil {
      return Outcome(
        value: try content(try decoded(first.text, coding)), isRepeated: own.count > 1,
        names: [notation.name])
    }
    if notation.isExploded, allowed?.contains(.array) == true {
      var readings: [Value] = []
      if own.count == 1 {
        readings = reader.scalars(try decoded(first.text, coding), allowed)
          .filter { $0.string == nil && !$0.isNull }
      }
      let inner = reader.types.items(of: places)
      var items: [Value] = []
      for pair in own { items.append(reader.scalar(try decoded(pair.text, coding), inner)) }
      readings.append(.array(items))
      if own.count == 1, allowed?.contains(.string) == true {
        readings.append(.string(try decoded(first.text, coding)))
      }
      return Outcome(
        value: reader.choice(readings, places) ?? .array([]), names: [notation.name])
    }
    let divider =
      switch notation.style {
      case .spaceDelimited: " "
      case .pipeDelimited: "|"
      case .tabDelimited: "\t"
      default: ","
      }
    let value =
      notation.isExploded || notation.style == .deepObject
      ? reader.scalar(try decoded(first.text, coding), places)
      : try value(first.text, coding, divider: divider, isExploded: false)
    return Outcome(value: value, isRepeated: own.count > 1, names: [notation.name])
  }

  private func deepObject(_ list: PairList) throws(Fault) -> Outcome? {
    var members = ValueObject()
    var names: [String] = []
    let prefix = notation.name + "["
    for pair in list.pairs {
      guard let rest = pair.name.dropping(prefix: prefix), let key = rest.dropping(suffix: "]")
      else { continue }
      names.append(pair.name)
      try add(key, pair.text, list.coding, to: &members)
    }
    return names.isEmpty ? nil : Outcome(value: .object(members), names: names)
  }

  private func add(
    _ key: Substring, _ text: String, _ coding: PairList.Coding, to members: inout ValueObject
  ) throws(Fault) {
    let name = String(key)
    members[name] = reader.scalar(
      try decoded(text, coding), reader.types.member(name, of: places))
  }

  /// An exploded object: the pairs of its declared members, and all that no other parameter takes
  /// where it speaks of more.
  private func members(_ list: PairList, _ coding: PairList.Coding) throws(Fault) -> Outcome? {
    let declared = Set(reader.types.memberNames(of: places).map { ExactName($0) })
    let takesRest = reader.types.expectsOtherMembers(places)
    var members = ValueObject()
    var names: [String] = []
    for pair in list.pairs {
      let name = ExactName(pair.name)
      guard declared.contains(name) || (takesRest && !otherNames.contains(name)) else { continue }
      names.append(pair.name)
      try add(Substring(pair.name), pair.text, coding, to: &members)
    }
    return names.isEmpty ? nil : Outcome(value: .object(members), names: names)
  }

  // MARK: Common

  /// The types that the schema allows; what it speaks of where it names none.
  private var allowedTypes: Set<SchemaTypes.Name>? {
    if let types = reader.types.types(places) { return types }
    if !reader.types.items(of: places).isEmpty { return [.array, .string] }
    if !reader.types.memberNames(of: places).isEmpty { return [.object, .string] }
    return nil
  }

  /// The value written in the media type of `content`.
  private func content(_ text: String) throws(Fault) -> Value {
    guard let name = notation.mediaType, let type = MediaTypeName(name), type.isJSON else {
      return reader.scalar(text, places)
    }
    return try BodyReader.json(Array(text.utf8))
  }

  private func decoded(
    _ text: some StringProtocol, _ coding: PairList.Coding
  ) throws(Fault) -> String {
    guard let text = coding.decoded(text) else { throw .percentEncoding }
    return text
  }

  static func split(_ text: some StringProtocol, _ divider: String) -> [String] {
    guard let byte = divider.utf8.first else { return [String(text)] }
    return text.utf8.split(separator: byte, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// What stands before and after the first equal sign; nil after it where there is none.
  static func cut(_ text: String) -> (String, String?) {
    guard let place = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { return (text, nil) }
    return (String(text[..<place]), String(text[text.utf8.index(after: place)...]))
  }
}
