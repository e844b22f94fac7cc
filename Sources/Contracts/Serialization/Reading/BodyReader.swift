import Documents

/// Reads the content of a request as its media type wants it.
struct BodyReader {
  typealias Fault = RequestProblem.Fault

  let media: Contract.MediaType
  /// What Content-Type says.
  let type: MediaTypeName
  let reader: ValueReader

  func value(_ bytes: [UInt8]) throws(Fault) -> Value {
    let places = media.schema.map { [$0.pointer] } ?? []
    switch BodyKind(type) {
    case .json: return try Self.json(bytes)
    case .jsonLines:
      return try sequence(
        bytes.split(separator: 0x0A).filter { line in
          !line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        })
    case .jsonSequence: return try sequence(bytes.split(separator: 0x1E))
    case .urlEncodedForm, .multipartForm:
      let list = try Self.pairs(bytes, type)
      return try FormBodyReader(media: media, places: places, reader: reader).value(list)
    case .text: return reader.scalar(String(decoding: bytes, as: UTF8.self), places)
    case .opaque: return .string(String(decoding: bytes, as: UTF8.self))
    case .otherMultipart: throw .mediaType("\(type)")
    }
  }

  private func sequence(_ texts: [ArraySlice<UInt8>]) throws(Fault) -> Value {
    var items: [Value] = []
    for text in texts {
      do {
        items.append(Value(try JSONReader.read(Array(text), file: Self.file)))
      } catch { throw .item(items.count + 1, error.kind) }
    }
    return .array(items)
  }

  static func json(_ bytes: [UInt8]) throws(Fault) -> Value {
    do { return Value(try JSONReader.read(bytes, file: file)) } catch { throw .json(error.kind) }
  }

  /// The fields of a form of either type, in their order.
  static func pairs(_ bytes: [UInt8], _ type: MediaTypeName) throws(Fault) -> PairList {
    guard BodyKind(type) == .multipartForm else {
      return PairList(form: String(decoding: bytes, as: UTF8.self))
    }
    guard let boundary = type.parameters.first(where: { $0.name == "boundary" })?.value else {
      throw .noBoundary
    }
    let parts = try MultipartReader.parts(bytes, boundary: boundary)
    return PairList(
      parts.map {
        PairList.Pair(
          name: $0.name, text: String(decoding: $0.content, as: UTF8.self),
          contentType: $0.contentType)
      }, coding: .plain)
  }

  private static let file = SourceFile(name: "request")
}
