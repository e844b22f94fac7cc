package import Documents

/// The documents in which references may lead somewhere. Nothing is ever fetched.
package struct SchemaRegistry: Sendable {
  struct Entry: Sendable {
    /// Without a fragment.
    let uri: String
    let document: Value
    let dialect: SchemaDialect
  }

  private(set) var entries: [Entry] = []
  private var places: [String: Int] = [:]

  package init() {}

  /// Adds a document, or replaces the one of the same URI.
  ///
  /// - Parameters:
  ///   - uri: absolute or relative; what references of the document are resolved against. A
  ///     fragment is ignored.
  ///   - dialect: how its schemas are to be read, where they don't say so by `$schema`.
  package mutating func add(_ document: Value, uri: String, dialect: SchemaDialect) {
    let key = URIReference(uri).withoutFragment.text
    let entry = Entry(uri: key, document: document, dialect: dialect)
    if let place = places[key] {
      entries[place] = entry
    } else {
      places[key] = entries.count
      entries.append(entry)
    }
  }

  func place(of uri: String) -> Int? { places[uri] }
}
