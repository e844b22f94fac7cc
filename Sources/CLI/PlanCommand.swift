import ArgumentParser
import Checks
import Contracts
import Documents
import Evidence
import Inputs
import Suites

/// `muster plan`: what `run` would send, without sending.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Lists what `run` would send, without sending anything.")

  @OptionGroup var spec: SpecOptions
  @OptionGroup var plan: PlanOptions
  @OptionGroup var sharding: ShardOptions

  @Flag(name: .long, help: "List the steps of each case, with what they send and demand.")
  var steps = false

  @OptionGroup(title: "Config") var config: ConfigOptions

  func run() async throws {
    let loaded = try await spec.load()
    let fixtures = try plan.loadFixtures()
    let whole = try plan.plan(
      loaded, fixtures, nil, environment: ProcessEnvironment.variables)
    let part = try sharding.part(of: whole, plan, silentChecks: [], durations: [:])
    let made = part?.plan ?? whole.plan
    Terminal.show(loaded.diagnostics + made.diagnostics)
    // What `run` would refuse, `plan` refuses too.
    do {
      _ = try Judge(
        contract: loaded.contract, schemas: loaded.schemas, strictness: .standard)
    } catch {
      throw Failure(error)
    }
    let details = steps ? PlanSteps(made) : nil
    var group = ""
    for item in made.cases where item.skip != .otherShard {
      if item.group != group {
        Terminal.output("\(item.group)\n")
        group = item.group
      }
      let expected = item.steps.last?.expectation.label ?? "nothing"
      let note = (item.skip ?? item.blocker).map {
        "  (\(item.skip == nil ? "inconclusive" : "skipped"): \($0.message))"
      }
      Terminal.output(
        "  \(item.intent.rawValue)  \(item.title) → \(expected), \(item.effect.rawValue),"
          + " \(item.steps.count) \(item.steps.count == 1 ? "request" : "requests")\(note ?? "")\n"
          + "      \(item.id)\n")
      if let details { Terminal.output(details.text(of: item)) }
    }
    let own = part.map { "\($0.facts.ownCases) of " } ?? ""
    let count = made.cases.count
    Terminal.output("\(own)\(count) \(count == 1 ? "case" : "cases"), nothing sent\n")
  }
}
