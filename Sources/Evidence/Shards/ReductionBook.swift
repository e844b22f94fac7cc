import Documents

/// Remembers what failed, so that it can be made smaller once the plan is through. Results in, in the
/// plan's order; no I/O.
package struct ReductionBook: Sendable {
  /// What findings of one cause share.
  package struct Cause: Sendable, Hashable {
    private let operation: String
    private let check: String
    /// The keyword of the schema that was broken, else the place in the answer with every array index
    /// as one.
    private let place: [String]?

    package init(_ finding: Finding) {
      operation = finding.operation
      check = finding.check
      place =
        finding.schema?.tokens
        ?? finding.pointer?.tokens.map { Int($0) == nil ? $0 : "*" }
    }
  }

  /// A failure that only requests with made-up values showed.
  package struct Entry: Sendable {
    package var finding: Finding
    /// The place in the plan of the case with the smallest request that showed it.
    package var place: Int
    /// Its id.
    package var caseID: String
    fileprivate var weight: Int
    /// Whether a request that nothing was made up for shows it as well.
    fileprivate var isPlain: Bool
  }

  /// Causes that are told apart; the rest stays as it was found.
  package static let limit = 200
  /// Causes of one run that are made smaller; the first ones of the plan.
  package static let causeLimit = 20

  private var causes: [Cause: Int] = [:]
  private var all: [Entry] = []

  package init() {}

  /// Those that can be made smaller, in the plan's order.
  package var entries: [Entry] { all.filter { !$0.isPlain } }

  /// - Parameter place: where the case stands in the plan.
  package mutating func record(_ result: CaseResult, at place: Int) {
    guard result.verdict == .failed else { return }
    let isPlain = !result.isInvented
    for step in result.steps {
      let request = step.exchange.request
      let weight = request.url.utf8.count + (request.body?.count ?? 0)
      for finding in step.findings where finding.severity == .failure {
        let entry = Entry(
          finding: finding, place: place, caseID: result.id, weight: weight, isPlain: isPlain)
        let cause = Cause(finding)
        guard let known = causes[cause] else {
          if all.count < Self.limit {
            causes[cause] = all.count
            all.append(entry)
          }
          continue
        }
        if isPlain {
          all[known].isPlain = true
        } else if weight < all[known].weight {
          all[known] = Entry(
            finding: finding, place: place, caseID: result.id, weight: weight,
            isPlain: all[known].isPlain)
        }
      }
    }
  }
}
