package import Documents

/// One way in which a document breaks a schema.
package struct Violation: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case violated
    /// Nobody knows: a pattern, or the schema as a whole, took more effort than is allowed.
    case unevaluated
  }

  package let kind: Kind
  /// The offending value, from the root of its document. A member with a wrong name has its value's
  /// pointer.
  package let instance: JSONPointer
  package let instancePosition: SourcePosition?
  /// The keyword, from the root of its document.
  package let schemaPointer: JSONPointer
  /// The URI of that document.
  package let schemaURI: String
  /// The keyword in the document's file, or the schema where the keyword has no place.
  package let schemaRange: SourceRange?
  package let keyword: String
  /// In words, for instance `string` or `at most 10`.
  package let expected: String
  /// The offending value in words, of bounded length.
  package let actual: String

  package init(
    kind: Kind, instance: JSONPointer, instancePosition: SourcePosition?,
    schemaPointer: JSONPointer, schemaURI: String, schemaRange: SourceRange?, keyword: String,
    expected: String, actual: String
  ) {
    self.kind = kind
    self.instance = instance
    self.instancePosition = instancePosition
    self.schemaPointer = schemaPointer
    self.schemaURI = schemaURI
    self.schemaRange = schemaRange
    self.keyword = keyword
    self.expected = expected
    self.actual = actual
  }

  /// For people, without the place.
  package var message: String {
    switch kind {
    case .violated: "expected \(expected), got \(actual)"
    case .unevaluated: "could not evaluate \(expected) for \(actual)"
    }
  }
}

extension Violation: CustomStringConvertible {
  /// `pointer: message`.
  package var description: String {
    "\(instance.tokens.isEmpty ? "(root)" : instance.description): \(message)"
  }
}
