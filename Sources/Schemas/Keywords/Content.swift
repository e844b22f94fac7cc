internal import Documents

// contentEncoding and contentMediaType (draft 7 validation §8), which draft 7 lets a validator check.
// Later drafts make them annotations.

extension SchemaBuilder {
  mutating func compileContent(_ schema: SchemaObject) {
    guard schema.rules.dialect == .draft7, options.assertFormats ?? false else { return }
    let isBase64 = schema[.contentEncoding]?.string?.lowercased() == "base64"
    let isJSON = schema[.contentMediaType]?.string?.lowercased() == "application/json"
    guard isBase64 || isJSON else { return }
    let keyword: Keyword = isBase64 ? .contentEncoding : .contentMediaType
    emit(.content, keyword, a: (isBase64 ? 1 : 0) | (isJSON ? 2 : 0))
  }
}

extension SchemaValidator {
  mutating func holdsContent(_ check: Instruction, _ index: Int) -> Bool {
    var content = Array(text(index))
    if check.a & 1 != 0 {
      guard let decoded = Base64Format.decode(content[...]) else { return false }
      content = decoded
    }
    guard check.a & 2 != 0 else { return true }
    return (try? JSONReader.read(content, file: document.file)) != nil
  }
}
