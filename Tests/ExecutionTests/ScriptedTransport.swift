import Evidence
import Transport

/// Answers in the order of a script, the last answer again and again, and remembers what was asked.
actor ScriptedTransport: HTTPTransport {
  private var script: [Exchange.Attempt.Outcome]
  private(set) var requests: [HTTPRequest] = []
  /// The most requests that were in flight at one time.
  private(set) var mostAtOnce = 0
  private var inFlight = 0
  /// Seconds that each answer takes.
  private let delay: Double

  /// Whether the first answer comes only once its request is cancelled.
  private let holdsFirst: Bool

  init(_ script: [Exchange.Attempt.Outcome], delay: Double = 0, holdsFirst: Bool = false) {
    self.script = script
    self.delay = delay
    self.holdsFirst = holdsFirst
  }

  func send(_ request: HTTPRequest, options: RequestOptions) async -> Exchange.Attempt {
    requests.append(request)
    inFlight += 1
    mostAtOnce = max(mostAtOnce, inFlight)
    defer { inFlight -= 1 }
    let outcome = script.count > 1 ? script.removeFirst() : script.first
    if holdsFirst, requests.count == 1 { try? await Task.sleep(for: .seconds(60)) }
    if delay > 0 { try? await Task.sleep(for: .seconds(delay)) }
    return Exchange.Attempt(
      outcome: outcome ?? .failure(TransportFailure(.other, message: "no script", remedy: "")),
      timing: Exchange.Timing())
  }

  static func answer(
    _ status: Int, _ body: String = "", headers: KeyValuePairs<String, String> = [:]
  ) -> Exchange.Attempt.Outcome {
    .response(
      HTTPResponse(status: status, headers: HTTPHeaders(headers), body: Array(body.utf8)))
  }

  static let refused = Exchange.Attempt.Outcome.failure(
    TransportFailure(.connectionRefused, message: "refused", remedy: "start it"))
}
