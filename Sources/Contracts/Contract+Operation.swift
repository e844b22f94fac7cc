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

    /// What the definition says of an operation.
    private struct Fields: Sendable {
      var id: ID
      var operationID: String?
      var summary: String?
      var description: String?
      var tags: [String]
      var isDeprecated: Bool
      var parameters: [Parameter]
      var body: Body?
      var responses: [Response]
      var produces: [String]
      var security: [[SecurityRequirement]]
      var callbacks: [Callback]
      var servers: [Server]
      var effect: Effect
      var effectOrigin: EffectOrigin
      var range: SourceRange?
      var extensions: ValueObject
    }

    /// An operation goes into every step and answer of a run, so that a copy of it must be one
    /// reference and no more.
    private final class Storage: Sendable {
      let fields: Fields
      /// Worked out when it is first asked for.
      let facts = LazyReference<OperationFacts>()

      init(_ fields: Fields) { self.fields = fields }
    }

    private var storage: Storage

    /// Changes a copy; operations are changed while they are built, and hardly ever later.
    private mutating func change(_ edit: (inout Fields) -> Void) {
      var fields = storage.fields
      edit(&fields)
      storage = Storage(fields)
    }

    package var id: ID {
      get { storage.fields.id }
      set { change { $0.id = newValue } }
    }
    package var operationID: String? {
      get { storage.fields.operationID }
      set { change { $0.operationID = newValue } }
    }
    package var summary: String? {
      get { storage.fields.summary }
      set { change { $0.summary = newValue } }
    }
    package var description: String? {
      get { storage.fields.description }
      set { change { $0.description = newValue } }
    }
    package var tags: [String] {
      get { storage.fields.tags }
      set { change { $0.tags = newValue } }
    }
    package var isDeprecated: Bool {
      get { storage.fields.isDeprecated }
      set { change { $0.isDeprecated = newValue } }
    }
    /// In the order of the file; name and location together are unique. No body parameters.
    package var parameters: [Parameter] {
      get { storage.fields.parameters }
      set { change { $0.parameters = newValue } }
    }
    package var body: Body? {
      get { storage.fields.body }
      set { change { $0.body = newValue } }
    }
    /// In the order of the file; status patterns are unique.
    package var responses: [Response] {
      get { storage.fields.responses }
      set { change { $0.responses = newValue } }
    }
    /// The media types that all its responses can have by the definition, whether their content is
    /// described or not (Swagger 2.0 `produces`); empty where it does not say.
    package var produces: [String] {
      get { storage.fields.produces }
      set { change { $0.produces = newValue } }
    }
    /// Alternatives, of which one must be met in all its parts. Empty: nothing is required. An
    /// alternative without parts makes authentication optional.
    package var security: [[SecurityRequirement]] {
      get { storage.fields.security }
      set { change { $0.security = newValue } }
    }
    /// Requests that the target sends in consequence of this one: loaded and reported, never
    /// exercised.
    package var callbacks: [Callback] {
      get { storage.fields.callbacks }
      set { change { $0.callbacks = newValue } }
    }
    /// Replaces the contract's where it is not empty.
    package var servers: [Server] {
      get { storage.fields.servers }
      set { change { $0.servers = newValue } }
    }
    package var effect: Effect {
      get { storage.fields.effect }
      set { change { $0.effect = newValue } }
    }
    package var effectOrigin: EffectOrigin {
      get { storage.fields.effectOrigin }
      set { change { $0.effectOrigin = newValue } }
    }
    package var range: SourceRange? {
      get { storage.fields.range }
      set { change { $0.range = newValue } }
    }
    /// Members whose name starts with `x-`, in the order of the file.
    package var extensions: ValueObject {
      get { storage.fields.extensions }
      set { change { $0.extensions = newValue } }
    }

    /// What follows from the definition and is asked for with every request.
    package var facts: OperationFacts {
      storage.facts.load() ?? storage.facts.storeIfNil(OperationFacts(self))
    }

    package init(
      id: ID, operationID: String? = nil, summary: String? = nil, description: String? = nil,
      tags: [String] = [], isDeprecated: Bool = false, parameters: [Parameter] = [],
      body: Body? = nil, responses: [Response] = [], produces: [String] = [],
      security: [[SecurityRequirement]] = [],
      callbacks: [Callback] = [], servers: [Server] = [], effect: Effect,
      effectOrigin: EffectOrigin, range: SourceRange? = nil,
      extensions: ValueObject = ValueObject()
    ) {
      storage = Storage(
        Fields(
          id: id, operationID: operationID, summary: summary, description: description, tags: tags,
          isDeprecated: isDeprecated, parameters: parameters, body: body, responses: responses,
          produces: produces, security: security, callbacks: callbacks, servers: servers,
          effect: effect,
          effectOrigin: effectOrigin, range: range, extensions: extensions))
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
