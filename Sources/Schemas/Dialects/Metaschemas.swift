internal import Documents

/// The metaschemas that references may name without their being registered, in their normative parts:
/// what they say about validity, without titles, comments and defaults.
enum Metaschemas {
  /// - Parameter uri: without a fragment.
  static func entry(_ uri: String) -> SchemaRegistry.Entry? {
    guard let (text, dialect) = texts[uri] else { return nil }
    let file = SourceFile(name: uri)
    guard let document = try? JSONReader.read(Array(text.utf8), file: file) else { return nil }
    return SchemaRegistry.Entry(uri: uri, document: Value(document), dialect: dialect)
  }

  /// The URIs, without fragments.
  static var uris: [String] { texts.keys.sorted() }

  private static let texts: [String: (text: String, dialect: SchemaDialect)] = {
    var texts: [String: (text: String, dialect: SchemaDialect)] = [
      "http://json-schema.org/draft-04/schema": (draft4, .draft4),
      "http://json-schema.org/draft-06/schema": (draft6, .draft6),
      "http://json-schema.org/draft-07/schema": (draft7, .draft7),
    ]
    for (name, text) in draft201909 {
      texts["https://json-schema.org/draft/2019-09/" + name] = (text, .draft201909)
    }
    for (name, text) in draft202012 {
      texts["https://json-schema.org/draft/2020-12/" + name] = (text, .draft202012)
    }
    return texts
  }()
}
