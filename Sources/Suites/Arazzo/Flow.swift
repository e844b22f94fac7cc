package import Documents
import Evidence

/// The course of a workflow: its steps, those of the workflows that it calls in their places, and how
/// it goes on after each of them.
package final class Flow: Sendable {
  /// Steps that one case may go through, so that what leads back to itself comes to an end.
  package static let visitLimit = 1000
  /// Steps that a workflow may have, with those of all that it calls.
  static let sizeLimit = 2000

  /// A step, or the end of a workflow.
  package struct Node: Sendable {
    /// For people: `login`, or `order.pay` of a workflow that is called.
    package var name: String
    /// The place of its request in the case; nil for what sends none.
    package var step: Int?
    /// Where going to it leads: to its first request.
    package var entry: Int
    /// Set before its request.
    package var prepared: [FlowBinding] = []
    /// Steps that must have come to a good end before.
    package var requires: [Int] = []
    /// Empty: the contract's checks judge.
    package var criteria: [FlowCriterion] = []
    /// Set after its answer, what is there of it.
    package var outputs: [FlowBinding] = []
    package var onSuccess: [Action] = []
    package var onFailure: [Action] = []
    /// After success; nil: the case ends.
    package var next: Int?
    /// After an end that an action asks for; nil: the case ends.
    package var end: Int?
    /// The step that called its workflow, which fails with it; nil: the case fails.
    package var caller: Int?
    package var range: SourceRange?
  }

  /// What is done where its criteria hold.
  package struct Action: Sendable {
    package enum Kind: Sendable {
      case end
      case goto(Int)
      /// By another way, where one is given, which leads back to the step.
      case retry(after: Double, limit: Int, by: Int?)
    }

    package var name: String
    package var kind: Kind
    package var criteria: [FlowCriterion]
    /// Set when it is taken.
    package var sets: [FlowBinding] = []

    package func applies(in scene: FlowScene) -> Bool {
      criteria.allSatisfy { $0.complaint(in: scene) == nil }
    }
  }

  package let nodes: [Node]
  package let start: Int

  init(nodes: [Node], start: Int) {
    self.nodes = nodes
    self.start = start
  }

  package func node(_ place: Int) -> Node? { nodes.indices.contains(place) ? nodes[place] : nil }

  /// The node that sends a step's request.
  package func node(ofStep step: Int) -> Node? { nodes.first { $0.step == step } }
}

extension [FlowCriterion] {
  /// The statuses that an answer must have for all of them to hold; nil where they don't say.
  package var statuses: [Int]? {
    let possible = (100...599).filter { status in
      allSatisfy { $0.holds(forStatus: status) != false }
    }
    return possible.count < 500 ? possible : nil
  }
}
