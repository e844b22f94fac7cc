import Evidence
import Transport

/// Sends nothing before its time.
struct PacedTransport: HTTPTransport {
  let transport: any HTTPTransport
  let pacer: Pacer

  func send(_ request: HTTPRequest, options: RequestOptions) async -> Exchange.Attempt {
    do {
      try await pacer.wait()
      try Task.checkCancellation()
    } catch {
      return Exchange.Attempt(
        outcome: .failure(
          TransportFailure(
            .cancelled, message: "the run ended before the request was sent",
            remedy: "repeat the run")),
        timing: Exchange.Timing())
    }
    return await transport.send(request, options: options)
  }
}
