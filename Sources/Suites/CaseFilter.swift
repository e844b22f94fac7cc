import Contracts
import Documents
import Evidence

/// Marks cases that the options leave out; what the patterns mean is worked out once, for plans of
/// a million cases.
struct CaseFilter: Sendable {
  private let options: Planner.Options
  /// Nil: all.
  private let included: Set<Contract.Operation.ID>?
  private let excluded: Set<Contract.Operation.ID>

  init(_ options: Planner.Options, _ contract: Contract) {
    self.options = options
    func matches(_ patterns: [String]) -> Set<Contract.Operation.ID> {
      let globs = patterns.map { Glob($0) }
      return Set(
        contract.operations.map(\.id).filter { id in globs.contains { $0.matches("\(id)") } })
    }
    included = options.operations.isEmpty ? nil : matches(options.operations)
    excluded = matches(options.excludedOperations)
  }

  /// Whether it leaves out nothing at all.
  var isEmpty: Bool {
    included == nil && options.excludedOperations.isEmpty && options.tags.isEmpty
      && options.excludedTags.isEmpty && !options.isSafe && options.cases.isEmpty
  }

  /// The case, marked as skipped where an option leaves it out.
  func filtered(_ item: Case) -> Case {
    guard item.skip == nil, let skip = skip(item) else { return item }
    var item = item
    item.skip = skip
    return item
  }

  /// Whether a pattern of `--case` means the case: an id names its case whatever it holds, and only
  /// what is no id is a pattern.
  static func names(_ pattern: String, _ item: Case) -> Bool {
    pattern == item.id || Glob(pattern).matches(item.id)
  }

  private func skip(_ item: Case) -> Reason? {
    if !options.cases.isEmpty, !options.cases.contains(where: { Self.names($0, item) }) {
      return Reason(code: "filtered", message: "left out by --case")
    }
    if let included,
      !item.steps.contains(where: { $0.role == .test && included.contains($0.operation.id) })
    {
      return Reason(code: "filtered", message: "left out by --operation")
    }
    if item.steps.contains(where: { excluded.contains($0.operation.id) }) {
      return Reason(code: "filtered", message: "left out by --exclude-operation")
    }
    if !options.tags.isEmpty, Set(options.tags).isDisjoint(with: item.tags) {
      return Reason(code: "filtered", message: "left out by --tag")
    }
    if !Set(options.excludedTags).isDisjoint(with: item.tags) {
      return Reason(code: "filtered", message: "left out by --exclude-tag")
    }
    if options.isSafe, item.effect != .read {
      return Reason(
        code: "unsafe",
        message: "its effect is \(item.effect.rawValue), and --safe sends reads only")
    }
    return nil
  }
}
