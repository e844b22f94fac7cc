/// How the answer to a step relates to the answer to an earlier step of its case.
package struct Comparison: Sendable, Hashable {
  package enum Relation: String, Sendable, CaseIterable {
    /// The same PUT or DELETE again (RFC 9110 §9.2.2): it must do as well as the first.
    case repeated
    /// The same GET again (§9.2.1): nothing happened between, so the answer is the same.
    case reread
    /// A HEAD for what a GET answered (§9.3.2): the same status and header fields.
    case head
  }

  package var relation: Relation
  /// The place of the earlier step in the case, from 0.
  package var step: Int

  package init(_ relation: Relation, with step: Int) {
    self.relation = relation
    self.step = step
  }
}
