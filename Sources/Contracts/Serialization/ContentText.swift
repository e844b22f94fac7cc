import Documents

/// Values written in a media type where text is wanted: parameters with `content`, fields of forms.
enum ContentText {
  /// JSON for JSON types; for all other types the text of a scalar as it stands.
  static func text(
    of value: Value, as mediaType: String, name: String?
  ) throws(SerializationError) -> String {
    guard let type = MediaTypeName(mediaType), !type.isJSON else { return JSONWriter.text(value) }
    guard let text = FlatValue.text(value) else {
      throw SerializationError(.content(mediaType: mediaType, type: value.typeName), name: name)
    }
    return text
  }
}
