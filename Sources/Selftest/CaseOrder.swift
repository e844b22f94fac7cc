import Contracts
import Evidence
import Suites

/// Puts the cases first that look where a fault shows.
struct CaseOrder: Sendable {
  /// Plans of more cases stay as they are.
  static let limit = 20_000

  private let plan: Plan
  /// By case: where its steps look.
  private let views: [View]

  private struct View: Sendable {
    var answers: Set<Mutant.Place> = []
    var operations: Set<String> = []
    var isOfOtherMethods = false
  }

  init(_ plan: Plan) {
    self.plan = plan
    views = plan.cases.count <= Self.limit ? plan.cases.map { Self.view($0) } : []
  }

  private static func view(_ item: Case) -> View {
    var view = View()
    for step in item.steps {
      let operation = "\(step.operation.id)"
      view.operations.insert(operation)
      guard step.role == .test else { continue }
      if step.expectation.rule == .methodNotAllowed { view.isOfOtherMethods = true }
      for status in step.expectation.statuses {
        view.answers.insert(.answer(operation: operation, status: status))
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
    let scores = views.map { score($0, mutant.places) }
    guard scores.contains(where: { $0 != scores.first }) else { return plan }
    let places = views.indices.sorted { left, right in
      scores[left] != scores[right] ? scores[left] > scores[right] : left < right
    }
    var ordered = plan
    ordered.cases = PlanCases(places.map { plan.cases[$0] })
    return ordered
  }

  /// More for every place that the case looks at.
  private func score(_ view: View, _ places: [Mutant.Place]) -> Int {
    places.reduce(0) { score, place in
      switch place {
      case .answer(let operation, nil): score + (view.operations.contains(operation) ? 2 : 0)
      case .answer(let operation, _?):
        score
          + (view.answers.contains(place) ? 2 : view.operations.contains(operation) ? 1 : 0)
      case .otherMethods: score + (view.isOfOtherMethods ? 2 : 0)
      case .token: score
      }
    }
  }
}
