import Checks
import Contracts
import Servers
import Suites

/// How long answers may take, as far as it decides what a slow one breaks.
struct TimeLimits {
  let latency: LatencyLimits
  /// The operations of which a suite wants an answer sooner than the slow one comes.
  let ofSuites: Set<String>
  /// One slow answer for each of these.
  let slowAnswers: [any Fault]

  init(_ latency: LatencyLimits, _ plan: Plan, of contract: Contract) {
    self.latency = latency
    let limited = plan.operations(limitedTo: SlowAnswerFault.seconds)
    ofSuites = limited
    slowAnswers = contract.operations.map { "\($0.id)" }.filter(limited.contains).compactMap {
      var tuning = FaultTuning()
      tuning.operation = $0
      return try? TunedFault(
        SlowAnswerFault(), tuning, id: "\(SlowAnswerFault.id):operation=\($0)")
    }
  }
}
