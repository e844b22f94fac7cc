/// How one named value is written into a request: what a parameter or the encoding of a form field
/// says about it, apart from its schema.
package struct ParameterNotation: Sendable, Hashable {
  package var name: String
  package var location: Contract.Parameter.Location
  package var style: Contract.Parameter.Style
  package var isExploded: Bool
  package var allowsReserved: Bool
  /// The media type in which the value is written; nil where the style says how.
  package var mediaType: String?

  /// Everything that isn't given is as where the definition says nothing.
  package init(
    name: String, location: Contract.Parameter.Location, style: Contract.Parameter.Style? = nil,
    isExploded: Bool? = nil, allowsReserved: Bool = false, mediaType: String? = nil
  ) {
    let style = style ?? .standard(for: location)
    self.name = name
    self.location = location
    self.style = style
    self.isExploded = isExploded ?? (style == .form || style == .cookie)
    self.allowsReserved = allowsReserved
    self.mediaType = mediaType
  }
}

extension Contract.Parameter {
  /// How the parameter is written.
  package var notation: ParameterNotation {
    ParameterNotation(
      name: name, location: location, style: style, isExploded: isExploded,
      allowsReserved: allowsReserved, mediaType: content?.name)
  }
}
