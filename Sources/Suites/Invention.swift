/// What the last request of a derived case holds that nobody vouches for, so that it can be made
/// smaller where it shows something.
package struct Invention: Sendable {
  /// The places of the request whose values were made up, as `query.limit` or `body`.
  package var places: [String]
  /// The request that it was made from, whose values the fixtures vouch for where they can.
  package var base: RequestTemplate

  package init(places: [String], base: RequestTemplate) {
    self.places = places
    self.base = base
  }
}
