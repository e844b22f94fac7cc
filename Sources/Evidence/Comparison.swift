package import Documents

/// How the answer to a step relates to the answer to an earlier step of its case.
package struct Comparison: Sendable, Hashable {
  package enum Relation: String, Sendable, CaseIterable {
    /// The same PUT or DELETE again (RFC 9110 §9.2.2): it must do as well as the first.
    case repeated
    /// The same GET again (§9.2.1): nothing happened between, so the answer is the same.
    case reread
    /// A HEAD for what a GET answered (§9.3.2): the same status and header fields.
    case head
    /// A list of a collection in which something was created: it has it (§15.3.2).
    case listed
    /// The same after it was deleted: it no longer has it.
    case unlisted
  }

  package var relation: Relation
  /// The place of the earlier step in the case, from 0.
  package var step: Int
  /// Where the earlier answer has the id of what it created.
  package var pointer: JSONPointer?
  /// What the list may call it besides.
  package var names: [String]
  /// The step without whose success there is nothing to compare; nil: the earlier one will do.
  package var condition: Int?

  package init(
    _ relation: Relation, with step: Int, pointer: JSONPointer? = nil, names: [String] = [],
    onlyAfter condition: Int? = nil
  ) {
    self.relation = relation
    self.step = step
    self.pointer = pointer
    self.names = names
    self.condition = condition
  }
}
