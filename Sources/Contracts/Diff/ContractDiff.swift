import Documents

/// Compares two contracts by what they mean, whatever formats they were written in.
package enum ContractDiff {
  /// What a client of the old contract meets in the new one, operations first, in the order of the
  /// files. A contract and itself: nothing.
  package static func changes(from old: Contract, to new: Contract) -> [ContractChange] {
    var comparison = ContractComparison(old: old, new: new)
    comparison.compare()
    return comparison.changes
  }
}

/// What all rules need: both contracts, the schemas compared so far, the changes found.
struct ContractComparison {
  let old: Contract
  let new: Contract
  var schemas: SchemaComparison
  private var found: [ContractChange] = []

  init(old: Contract, new: Contract) {
    self.old = old
    self.new = new
    schemas = SchemaComparison(old: old, new: new)
  }

  var changes: [ContractChange] { merged(found + schemas.changes()) }

  mutating func compare() {
    ServerChanges.find(&self)
    let pairs = OperationChanges.find(&self)
    SecurityChanges.findSchemes(pairs, &self)
    for (before, after) in pairs {
      ServerChanges.find(before, after, &self)
      ParameterChanges.find(before, after, &self)
      BodyChanges.find(before, after, &self)
      ResponseChanges.find(before, after, &self)
      SecurityChanges.find(before, after, &self)
    }
  }

  mutating func add(
    _ kind: ChangeKind, _ message: String, old: SourceRange? = nil, new: SourceRange? = nil,
    _ operations: Contract.Operation.ID...
  ) {
    found.append(ContractChange(kind, message, old: old, new: new, operations: operations))
  }

  mutating func add(_ change: ContractChange) { found.append(change) }

  /// The same change of several operations once.
  private func merged(_ changes: [ContractChange]) -> [ContractChange] {
    struct Key: Hashable {
      var kind: ChangeKind
      var message: String
      var old: SourceRange?
      var new: SourceRange?
    }
    var result: [ContractChange] = []
    var places: [Key: Int] = [:]
    for change in changes {
      let key = Key(kind: change.kind, message: change.message, old: change.old, new: change.new)
      guard let place = places[key] else {
        places[key] = result.count
        result.append(change)
        continue
      }
      let known = Set(result[place].operations)
      result[place].operations += change.operations.filter { !known.contains($0) }
    }
    return result
  }
}
