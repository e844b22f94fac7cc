package import Documents

extension Contract {
  /// One method on one path template.
  package struct Operation: Sendable, Identifiable {
    /// Method and path template, for instance `GET /accounts/{accountId}`.
    package struct ID: Sendable, Hashable, CustomStringConvertible {
      package var method: String
      package var path: String

      package init(method: String, path: String) {
        self.method = method
        self.path = path
      }

      package var description: String { "\(method) \(path)" }
    }

    /// What a call does to the target's data.
    package enum Effect: String, Sendable, CaseIterable {
      case read, write, destroy
    }

    /// What decided the effect, the later ones having the last word.
    package enum EffectOrigin: String, Sendable {
      case method, wording, overlay
    }

    package var id: ID
    package var operationID: String?
    package var summary: String?
    package var description: String?
    package var tags: [String]
    package var isDeprecated: Bool
    /// In the order of the file; name and location together are unique. No body parameters.
    package var parameters: [Parameter]
    package var body: Body?
    /// In the order of the file; status patterns are unique.
    package var responses: [Response]
    /// Alternatives, of which one must be met in all its parts. Empty: nothing is required. An
    /// alternative without parts makes authentication optional.
    package var security: [[SecurityRequirement]]
    package var effect: Effect
    package var effectOrigin: EffectOrigin
    package var range: SourceRange?
    /// Members whose name starts with `x-`, in the order of the file.
    package var extensions: ValueObject

    package init(
      id: ID, operationID: String? = nil, summary: String? = nil, description: String? = nil,
      tags: [String] = [], isDeprecated: Bool = false, parameters: [Parameter] = [],
      body: Body? = nil, responses: [Response] = [], security: [[SecurityRequirement]] = [],
      effect: Effect, effectOrigin: EffectOrigin, range: SourceRange? = nil,
      extensions: ValueObject = ValueObject()
    ) {
      self.id = id
      self.operationID = operationID
      self.summary = summary
      self.description = description
      self.tags = tags
      self.isDeprecated = isDeprecated
      self.parameters = parameters
      self.body = body
      self.responses = responses
      self.security = security
      self.effect = effect
      self.effectOrigin = effectOrigin
      self.range = range
      self.extensions = extensions
    }
  }

  package struct SecurityRequirement: Sendable, Hashable {
    package var scheme: String
    package var scopes: [String]

    package init(scheme: String, scopes: [String] = []) {
      self.scheme = scheme
      self.scopes = scopes
    }
  }

  package struct Parameter: Sendable {
    package enum Location: String, Sendable, Hashable, CaseIterable {
      case path, query, header, cookie, form
    }

    package var name: String
    package var location: Location
    package var isRequired: Bool
    package var description: String?
    package var schema: SchemaReference
    /// True for a header parameter that carries the credential of a security scheme
    /// (`Authorization`): it is filled by authentication and never by a value.
    package var isCredential: Bool
    package var range: SourceRange?

    package init(
      name: String, location: Location, isRequired: Bool, description: String? = nil,
      schema: SchemaReference, isCredential: Bool = false, range: SourceRange? = nil
    ) {
      self.name = name
      self.location = location
      self.isRequired = isRequired
      self.description = description
      self.schema = schema
      self.isCredential = isCredential
      self.range = range
    }
  }

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

    package init(name: String, isAssumed: Bool = false, schema: SchemaReference? = nil) {
      self.name = name
      self.isAssumed = isAssumed
      self.schema = schema
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
    package var range: SourceRange?

    package init(
      status: Status, description: String? = nil, content: [MediaType] = [],
      headers: [Header] = [], range: SourceRange? = nil
    ) {
      self.status = status
      self.description = description
      self.content = content
      self.headers = headers
      self.range = range
    }
  }

  package struct Header: Sendable {
    package var name: String
    package var isRequired: Bool
    package var schema: SchemaReference?
    package var range: SourceRange?

    package init(
      name: String, isRequired: Bool = false, schema: SchemaReference? = nil,
      range: SourceRange? = nil
    ) {
      self.name = name
      self.isRequired = isRequired
      self.schema = schema
      self.range = range
    }
  }
}

extension Contract.Operation {
  /// The response that documents a status: the exact code before the range before `default`
  /// (OpenAPI 3.0.4 §4.8.16).
  package func response(for status: Int) -> Contract.Response? {
    responses.first { $0.status == .code(status) }
      ?? responses.first { $0.status == .range(status / 100) }
      ?? responses.first { $0.status == .default }
  }
}
