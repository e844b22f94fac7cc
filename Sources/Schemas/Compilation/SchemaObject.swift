internal import Documents

/// A schema that is being compiled: its members, seen through its dialect.
struct SchemaObject {
  let members: ValueObject
  let location: Location
  let range: SourceRange?
  let rules: DialectRules
  /// The resource that it belongs to.
  let resource: Int
  /// Its place in the program.
  let index: Int

  /// The member of a keyword, where the dialect knows the keyword.
  subscript(keyword: Keyword) -> ValueObject.Member? {
    guard rules.knows(keyword) else { return nil }
    return members.member(keyword.rawValue)
  }
}
