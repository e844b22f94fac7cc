import Documents

/// Finds the properties of a form that hold bytes.
struct FileProperties {
  private let references: LocalReference
  private let document: Value
  private static let depthLimit = 16

  init(document: Value, references: LocalReference) {
    self.document = document
    self.references = references
  }

  /// Names of the properties, in the order of the file.
  func names(of schema: Contract.SchemaReference?) -> [String] {
    guard let schema, let value = document[schema.pointer] else { return [] }
    return names(value, depth: 0)
  }

  private func names(_ schema: Value, depth: Int) -> [String] {
    guard depth < Self.depthLimit, let schema = followed(schema) else { return [] }
    var names: [String] = []
    for member in schema["properties"]?.object ?? ValueObject() where isFile(member.value, 0) {
      names.append(member.name)
    }
    for part in (schema["allOf"]?.array ?? []).prefix(Self.depthLimit) {
      names += self.names(part, depth: depth + 1)
    }
    return names
  }

  /// `format: binary` (OpenAPI 3.0.4 §4.7.14.2), a media type without an encoding as text
  /// (3.1.1 §4.8.14.3), or an array of either.
  private func isFile(_ schema: Value, _ depth: Int) -> Bool {
    guard depth < Self.depthLimit, let schema = followed(schema) else { return false }
    if schema["format"]?.string == "binary" { return true }
    if let type = schema["contentMediaType"]?.string, schema["contentEncoding"] == nil {
      return MediaTypeName(type).map { BodyKind($0) == .opaque } ?? false
    }
    return schema["items"].map { isFile($0, depth + 1) } ?? false
  }

  private func followed(_ schema: Value) -> Value? {
    var ignored: [Diagnostic] = []
    return references.follow(schema, at: JSONPointer(), into: &ignored)?.value
  }
}
