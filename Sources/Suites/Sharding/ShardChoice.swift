import Evidence

/// Which shard of how many `--shard` asks for.
package struct ShardChoice: Sendable, Hashable {
  /// From 1.
  package var index: Int
  package var total: Int

  package init(index: Int, total: Int) {
    self.index = index
    self.total = total
  }

  /// Why there is no such shard.
  package struct Refusal: Error, Sendable, Hashable {
    /// In one sentence without a final full stop.
    package var message: String
    package var remedy: String
  }

  /// What an engine that starts a job several times says of which one this is.
  private struct Engine {
    var name: String
    /// Of the variables; the total's is nil where the engine doesn't say.
    var index: String
    var total: String?
    var first: Int
  }

  private static let engines = [
    Engine(name: "GitLab", index: "CI_NODE_INDEX", total: "CI_NODE_TOTAL", first: 1),
    Engine(name: "CircleCI", index: "CIRCLE_NODE_INDEX", total: "CIRCLE_NODE_TOTAL", first: 0),
    Engine(
      name: "Buildkite", index: "BUILDKITE_PARALLEL_JOB", total: "BUILDKITE_PARALLEL_JOB_COUNT",
      first: 0),
    Engine(name: "Kubernetes", index: "JOB_COMPLETION_INDEX", total: nil, first: 0),
  ]

  /// Reads `2/4`, `auto`, or `auto/4` where the engine doesn't tell how many there are.
  ///
  /// The environment decides only where `auto` asks it to: a run that tested half because some variable
  /// was set would be green and know nothing of the rest.
  package init(
    parsing text: String, environment: [String: String]
  ) throws(Refusal) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let total = parts.count == 2 ? Self.natural(parts[1]) : nil
    guard parts.count == 1 ? parts[0] == "auto" : parts.count == 2 && total != nil else {
      throw Refusal(
        message: "--shard `\(text)` is none of I/N, auto and auto/N",
        remedy: "write for instance --shard 2/4")
    }
    if parts[0] == "auto" {
      self = try Self.engine(environment, total: total)
    } else if let index = Self.natural(parts[0]), let total {
      self.init(index: index, total: total)
    } else {
      throw Refusal(
        message: "--shard `\(text)` has no number before the `/`",
        remedy: "write for instance --shard 2/4")
    }
    guard (1...ShardSet.limit).contains(self.total), (1...self.total).contains(index) else {
      throw Refusal(
        message: "there is no shard \(index) of \(self.total)",
        remedy: "count from 1 to N, and N up to \(ShardSet.limit)")
    }
  }

  private static func engine(
    _ environment: [String: String], total given: Int?
  ) throws(Refusal) -> ShardChoice {
    if environment["SLURM_ARRAY_TASK_ID"] != nil { return try slurm(environment, given) }
    // A job that is not parallel has one variable of a pair at most.
    let found = engines.filter { engine in
      environment[engine.index] != nil && (engine.total.map { environment[$0] != nil } ?? true)
    }
    guard let engine = found.first else {
      throw Refusal(
        message:
          "--shard auto finds no variables of GitLab, CircleCI, Buildkite, Kubernetes or Slurm",
        remedy: "write --shard I/N, or let the engine start the job several times")
    }
    guard found.count == 1 else {
      throw Refusal(
        message: "--shard auto finds variables of \(found.map(\.name).joined(separator: " and "))",
        remedy: "write --shard I/N")
    }
    let index = try number(engine.index, environment)
    let said = try engine.total.map { (name) throws(Refusal) in try number(name, environment) }
    guard let total = said ?? given else {
      throw Refusal(
        message: "\(engine.name) says which job this is, and not of how many",
        remedy: "write --shard auto/N with the number of completions")
    }
    try agree(engine.name, total, given)
    return ShardChoice(index: index - engine.first + 1, total: total)
  }

  /// An array of Slurm counts from any number in any steps.
  private static func slurm(
    _ environment: [String: String], _ given: Int?
  ) throws(Refusal) -> ShardChoice {
    let task = try number("SLURM_ARRAY_TASK_ID", environment)
    let total = try number("SLURM_ARRAY_TASK_COUNT", environment)
    let first = try number("SLURM_ARRAY_TASK_MIN", environment)
    let step =
      environment["SLURM_ARRAY_TASK_STEP"] == nil
      ? 1 : try number("SLURM_ARRAY_TASK_STEP", environment)
    guard step > 0, task >= first, (task - first) % step == 0, (task - first) / step < total else {
      throw Refusal(
        message: "the array of Slurm has gaps: task \(task) of \(total) from \(first)",
        remedy: "submit it with --array=1-N")
    }
    try agree("Slurm", total, given)
    return ShardChoice(index: (task - first) / step + 1, total: total)
  }

  private static func agree(
    _ name: String, _ total: Int, _ given: Int?
  ) throws(Refusal) {
    guard given ?? total == total else {
      throw Refusal(
        message: "\(name) says that there are \(total) shards, and --shard says \(given ?? 0)",
        remedy: "write --shard auto, or mend the number")
    }
  }

  private static func number(
    _ name: String, _ environment: [String: String]
  ) throws(Refusal) -> Int {
    let text = environment[name] ?? ""
    guard let number = natural(text) else {
      throw Refusal(
        message: "the variable \(name) is no number: `\(text)`", remedy: "write --shard I/N")
    }
    return number
  }

  /// Digits alone, and not so many that sums could overflow.
  private static func natural(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(text)
  }
}
