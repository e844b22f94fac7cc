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
    /// The media types that all its responses can have by the definition, whether their content is
    /// described or not (Swagger 2.0 `produces`); empty where it does not say.
    package var produces: [String] = []
    /// Alternatives, of which one must be met in all its parts. Empty: nothing is required. An
    /// alternative without parts makes authentication optional.
    package var security: [[SecurityRequirement]]
    /// Requests that the target sends in consequence of this one: loaded and reported, never
    /// exercised.
    package var callbacks: [Callback]
    /// Replaces the contract's where it is not empty.
    package var servers: [Server]
    package var effect: Effect
    package var effectOrigin: EffectOrigin
    package var range: SourceRange?
    /// Members whose name starts with `x-`, in the order of the file.
    package var extensions: ValueObject

    package init(
      id: ID, operationID: String? = nil, summary: String? = nil, description: String? = nil,
      tags: [String] = [], isDeprecated: Bool = false, parameters: [Parameter] = [],
      body: Body? = nil, responses: [Response] = [], security: [[SecurityRequirement]] = [],
      callbacks: [Callback] = [], servers: [Server] = [], effect: Effect,
      effectOrigin: EffectOrigin, range: SourceRange? = nil,
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
      self.callbacks = callbacks
      self.servers = servers
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
}
