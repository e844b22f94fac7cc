import Evidence
import Synchronization
import Transport

/// Answers in the order of a script, the last answer again and again, and remembers what was asked.
final class ScriptedTransport: HTTPTransport {
  private struct State {
    var script: [Exchange.Attempt.Outcome]
    var requests: [HTTPRequest] = []
  }

  private let state: Mutex<State>
  /// Seconds that each answer takes.
  private let delay: Double

  init(_ script: [Exchange.Attempt.Outcome], delay: Double = 0) {
    state = Mutex(State(script: script))
    self.delay = delay
  }

  func send(_ request: HTTPRequest, options: RequestOptions) async -> Exchange.Attempt {
    if delay > 0 { try? await Task.sleep(for: .seconds(delay)) }
    let outcome = state.withLock { state in
      state.requests.append(request)
      return state.script.count > 1 ? state.script.removeFirst() : state.script.first
    }
    return Exchange.Attempt(
      outcome: outcome ?? .failure(TransportFailure(.other, message: "no script", remedy: "")),
      timing: Exchange.Timing())
  }

  var requests: [HTTPRequest] { state.withLock(\.requests) }

  static func answer(
    _ status: Int, _ body: String = "", headers: KeyValuePairs<String, String> = [:]
  ) -> Exchange.Attempt.Outcome {
    .response(
      HTTPResponse(status: status, headers: HTTPHeaders(headers), body: Array(body.utf8)))
  }

  static let refused = Exchange.Attempt.Outcome.failure(
    TransportFailure(.connectionRefused, message: "refused", remedy: "start it"))
}
