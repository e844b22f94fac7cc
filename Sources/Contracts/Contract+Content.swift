package import Documents

extension Contract {
  /// The content that a request may carry.
  package struct Body: Sendable {
    /// The parameter's name where the format has one (Swagger 2.0).
    package var name: String?
    package var isRequired: Bool
    package var description: String?
    /// In the order of the file; never empty.
    package var content: [MediaType]
    package var range: SourceRange?

    package init(
      name: String? = nil, isRequired: Bool, description: String? = nil, content: [MediaType],
      range: SourceRange? = nil
    ) {
      self.name = name
      self.isRequired = isRequired
      self.description = description
      self.content = content
      self.range = range
    }
  }

  /// One representation of a request's or a response's content.
  package struct MediaType: Sendable {
    /// For instance `application/json` or `text/*`.
    package var name: String
    /// True where the definition does not say and JSON was assumed.
    package var isAssumed: Bool
    package var schema: SchemaReference?
    /// Of one item of a sequence such as JSON Lines (OpenAPI 3.2 `itemSchema`).
    package var itemSchema: SchemaReference?
    package var examples: [Example]
    /// How the properties of a form are written; those not named here are written as usual.
    package var encodings: [Encoding]
    /// The properties of a form that hold bytes: parts of a multipart body that are files.
    package var fileProperties: [String]
    package var range: SourceRange?

    package init(
      name: String, isAssumed: Bool = false, schema: SchemaReference? = nil,
      itemSchema: SchemaReference? = nil, examples: [Example] = [], encodings: [Encoding] = [],
      fileProperties: [String] = [], range: SourceRange? = nil
    ) {
      self.name = name
      self.isAssumed = isAssumed
      self.schema = schema
      self.itemSchema = itemSchema
      self.examples = examples
      self.encodings = encodings
      self.fileProperties = fileProperties
      self.range = range
    }
  }

  package struct Response: Sendable {
    package enum Status: Sendable, Hashable, CustomStringConvertible {
      case code(Int)
      /// `4XX` is range(4).
      case range(Int)
      case `default`

      package var description: String {
        switch self {
        case .code(let code): String(code)
        case .range(let hundreds): "\(hundreds)XX"
        case .default: "default"
        }
      }
    }

    package var status: Status
    package var description: String?
    /// Empty where the response has no content or the definition gives no schema for it.
    package var content: [MediaType]
    package var headers: [Header]
    package var links: [Link]
    package var range: SourceRange?

    package init(
      status: Status, description: String? = nil, content: [MediaType] = [],
      headers: [Header] = [], links: [Link] = [], range: SourceRange? = nil
    ) {
      self.status = status
      self.description = description
      self.content = content
      self.headers = headers
      self.links = links
      self.range = range
    }
  }

  package struct Header: Sendable {
    package var name: String
    package var isRequired: Bool
    package var schema: SchemaReference?
    package var description: String?
    /// The items' separator for Swagger 2.0's sake; OpenAPI 3 headers are always `simple`.
    package var style: Parameter.Style
    package var isExploded: Bool
    /// The media type in which the value is written; nil where `style` says how.
    package var content: MediaType?
    package var examples: [Example]
    package var isDeprecated: Bool
    package var range: SourceRange?

    package init(
      name: String, isRequired: Bool = false, schema: SchemaReference? = nil,
      description: String? = nil, style: Parameter.Style = .simple, isExploded: Bool = false,
      content: MediaType? = nil, examples: [Example] = [], isDeprecated: Bool = false,
      range: SourceRange? = nil
    ) {
      self.name = name
      self.isRequired = isRequired
      self.schema = schema
      self.description = description
      self.style = style
      self.isExploded = isExploded
      self.content = content
      self.examples = examples
      self.isDeprecated = isDeprecated
      self.range = range
    }
  }
}
