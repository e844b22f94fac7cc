package import Documents

/// A body as it is sent.
package struct WrittenBody: Sendable, Hashable {
  package var bytes: [UInt8]
  /// The value of Content-Type, its boundary included.
  package var contentType: String

  package init(bytes: [UInt8], contentType: String) {
    self.bytes = bytes
    self.contentType = contentType
  }
}

/// Writes values as the content of a request, in the media type that the contract names for it.
///
/// JSON and all `+json`, JSON Lines and JSON text sequences from any value or array; URL-encoded and
/// multipart forms from objects; `text/*` from scalars; everything else, XML too, from a string that
/// holds the content as it stands.
package struct BodyWriter: Sendable {
  let media: Contract.MediaType
  /// What is sent as Content-Type, before any boundary.
  private let contentType: String
  private let kind: BodyKind

  /// - Parameter media: perhaps a range such as `text/*`; then a type that it covers is written.
  package init(_ media: Contract.MediaType) {
    self.media = media
    let type = MediaTypeName(media.name)
    contentType = type?.sendable ?? media.name
    kind = MediaTypeName(contentType).map { BodyKind($0) } ?? .opaque
  }

  package func write(_ value: Value) throws(SerializationError) -> WrittenBody {
    switch kind {
    case .json: return written(JSONWriter.bytes(value))
    case .jsonLines: return written(try items(value).flatMap { JSONWriter.bytes($0) + [0x0A] })
    case .jsonSequence:
      return written(try items(value).flatMap { [0x1E] + JSONWriter.bytes($0) + [0x0A] })
    case .urlEncodedForm, .multipartForm:
      guard let members = value.object else { throw mismatch(value) }
      return try write(members.map { FormField($0.name, $0.value, media) })
    case .text:
      try checkCharset()
      guard let text = FlatValue.text(value) else { throw mismatch(value) }
      return written(Array(text.utf8))
    case .opaque:
      guard let text = value.string else { throw mismatch(value) }
      return written(Array(text.utf8))
    case .otherMultipart: throw mismatch(value)
    }
  }

  /// Writes what the form parameters of Swagger 2.0 hold.
  package func write(
    _ arguments: [(notation: ParameterNotation, value: Value)]
  ) throws(SerializationError) -> WrittenBody {
    try write(
      arguments.map { argument in
        FormField(
          argument.notation, argument.value,
          isFile: media.fileProperties.contains { $0.isExactly(argument.notation.name) })
      })
  }

  private func write(_ fields: [FormField]) throws(SerializationError) -> WrittenBody {
    guard kind == .multipartForm else {
      var pairs: [String] = []
      for field in fields { pairs += try field.pairs() }
      return written(Array(pairs.joined(separator: "&").utf8))
    }
    var parts: [MultipartWriter.Part] = []
    for field in fields { parts += try field.parts() }
    let (bytes, boundary) = MultipartWriter.bytes(parts)
    return WrittenBody(bytes: bytes, contentType: "\(contentType); boundary=\(boundary)")
  }

  private func written(_ bytes: [UInt8]) -> WrittenBody {
    WrittenBody(bytes: bytes, contentType: contentType)
  }

  private func items(_ value: Value) throws(SerializationError) -> [Value] {
    guard let items = value.array else { throw mismatch(value) }
    return items
  }

  private func mismatch(_ value: Value) -> SerializationError {
    SerializationError(.content(mediaType: contentType, type: value.typeName))
  }

  private func checkCharset() throws(SerializationError) {
    let charset = MediaTypeName(contentType)?.parameters.first { $0.name == "charset" }?.value
    guard let charset, charset != "utf-8", charset != "us-ascii" else { return }
    throw SerializationError(.charset(charset))
  }
}

extension Contract.Body {
  /// The media type to write a value in: the first JSON, else for an object the first form, for an
  /// array the first sequence, for a string the first that takes any text; else the first of all.
  package func mediaType(for value: Value) -> Contract.MediaType? {
    func first(_ kinds: Set<BodyKind>) -> Contract.MediaType? {
      content.first { media in
        guard let type = MediaTypeName(media.name) else { return false }
        let kind = BodyKind(type.sendable.flatMap { MediaTypeName($0) } ?? type)
        return kinds.contains(kind)
      }
    }
    if let json = first([.json]) { return json }
    let fitting: Contract.MediaType? =
      switch value.kind {
      case .object: first([.urlEncodedForm, .multipartForm])
      case .array: first([.jsonLines, .jsonSequence])
      case .string: first([.text, .opaque])
      default: first([.text])
      }
    return fitting ?? content.first
  }

  /// The documented media type that a body of this type is of; the type alone where none is.
  package func mediaType(named name: String) -> Contract.MediaType {
    if let same = content.first(where: { $0.name.isExactly(name) }) { return same }
    let type = MediaTypeName(name)
    let fits = content.compactMap { media -> (Contract.MediaType, MediaTypeName.Fit)? in
      guard let type, let own = MediaTypeName(media.name), let fit = type.fit(own) else {
        return nil
      }
      return (media, fit)
    }
    guard var best = fits.max(by: { $0.1 < $1.1 })?.0 else { return Contract.MediaType(name: name) }
    best.name = name
    return best
  }
}
