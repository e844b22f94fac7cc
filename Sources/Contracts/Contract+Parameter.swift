package import Documents

extension Contract {
  package struct Parameter: Sendable {
    package enum Location: String, Sendable, Hashable, CaseIterable {
      case path, query, header, cookie, form
      /// The whole query as one value (OpenAPI 3.2 §4.12.1).
      case querystring
    }

    /// How a value becomes text (OpenAPI 3.2 §4.12.3; Swagger 2.0 `collectionFormat`).
    package enum Style: String, Sendable, Hashable, CaseIterable {
      case simple, label, matrix, form, spaceDelimited, pipeDelimited, deepObject, cookie
      /// Swagger 2.0 `tsv`, which OpenAPI 3 has no word for.
      case tabDelimited
    }

    package var name: String
    package var location: Location
    package var isRequired: Bool
    package var description: String?
    /// Of the value itself; where `content` is given, of what is written in that media type.
    package var schema: SchemaReference
    package var style: Style
    /// Whether items and members become parameters or parts of their own.
    package var isExploded: Bool
    /// Whether reserved characters are sent as they are (RFC 3986 §2.2).
    package var allowsReserved: Bool
    /// Whether the parameter may be sent without a value.
    package var allowsEmptyValue: Bool
    /// The media type in which the value is written into its place; nil where `style` says how.
    package var content: MediaType?
    package var examples: [Example]
    package var isDeprecated: Bool
    /// True for a header parameter that carries the credential of a security scheme
    /// (`Authorization`): it is filled by authentication and never by a value.
    package var isCredential: Bool
    package var range: SourceRange?

    package init(
      name: String, location: Location, isRequired: Bool, description: String? = nil,
      schema: SchemaReference, style: Style? = nil, isExploded: Bool? = nil,
      allowsReserved: Bool = false, allowsEmptyValue: Bool = false, content: MediaType? = nil,
      examples: [Example] = [], isDeprecated: Bool = false, isCredential: Bool = false,
      range: SourceRange? = nil
    ) {
      let style = style ?? Style.standard(for: location)
      self.name = name
      self.location = location
      self.isRequired = isRequired
      self.description = description
      self.schema = schema
      self.style = style
      self.isExploded = isExploded ?? (style == .form || style == .cookie)
      self.allowsReserved = allowsReserved
      self.allowsEmptyValue = allowsEmptyValue
      self.content = content
      self.examples = examples
      self.isDeprecated = isDeprecated
      self.isCredential = isCredential
      self.range = range
    }
  }
}

extension Contract.Parameter.Style {
  /// The style where none is written (OpenAPI 3.0.4 §4.7.12.2.2).
  package static func standard(for location: Contract.Parameter.Location) -> Self {
    switch location {
    case .path, .header: .simple
    case .query, .cookie, .form, .querystring: .form
    }
  }
}
