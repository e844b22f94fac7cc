import Contracts
import Documents
import Evidence
import Suites

/// Where a case is in the course of a workflow. Pure: the same answers, the same way.
struct FlowCourse {
  /// Where a step leads.
  enum Way {
    /// To the step that sends the next request.
    case request(Int)
    case end
    /// Nobody takes up the failure; with what the steps that called the failed one missed.
    case failed([Lapse])
  }

  /// A criterion that does not hold.
  struct Lapse {
    var criterion: FlowCriterion
    var complaint: Complaint
  }

  /// The last exchange, which expressions may speak of.
  struct Last {
    var step: Step
    var exchange: Exchange
    var view: AnswerView?
  }

  let flow: Flow
  /// The step that waits for its exchange.
  private(set) var place: Int
  /// Seconds to wait before its request.
  private(set) var pause: Double?
  /// Statuses that the action that was taken last asks for by itself.
  private(set) var askedStatuses: [Int] = []
  var last: Last?
  private var visits = 0
  private var visitsOf: [Int: Int] = [:]
  /// How often each step was tried again, by the place of the action.
  private var retries: [Int: [Int: Int]] = [:]
  /// The steps that came to a good end.
  private var done: Set<Int> = []

  init(_ flow: Flow) {
    self.flow = flow
    place = flow.start
  }

  var node: Flow.Node? { flow.node(place) }

  /// Which request of its step it is, from 1.
  var number: Int { visitsOf[place] ?? 1 }

  func scene(_ context: ExpressionContext) -> FlowScene {
    FlowScene(context, step: last?.step, exchange: last?.exchange, view: last?.view)
  }

  /// What the answer to the step's request misses.
  func lapses(_ context: ExpressionContext) -> [Lapse] {
    Self.lapses(node?.criteria ?? [], scene(context))
  }

  private static func lapses(_ criteria: [FlowCriterion], _ scene: FlowScene) -> [Lapse] {
    criteria.compactMap { criterion in
      criterion.complaint(in: scene).map { Lapse(criterion: criterion, complaint: $0) }
    }
  }

  /// Takes up a step; gives why it can't be sent, where it can't.
  mutating func arrive(at place: Int, _ context: inout ExpressionContext) -> Reason? {
    self.place = place
    guard let node else {
      return Reason(code: "flow-lost", message: "the workflow leads to a step that is not there")
    }
    visits += 1
    visitsOf[place, default: 0] += 1
    guard visits <= Flow.visitLimit else {
      return Reason(
        code: "flow-too-long",
        message: "the workflow did not come to its end within \(Flow.visitLimit) steps",
        remedy: "end the loop by criteria of its `goto`, or use `retry` with a limit")
    }
    if let missing = node.requires.first(where: { !done.contains($0) }) {
      return Reason(
        code: "flow-order",
        message: "the step \(node.name) depends on \(flow.node(missing)?.name ?? "another"), which"
          + " did not come to a good end before", remedy: "go through that step first")
    }
    for binding in node.prepared {
      context.variables[binding.name] = FlowScene(context).value(binding.value)
    }
    return nil
  }

  /// Goes on from the step that was answered to the next request, through all that comes between.
  mutating func goOn(isGood: Bool, _ context: inout ExpressionContext) -> Way {
    pause = nil
    askedStatuses = []
    var place = place
    var isGood = isGood
    var lapses: [Lapse] = []
    // Ends of workflows follow each other at most as deep as calls are nested.
    for _ in 0...(2 * flow.nodes.count) {
      guard let node = flow.node(place) else { return .end }
      let scene = scene(context)
      for binding in node.outputs { context.variables[binding.name] = scene.value(binding.value) }
      let choice = choose(isGood ? node.onSuccess : node.onFailure, place, self.scene(context))
      if isGood { done.insert(place) }
      if let choice, !choice.sets.isEmpty {
        let scene = self.scene(context)
        for binding in choice.sets { context.variables[binding.name] = scene.value(binding.value) }
      }
      if choice.map({ !$0.isRetry }) ?? true { retries[place] = nil }
      var target: Int?
      switch choice?.kind {
      case .goto(let next)?: target = next
      case .retry(let after, _, let way)?:
        pause = asked ?? after
        target = way ?? node.entry
      case .end? where isGood: target = node.end
      case nil where isGood: target = node.next
      default:
        guard let caller = node.caller else { return .failed(lapses) }
        place = caller
        isGood = false
        continue
      }
      guard let target, let next = flow.node(target) else { return .end }
      if next.step != nil { return .request(target) }
      place = target
      let missed = Self.lapses(next.criteria, self.scene(context))
      isGood = missed.isEmpty
      lapses += missed
    }
    return .end
  }

  /// The first action whose criteria hold; one that tries again only as often as it may.
  private mutating func choose(
    _ actions: [Flow.Action], _ place: Int, _ scene: FlowScene
  ) -> Flow.Action? {
    for (number, action) in actions.enumerated() where action.applies(in: scene) {
      if case .retry(_, let limit, _) = action.kind {
        let count = retries[place]?[number] ?? 0
        guard count < limit else { continue }
        retries[place, default: [:]][number] = count + 1
      }
      askedStatuses = action.criteria.isEmpty ? [] : action.criteria.statuses ?? []
      return action
    }
    return nil
  }

  /// Seconds that the answer asks to wait, where it gives a number and no date.
  private var asked: Double? {
    guard let seconds = last?.view?.field("Retry-After").flatMap({ Double($0) }), seconds >= 0
    else { return nil }
    return min(seconds, RetryPolicy.longestAsked)
  }
}

extension Flow.Action {
  fileprivate var isRetry: Bool { if case .retry = kind { true } else { false } }
}
