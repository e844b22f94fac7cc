import Contracts
import Evidence
import Suites

/// Puts the cases first that look where a fault shows.
struct CaseOrder: Sendable {
  /// Plans of more cases stay as they are.
  static let limit = 5_000

  private let plan: Plan
  /// By case: where its steps look.
  private let views: [View]

  /// What a case looks at.
  private struct View: Sendable {
    /// By operation: the statuses that its own steps ask for; none for steps that only prepare.
    var statuses: [String: Set<Int>] = [:]
    var isOfOtherMethods = false
  }

  init(_ plan: Plan) {
    self.plan = plan
    views = plan.cases.count <= Self.limit ? plan.cases.map { Self.view($0) } : []
  }

  private static func view(_ item: Case) -> View {
    var view = View()
    for step in item.steps {
      let asked = step.role == .test ? step.expectation.statuses : []
      view.statuses["\(step.operation.id)", default: []].formUnion(asked)
      if step.role == .test, step.expectation.rule == .methodNotAllowed {
        view.isOfOtherMethods = true
      }
    }
    return view
  }

  /// The same cases in the opposite order.
  var reversed: Plan {
    var reversed = plan
    reversed.cases = PlanCases(plan.cases.reversed())
    return reversed
  }

  /// The plan with the likely cases first, otherwise in its order.
  func plan(for mutant: Mutant) -> Plan {
    guard !views.isEmpty, !mutant.places.isEmpty else { return plan }
    let target = Target(mutant.places)
    let scores = views.map { target.score($0) }
    guard scores.contains(where: { $0 != scores.first }) else { return plan }
    let places = views.indices.sorted { left, right in
      scores[left] != scores[right] ? scores[left] > scores[right] : left < right
    }
    var ordered = plan
    ordered.cases = PlanCases(places.map { plan.cases[$0] })
    return ordered
  }

  /// Where a fault shows, for quick comparison.
  private struct Target {
    /// By operation: the statuses of the answers that show it; nil: all of them.
    private var statuses: [String: Set<Int>?] = [:]
    private var isOfOtherMethods = false

    init(_ places: [Mutant.Place]) {
      for place in places {
        switch place {
        case .answer(let operation, nil): statuses[operation] = .some(nil)
        case .answer(let operation, let status?):
          guard let known = statuses[operation, default: []] else { continue }
          statuses[operation] = .some(known.union([status]))
        case .otherMethods: isOfOtherMethods = true
        case .token: break
        }
      }
    }

    /// More for every operation that a case looks at, and more where it asks for such an answer.
    func score(_ view: View) -> Int {
      let base = isOfOtherMethods && view.isOfOtherMethods ? 2 : 0
      return view.statuses.reduce(base) { score, look in
        guard let shown = statuses[look.key] else { return score }
        guard let shown else { return score + 2 }
        return score + (shown.isDisjoint(with: look.value) ? 1 : 2)
      }
    }
  }
}
