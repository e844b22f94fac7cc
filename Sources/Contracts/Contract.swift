package import Documents
package import Schemas

/// An API definition, whatever format it was written in.
///
/// Schemas are not a model of their own: they stay `Value`s of `document`, addressed by pointer, so
/// that overlays, the schema compiler and messages see the very text of the file.
package struct Contract: Sendable {
  package var title: String
  package var version: String
  package var summary: String?
  /// The format the definition was written in, for instance "markdown" or "Swagger 2.0".
  package var format: String
  package var source: SourceFile
  /// The definition after overlays, in the shape of Swagger 2.0 or OpenAPI 3; model `X` stands at
  /// `/definitions/X` or `/components/schemas/X`. The builder may have added members whose names
  /// begin with `x-muster-`; nobody else changes it, since schema references know what stands in it.
  package internal(set) var document: Value
  /// How the schemas in `document` are to be read.
  package var dialect: SchemaDialect
  /// Where the definition says that it is served, in the order of the file.
  package var servers: [Server]
  package var securitySchemes: [SecurityScheme]
  /// In the order of the file; method and path together are unique.
  package var operations: [Operation]
  /// In the order of the file; names are unique.
  package var models: [Model]
  /// Requests that the target sends on its own account (OpenAPI 3.1 `webhooks`): loaded and
  /// reported, never exercised.
  package var webhooks: [Callback]

  package init(
    title: String, version: String, summary: String? = nil, format: String, source: SourceFile,
    document: Value, dialect: SchemaDialect, servers: [Server] = [],
    securitySchemes: [SecurityScheme] = [], operations: [Operation] = [], models: [Model] = [],
    webhooks: [Callback] = []
  ) {
    self.title = title
    self.version = version
    self.summary = summary
    self.format = format
    self.source = source
    self.document = document
    self.dialect = dialect
    self.servers = servers
    self.securitySchemes = securitySchemes
    self.operations = operations
    self.models = models
    self.webhooks = webhooks
  }

  package func operation(_ id: Operation.ID) -> Operation? {
    operations.first { $0.id == id }
  }
}

extension Contract {
  /// A schema that stands somewhere in the contract's document.
  package struct SchemaReference: Sendable {
    /// Where the schema stands in `Contract.document`. A bare `$ref` has been followed: this is the
    /// place of the model itself where the definition only names one.
    package var pointer: JSONPointer
    package var range: SourceRange?
    /// What the label is made of. Only people want it, and a definition has thousands.
    private let source: Value
    private let naming: Naming

    /// What `source` is.
    private enum Naming: Sendable {
      /// The label itself.
      case label
      /// What is written where the schema is named, perhaps a reference to it.
      case schema
      /// The schema at the pointer.
      case standing
    }

    package init(pointer: JSONPointer, label: String, range: SourceRange? = nil) {
      self.pointer = pointer
      self.range = range
      source = .string(label)
      naming = .label
    }

    /// - Parameter schema: what is written where the schema is named, perhaps a reference to it.
    init(pointer: JSONPointer, naming schema: Value, range: SourceRange?) {
      self.pointer = pointer
      self.range = range
      source = schema
      naming = .schema
    }

    /// - Parameter schema: what stands at the pointer.
    init(pointer: JSONPointer, standing schema: Value) {
      self.pointer = pointer
      range = schema.range
      source = schema
      naming = .standing
    }

    /// The type as a person would write it: `accountsResponse`, `[ integer ]` or
    /// `string (date-time)`.
    package var label: String {
      switch naming {
      case .label: source.string ?? ""
      case .schema, .standing: TypeLabel.label(of: source)
      }
    }

    /// What stands at `pointer` in the contract's document, where the builder had it at hand.
    package var value: Value? {
      if case .standing = naming { source } else { nil }
    }
  }

  /// A named schema.
  package struct Model: Sendable {
    package struct Property: Sendable {
      package var name: String
      package var schema: SchemaReference
      package var isRequired: Bool
      package var range: SourceRange?

      package init(
        name: String, schema: SchemaReference, isRequired: Bool, range: SourceRange? = nil
      ) {
        self.name = name
        self.schema = schema
        self.isRequired = isRequired
        self.range = range
      }
    }

    package var name: String
    package var schema: SchemaReference
    package var range: SourceRange?
    /// Nil where there are none.
    private let stored: Properties?

    /// Empty for a model that is no object with declared properties.
    package var properties: [Property] { stored?.list ?? [] }

    /// - Parameter stored: the properties, perhaps still to be worked out.
    init(name: String, schema: SchemaReference, stored: Properties?, range: SourceRange?) {
      self.name = name
      self.schema = schema
      self.stored = stored
      self.range = range
    }
  }

  package struct SecurityScheme: Sendable {
    package enum Kind: Sendable, Hashable {
      case basic
      /// HTTP authentication with another scheme name, for instance bearer.
      case http(scheme: String)
      case apiKey(name: String, location: Parameter.Location)
      /// In the order of the file; Swagger 2.0 knows one flow a scheme.
      case oauth2(flows: [OAuthFlow])
      case openIDConnect(url: String)
      case mutualTLS
      /// A type that no supported format defines, kept as written.
      case unknown(String)
    }

    package struct OAuthFlow: Sendable, Hashable {
      /// Named as OpenAPI 3 does: implicit, password, clientCredentials, authorizationCode or
      /// deviceAuthorization.
      package var name: String
      package var tokenURL: String?
      package var authorizationURL: String?
      /// Where a device asks for its codes (OpenAPI 3.2, RFC 8628 §3.1).
      package var deviceAuthorizationURL: String?
      package var refreshURL: String?
      package var scopes: [String]

      package init(
        name: String, tokenURL: String? = nil, authorizationURL: String? = nil,
        deviceAuthorizationURL: String? = nil, refreshURL: String? = nil, scopes: [String] = []
      ) {
        self.name = name
        self.tokenURL = tokenURL
        self.authorizationURL = authorizationURL
        self.deviceAuthorizationURL = deviceAuthorizationURL
        self.refreshURL = refreshURL
        self.scopes = scopes
      }
    }

    package var name: String
    package var kind: Kind
    package var range: SourceRange?

    package init(name: String, kind: Kind, range: SourceRange? = nil) {
      self.name = name
      self.kind = kind
      self.range = range
    }
  }
}

extension Contract.SchemaReference: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    left.pointer == right.pointer && left.range == right.range && left.label == right.label
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(pointer)
    hasher.combine(range)
  }
}
