import Evidence
import Execution
import Reports
import Suites
import Transport

/// Runs a plan against a server of its own, which has one fault or none.
struct Trial: Sendable {
  let setup: SelftestSetup
  let target: any BreakableTarget
  let demands: DemandList

  /// What one run showed.
  struct Record: Sendable {
    var heard: TrialWitness.State
    var interventions: Interventions
    /// By the clock of the selftest.
    var duration: Double
  }

  /// - Parameter decisive: the check whose word ends the run; nil: it goes on to its end.
  func run(
    _ id: String?, _ plan: Plan, decisive: String?
  ) async throws(TargetUnavailable) -> Record {
    let began = setup.clock.now()
    let server = try await target.start(id)
    let outcome: Result<TrialWitness, TargetUnavailable>
    do throws(TargetUnavailable) {
      outcome = .success(try await ask(server, plan, decisive))
    } catch {
      outcome = .failure(error)
    }
    let interventions = server.interventions
    await server.stop()
    return Record(
      heard: try outcome.get().heard, interventions: interventions,
      duration: setup.clock.now() - began)
  }

  private func ask(
    _ server: any RunningTarget, _ plan: Plan, _ decisive: String?
  ) async throws(TargetUnavailable) -> TrialWitness {
    let (credentials, vault) = try setup.credentials(server.baseURL)
    let transport: CurlTransport
    do {
      transport = try CurlTransport(setup.transport)
    } catch {
      throw TargetUnavailable(error.message)
    }
    var facts = setup.facts
    facts.baseURL = server.baseURL
    // One request at a time, so that which case notices first does not depend on chance.
    let runner = Runner(
      configuration: Runner.Configuration(
        baseURL: server.baseURL, jobs: 1, retries: setup.retries, options: setup.request,
        seed: facts.seed, executor: transport.preferredExecutor),
      judge: setup.judge, transport: transport, credentials: credentials, vault: vault,
      clock: setup.clock)
    let witness = TrialWitness(demands: demands, decisive: decisive)
    let work = Task { [facts] in await runner.run(plan, facts: facts) { witness.hear($0) } }
    witness.whenEnough { work.cancel() }
    await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      work.cancel()
    }
    transport.shutdown()
    return witness
  }
}
