import Documents

/// What can happen to paths and operations as a whole.
enum OperationChanges {
  static let pathRemoved = ChangeKind(
    "path-removed", .breaking, "every call of the path fails")
  static let operationRemoved = ChangeKind(
    "operation-removed", .breaking, "calls of the operation fail")
  static let effectRaised = ChangeKind(
    "operation-effect-raised", .breaking,
    "a call does more to the target's data than its clients know")
  static let effectLowered = ChangeKind(
    "operation-effect-lowered", .nonBreaking, "a call does less to the target's data")
  static let pathAdded = ChangeKind("path-added", .nonBreaking, "nobody calls it yet")
  static let operationAdded = ChangeKind("operation-added", .nonBreaking, "nobody calls it yet")
  static let variableRenamed = ChangeKind(
    "path-variable-renamed", .nonBreaking, "the name of a path's variable is never sent")
  static let deprecated = ChangeKind(
    "operation-deprecated", .info, "it still works and may be removed later")
  static let operationIDChanged = ChangeKind(
    "operation-id-changed", .info, "it is never sent, but generated clients name methods after it")

  static let kinds = [
    pathRemoved, operationRemoved, effectRaised, effectLowered, pathAdded, operationAdded,
    variableRenamed, deprecated, operationIDChanged,
  ]

  /// Finds them, and returns the operations that are in both contracts.
  static func find(
    _ comparison: inout ContractComparison
  ) -> [(old: Contract.Operation, new: Contract.Operation)] {
    let old = comparison.old.operations
    let new = comparison.new.operations
    var newByShape: [Shape: Contract.Operation] = [:]
    for operation in new where newByShape[Shape(operation.id)] == nil {
      newByShape[Shape(operation.id)] = operation
    }
    let newPaths = Set(new.map { Shape($0.id).path })
    let oldPaths = Set(old.map { Shape($0.id).path })
    var pairs: [(old: Contract.Operation, new: Contract.Operation)] = []
    var goneFrom: Set<[PathTemplate.Part]> = []
    for before in old {
      let shape = Shape(before.id)
      guard let after = newByShape[shape] else {
        if newPaths.contains(shape.path) {
          comparison.add(
            operationRemoved, "\(before.id) was removed", old: before.range, before.id)
        } else if goneFrom.insert(shape.path).inserted {
          let gone = old.filter { Shape($0.id).path == shape.path }
          comparison.add(
            ContractChange(
              pathRemoved, "the path \(before.id.path) was removed", old: before.range,
              operations: gone.map(\.id)))
        }
        continue
      }
      pairs.append((before, after))
      compare(before, after, &comparison)
    }
    let known = Set(old.map { Shape($0.id) })
    var addedPaths: Set<[PathTemplate.Part]> = []
    for after in new where !known.contains(Shape(after.id)) {
      let shape = Shape(after.id)
      if oldPaths.contains(shape.path) {
        comparison.add(operationAdded, "\(after.id) was added", new: after.range, after.id)
      } else if addedPaths.insert(shape.path).inserted {
        let added = new.filter { Shape($0.id).path == shape.path }
        comparison.add(
          ContractChange(
            pathAdded, "the path \(after.id.path) was added", new: after.range,
            operations: added.map(\.id)))
      }
    }
    return pairs
  }

  private static func compare(
    _ old: Contract.Operation, _ new: Contract.Operation, _ comparison: inout ContractComparison
  ) {
    if old.id.path != new.id.path {
      comparison.add(
        variableRenamed, "the path \(old.id.path) is written \(new.id.path) now", old: old.range,
        new: new.range, new.id)
    }
    if old.effect != new.effect {
      let order = Contract.Operation.Effect.allCases
      let isRaised =
        (order.firstIndex(of: new.effect) ?? 0) > (order.firstIndex(of: old.effect) ?? 0)
      comparison.add(
        isRaised ? effectRaised : effectLowered,
        "the effect of \(new.id) was \(old.effect.rawValue) and is \(new.effect.rawValue)",
        old: old.range, new: new.range, new.id)
    }
    if new.isDeprecated && !old.isDeprecated {
      comparison.add(
        deprecated, "\(new.id) is deprecated", old: old.range, new: new.range, new.id)
    }
    if let before = old.operationID, let after = new.operationID, before != after {
      comparison.add(
        operationIDChanged, "the operationId of \(new.id) was `\(before)` and is `\(after)`",
        old: old.range, new: new.range, new.id)
    }
  }

  /// An operation, whatever its path's variables are called.
  private struct Shape: Hashable {
    var method: String
    var path: [PathTemplate.Part]

    init(_ id: Contract.Operation.ID) {
      method = id.method
      path = PathTemplate(id.path).parts.map { part in
        if case .variable = part { .variable("") } else { part }
      }
    }
  }
}
