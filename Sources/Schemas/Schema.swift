package import Documents

/// A compiled schema: immutable, and free to be used by any number of tasks at once.
package struct Schema: Sendable {
  let storage: ProgramStorage
  let root: Int32

  /// Whether a value satisfies the schema. False also where that took too much effort to tell;
  /// `violations` says so.
  package func isValid(_ node: JSONNode) -> Bool {
    SchemaValidator.with(storage, node.document) { validator in
      validator.accepts(root, node.index) && !validator.isIncomplete
    } ?? false
  }

  /// The outcome of a validation, for those who must not take "nobody knows" for a no.
  package enum Verdict: Sendable, Hashable {
    case valid, invalid
    /// A pattern, or the schema as a whole, took more effort than is allowed.
    case undecided
  }

  /// As `isValid`, but tells a value that is refused from one that nobody can judge.
  package func verdict(on node: JSONNode) -> Verdict {
    SchemaValidator.with(storage, node.document) { validator in
      let accepts = validator.accepts(root, node.index)
      return validator.isIncomplete ? .undecided : accepts ? .valid : .invalid
    } ?? .undecided
  }

  /// All violations, in the order of a walk over schema and value, up to a limit; empty for a value
  /// that satisfies the schema.
  package func violations(in node: JSONNode, limit: Int = 100) -> [Violation] {
    if limit <= 0 || isValid(node) { return [] }
    return SchemaValidator.with(storage, node.document) { validator in
      var reporter = SchemaReporter(schema: self, validator: validator, limit: limit)
      defer { validator = reporter.validator }
      return reporter.run(node.index)
    } ?? []
  }
}
