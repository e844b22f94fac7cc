/// What the same schema document may be compiled differently for.
package struct SchemaOptions: Sendable, Hashable {
  /// Which way a document travels, for `readOnly` and `writeOnly`.
  package enum Direction: Sendable, Hashable, CaseIterable {
    /// The members marked `readOnly` may neither be required nor sent.
    case request
    /// The members marked `writeOnly` may neither be required nor sent.
    case response
    case none
  }

  /// Whether `format` is checked. Nil leaves it to the dialect: checked in Swagger and OpenAPI,
  /// an annotation in JSON Schema.
  package var assertFormats: Bool?
  package var direction: Direction

  package init(assertFormats: Bool? = nil, direction: Direction = .none) {
    self.assertFormats = assertFormats
    self.direction = direction
  }
}
