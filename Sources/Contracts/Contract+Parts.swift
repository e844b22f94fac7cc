package import Documents

extension Contract {
  /// A base URL (OpenAPI 3.0.4 §4.7.5; Swagger 2.0 host, basePath and schemes).
  package struct Server: Sendable, Hashable {
    package struct Variable: Sendable, Hashable {
      package var name: String
      package var standard: String
      /// Empty: any value.
      package var values: [String]

      package init(name: String, standard: String, values: [String] = []) {
        self.name = name
        self.standard = standard
        self.values = values
      }
    }

    /// As written, `{variables}` included; perhaps relative to where the definition was read.
    package var template: String
    package var variables: [Variable]
    package var description: String?
    package var range: SourceRange?

    package init(
      template: String, variables: [Variable] = [], description: String? = nil,
      range: SourceRange? = nil
    ) {
      self.template = template
      self.variables = variables
      self.description = description
      self.range = range
    }

    /// The template with each variable replaced by its default.
    package var url: String {
      var result = ""
      var rest = Substring(template)
      while let open = rest.firstRange(ofASCII: "{"),
        let close = rest.firstRange(ofASCII: "}", from: open.upperBound)
      {
        let name = rest[open.upperBound..<close.lowerBound]
        result += rest[..<open.lowerBound]
        if let variable = variables.first(where: { $0.name.isExactly(name) }) {
          result += variable.standard
        } else {
          result += rest[open.lowerBound..<close.upperBound]
        }
        rest = rest[close.upperBound...]
      }
      return result + rest
    }
  }

  /// A sample value (OpenAPI 3.0.4 §4.7.19, Swagger 2.0 `examples`).
  package struct Example: Sendable {
    /// Nil for the only one.
    package var name: String?
    /// Nil where the value lies elsewhere.
    package var value: Value?
    /// The value as it is written into the message (OpenAPI 3.2 `serializedValue`).
    package var serialized: String?
    /// Where the value lies; never fetched.
    package var externalURL: String?
    /// Of the value; nil where it is not in the document.
    package var pointer: JSONPointer?
    package var range: SourceRange?

    package init(
      name: String? = nil, value: Value? = nil, serialized: String? = nil,
      externalURL: String? = nil, pointer: JSONPointer? = nil, range: SourceRange? = nil
    ) {
      self.name = name
      self.value = value
      self.serialized = serialized
      self.externalURL = externalURL
      self.pointer = pointer
      self.range = range
    }
  }

  /// How one property of a form is written (OpenAPI 3.0.4 §4.7.15).
  package struct Encoding: Sendable {
    package var property: String
    /// Empty: as the property's type suggests.
    package var contentTypes: [String]
    package var headers: [Header]
    /// Nil where the content type says how.
    package var style: Parameter.Style?
    package var isExploded: Bool
    package var allowsReserved: Bool

    package init(
      property: String, contentTypes: [String] = [], headers: [Header] = [],
      style: Parameter.Style? = nil, isExploded: Bool = true, allowsReserved: Bool = false
    ) {
      self.property = property
      self.contentTypes = contentTypes
      self.headers = headers
      self.style = style
      self.isExploded = isExploded
      self.allowsReserved = allowsReserved
    }
  }

  /// What an answer tells for a request to come (OpenAPI 3.0.4 §4.7.20).
  package struct Link: Sendable {
    /// How the definition names the operation that is to follow.
    package enum Target: Sendable, Hashable {
      case operationID(String)
      /// `operationRef`, as written.
      case reference(String)
    }

    package var name: String
    package var target: Target?
    /// Nil where the definition names an operation that is not there.
    package var operation: Operation.ID?
    /// Parameter names, perhaps with their location (`path.id`), and runtime expressions or values.
    package var parameters: [(name: String, value: Value)]
    package var body: Value?
    package var range: SourceRange?

    package init(
      name: String, target: Target? = nil, operation: Operation.ID?,
      parameters: [(name: String, value: Value)] = [], body: Value? = nil,
      range: SourceRange? = nil
    ) {
      self.name = name
      self.target = target
      self.operation = operation
      self.parameters = parameters
      self.body = body
      self.range = range
    }
  }

  /// A request that the target sends (OpenAPI 3.0.4 §4.7.18, 3.1.1 §4.8.1 `webhooks`).
  package struct Callback: Sendable, Hashable {
    package var name: String
    /// Where it is sent; nil for a webhook.
    package var expression: String?
    package var method: String
    package var range: SourceRange?

    package init(
      name: String, expression: String? = nil, method: String, range: SourceRange? = nil
    ) {
      self.name = name
      self.expression = expression
      self.method = method
      self.range = range
    }
  }
}
