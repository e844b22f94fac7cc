import Documents
import Evidence
import Suites

/// Remembers what failed, so that it can be made smaller once the plan is through. Results in, in the
/// plan's order; no I/O.
struct ReductionBook {
  /// What findings of one cause share.
  struct Cause: Hashable {
    private let operation: String
    private let check: String
    /// The keyword of the schema that was broken, else the place in the answer with every array index
    /// as one.
    private let place: [String]?

    init(_ finding: Finding) {
      operation = finding.operation
      check = finding.check
      place =
        finding.schema?.tokens
        ?? finding.pointer?.tokens.map { Int($0) == nil ? $0 : "*" }
    }
  }

  /// A failure that only requests with made-up values showed.
  struct Entry {
    var finding: Finding
    /// The place in the plan of the case with the smallest request that showed it.
    var place: Int
    fileprivate var weight: Int
    /// Whether a request that nothing was made up for shows it as well.
    fileprivate var isPlain: Bool
  }

  /// Causes that are told apart; the rest stays as it was found.
  private static let limit = 200

  private var causes: [Cause: Int] = [:]
  private var all: [Entry] = []

  /// Those that can be made smaller, in the plan's order.
  var entries: [Entry] { all.filter { !$0.isPlain } }

  /// - Parameter item: the case of the result, asked for only where it failed.
  mutating func record(_ result: CaseResult, at place: Int, _ item: () -> Case) {
    guard result.verdict == .failed else { return }
    let isPlain = item().invention == nil
    for step in result.steps {
      let request = step.exchange.request
      let weight = request.url.utf8.count + (request.body?.count ?? 0)
      for finding in step.findings where finding.isFailure {
        let entry = Entry(finding: finding, place: place, weight: weight, isPlain: isPlain)
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
            finding: finding, place: place, weight: weight, isPlain: all[known].isPlain)
        }
      }
    }
  }
}
