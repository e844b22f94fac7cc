import Contracts
package import Evidence
package import Suites

extension BaseURLProbe {
  /// Cases that are looked at for a second operation: a plan may have a million.
  private static let outlook = 2_000

  package init(_ plan: Plan) {
    self.init(isSpread: Self.isSpread(plan))
  }

  /// Whether the cases of a plan call more than one operation.
  package static func isSpread(_ plan: Plan) -> Bool {
    var first: String?
    return plan.cases.prefix(outlook).contains { item in
      guard item.skip == nil, item.blocker == nil else { return false }
      return item.steps.contains { step in
        let name = "\(step.operation.id)"
        defer { first = first ?? name }
        return first.map { $0 != name } ?? false
      }
    }
  }
}
