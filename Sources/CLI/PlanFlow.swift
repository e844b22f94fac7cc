import Suites

/// The course of a workflow as `plan --steps` lists it.
struct PlanFlow {
  let flow: Flow

  /// What belongs to a step: its criteria and outputs, and where it leads.
  func lines(ofStep step: Int) -> [String] {
    flow.node(ofStep: step).map(lines) ?? []
  }

  /// The ends of workflows, and of the steps that call them.
  var ends: [String] {
    flow.nodes.flatMap { node -> [String] in
      guard node.step == nil else { return [] }
      let lines = lines(node)
      return lines.isEmpty ? [] : ["(\(node.name))"] + lines.map { "   \($0)" }
    }
  }

  private func lines(_ node: Flow.Node) -> [String] {
    var lines = node.prepared.map { "let \($0.name) = \($0.value)" }
    lines += node.requires.compactMap { flow.node($0).map { "after (\($0.name))" } }
    lines += node.criteria.map { "expect \($0.text)" }
    lines += node.outputs.map { "output \($0.name) from \($0.value)" }
    lines += node.onSuccess.map { "on success\(condition($0)): \(text($0))" }
    lines += node.onFailure.map { "on failure\(condition($0)): \(text($0))" }
    for action in node.onSuccess + node.onFailure {
      lines += action.sets.map { "let \($0.name) = \($0.value), by \(action.name)" }
    }
    return lines
  }

  private func condition(_ action: Flow.Action) -> String {
    action.criteria.isEmpty
      ? "" : ", if \(action.criteria.map(\.text).joined(separator: " and "))"
  }

  private func text(_ action: Flow.Action) -> String {
    switch action.kind {
    case .end: return "end"
    case .goto(let target): return "go to (\(name(target)))"
    case .retry(let after, let limit, let way):
      let by = way.map { ", by (\(name($0)))" } ?? ""
      return "again after \(after) s, at most \(limit) times\(by)"
    }
  }

  private func name(_ place: Int) -> String { flow.node(place)?.name ?? "nowhere" }
}
