/// How much is tolerated.
package enum Strictness: String, Sendable, CaseIterable {
  case lenient, standard, strict
}
