import Evidence
import Transport

/// Sends nothing before its time.
struct PacedTransport: HTTPTransport {
  let transport: any HTTPTransport
  let pacer: Pacer

  func send(_ request: HTTPRequest, options: RequestOptions) async -> Exchange.Attempt {
    guard await pacer.admits() else { return .unsent }
    return await transport.send(request, options: options)
  }
}

extension Exchange.Attempt {
  /// What comes of a request that the run's end kept from being sent.
  static var unsent: Exchange.Attempt {
    Exchange.Attempt(
      outcome: .failure(
        TransportFailure(
          .cancelled, message: "the run ended before the request was sent",
          remedy: "repeat the run")),
      timing: Exchange.Timing())
  }
}
