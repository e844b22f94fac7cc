import ArgumentParser
import Contracts
import Evidence
import Execution
import Inputs
import Suites

/// Which part of the plan is run.
struct ShardOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      Run one of N parts of the plan, for instance 2/4; `auto` takes the numbers from GitLab, CircleCI, \
      Buildkite or Slurm, auto/N from a Kubernetes Indexed Job. `muster merge` puts the parts together.
      """, valueName: "i/n"))
  var shard: String?

  /// A plan cut into shards, with the facts of the one that is run.
  struct Part {
    var plan: Plan
    var facts: ShardFacts
  }

  /// The part that was asked for; nil for the whole plan.
  ///
  /// - Parameters:
  ///   - options: with which it was made; their files count for what the plan is.
  ///   - durations: seconds that cases took, by their ids; empty where nobody knows.
  func part(
    of made: PlanChoice.Made, _ options: PlanOptions, silentChecks: Set<String>,
    durations: [String: Double]
  ) throws(Failure) -> Part? {
    guard let shard else { return nil }
    let choice: ShardChoice
    do {
      choice = try ShardChoice(parsing: shard, environment: ProcessEnvironment.variables)
    } catch {
      throw .unusable(error.message, remedy: error.remedy)
    }
    let plan = made.plan
    var inputs = made.files.map(\.bytes)
    if let path = options.fixtures {
      inputs.append(try InputFile.read(path, what: "the fixtures file"))
    }
    let cut = ShardCut(plan, total: choice.total, durations: durations)
    return Part(
      plan: cut.plan(plan, shard: choice.index),
      facts: ShardFacts(
        index: choice.index, total: choice.total, planDigest: PlanDigest.of(plan, inputs: inputs),
        cutDigest: cut.digest, cases: plan.cases.count, ownCases: cut.count(of: choice.index),
        isSpread: BaseURLProbe.isSpread(plan), silentChecks: silentChecks.sorted(),
        isPartial: options.isPartial))
  }
}
