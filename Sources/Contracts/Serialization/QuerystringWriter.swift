package import Documents

/// Writes the value that stands for a whole query (OpenAPI 3.2 §4.12.1, `in: querystring`).
package struct QuerystringWriter: Sendable {
  private let name: String
  private let media: Contract.MediaType

  /// - Parameter media: the parameter's `content`; nil where it has none, which is read as a form.
  package init(name: String, media: Contract.MediaType?) {
    self.name = name
    self.media = media ?? Contract.MediaType(name: "application/x-www-form-urlencoded")
  }

  /// The query without its question mark: a form for a URL-encoded `content`, else the text in that
  /// media type, percent-encoded.
  package func text(_ value: Value) throws(SerializationError) -> String {
    guard let type = MediaTypeName(media.name), BodyKind(type) == .urlEncodedForm else {
      return PercentCoding.encoded(try ContentText.text(of: value, as: media.name, name: name))
    }
    guard value.object != nil else {
      throw SerializationError(.content(mediaType: media.name, type: value.typeName), name: name)
    }
    return String(decoding: try BodyWriter(media).write(value).bytes, as: UTF8.self)
  }
}
