internal import Documents

/// Where schemas stand in the one that is being compiled: what a keyword holds. The place is made when it is
/// first asked for: most schemas there are plain, or references to what is known.
struct SchemaHolder {
  /// The schema with the keyword.
  let outer: Location
  let keyword: Keyword
  private var known: Location?

  init(_ keyword: Keyword, of schema: SchemaObject) {
    outer = schema.location
    self.keyword = keyword
  }

  /// The place of what the keyword holds, or where a token is given, of that below it.
  mutating func place(_ token: String?) -> Location {
    let place = known ?? outer.appending(keyword.rawValue)
    known = place
    return token.map { place.appending($0) } ?? place
  }
}
