import Documents

/// Reads a form as the object that a media type's schema describes.
struct FormBodyReader {
  typealias Fault = RequestProblem.Fault

  let media: Contract.MediaType
  let places: [JSONPointer]
  let reader: ValueReader

  func value(_ list: PairList) throws(Fault) -> Value {
    var members = ValueObject()
    var taken: Set<ExactName> = []
    for encoding in media.encodings where encoding.isStyled {
      let parameter = ParameterReader(
        notation: ParameterNotation(
          name: encoding.property, location: .form, style: encoding.style,
          isExploded: encoding.isExploded, allowsReserved: encoding.allowsReserved),
        places: reader.types.member(encoding.property, of: places), reader: reader,
        otherNames: Set(reader.types.memberNames(of: places).map { ExactName($0) }))
      guard let outcome = try parameter.value(list) else { continue }
      members[encoding.property] = outcome.value
      taken.formUnion(outcome.names.map { ExactName($0) })
    }
    for pair in list.pairs where !taken.contains(ExactName(pair.name)) {
      guard members[pair.name] == nil else { continue }
      members[pair.name] = try field(list[pair.name], list.coding)
    }
    return .object(members)
  }

  /// One property from all its pairs.
  private func field(_ pairs: [PairList.Pair], _ coding: PairList.Coding) throws(Fault) -> Value {
    guard let first = pairs.first else { return .null }
    let own = reader.types.member(first.name, of: places)
    let allowed = reader.types.types(own)
    let isList = allowed?.contains(.array) ?? (pairs.count > 1)
    if isList || pairs.count > 1 {
      let inner = isList ? reader.types.items(of: own) : []
      var items: [Value] = []
      for pair in pairs { items.append(try value(pair, coding, inner)) }
      let list = Value.array(items)
      guard pairs.count == 1, allowed != [.array] else { return list }
      return reader.choice([list, try value(first, coding, own)], own) ?? list
    }
    return try value(first, coding, own)
  }

  private func value(
    _ pair: PairList.Pair, _ coding: PairList.Coding, _ places: [JSONPointer]
  ) throws(Fault) -> Value {
    guard let text = coding.decoded(pair.text) else { throw .percentEncoding }
    let documented = media.encodings.first { $0.property.isExactly(pair.name) }?
      .contentTypes.first.flatMap { MediaTypeName($0) }
    if let type = pair.contentType ?? documented, type.isJSON {
      return try BodyReader.json(Array(text.utf8))
    }
    // Arrays and objects are JSON where nothing is said (OpenAPI 3.0.4 §4.7.15.1).
    let allowed = reader.types.types(places)
    let isComposite = allowed.map { $0.contains(.object) || $0.contains(.array) } ?? false
    if isComposite || (allowed == nil && !reader.types.memberNames(of: places).isEmpty) {
      let parsed = try? BodyReader.json(Array(text.utf8))
      if let parsed, parsed.object != nil || parsed.array != nil { return parsed }
    }
    return reader.scalar(text, places)
  }
}

extension Contract.Encoding {
  /// Whether a style says how the property is written, and not its media type.
  var isStyled: Bool { style != nil || !isExploded || allowsReserved }
}
