/// A request with what came of it.
package struct Exchange: Sendable, Hashable {
  /// One try of the request.
  package struct Attempt: Sendable, Hashable {
    package enum Outcome: Sendable, Hashable {
      case response(HTTPResponse)
      case failure(TransportFailure)
    }

    package var outcome: Outcome
    package var timing: Timing
    package var traffic: Traffic
    /// The URLs that redirects led to and that were asked, in order. Empty unless following them was
    /// allowed; then outcome and time limits are those of the whole chain.
    package var redirects: [String]

    package init(
      outcome: Outcome, timing: Timing, traffic: Traffic = Traffic(), redirects: [String] = []
    ) {
      self.outcome = outcome
      self.timing = timing
      self.traffic = traffic
      self.redirects = redirects
    }
  }

  /// How many bytes an attempt took, without those of TLS and TCP. For HTTP/2 the bytes of the same
  /// messages in the notation of HTTP/1.1, because frames and header compression are not seen.
  package struct Traffic: Sendable, Hashable {
    /// The request: request line, header section, content with its framing; also what was sent in vain
    /// on a kept connection that the target had just closed.
    package var sent: Int
    /// The answer as it came, before content decoding: header sections, content with its framing,
    /// trailers, interim responses.
    package var received: Int
    /// Of `received`: status lines, header fields and blank lines, without trailers.
    package var headers: Int

    package init(sent: Int = 0, received: Int = 0, headers: Int = 0) {
      self.sent = sent
      self.received = received
      self.headers = headers
    }
  }

  /// Where the time of an attempt went: seconds from its start to the end of each phase. A phase
  /// that did not take place (a reused connection's) ends when the one before it did.
  package struct Timing: Sendable, Hashable {
    package var nameLookup: Double
    package var connect: Double
    package var tls: Double
    package var firstByte: Double
    package var total: Double

    package init(
      nameLookup: Double = 0, connect: Double = 0, tls: Double = 0, firstByte: Double = 0,
      total: Double = 0
    ) {
      self.nameLookup = nameLookup
      self.connect = connect
      self.tls = tls
      self.firstByte = firstByte
      self.total = total
    }
  }

  package var request: HTTPRequest
  /// In the order of time; the last one is judged.
  package var attempts: [Attempt]

  package init(request: HTTPRequest, attempts: [Attempt]) {
    self.request = request
    self.attempts = attempts
  }

  package var response: HTTPResponse? {
    if case .response(let response)? = attempts.last?.outcome { response } else { nil }
  }

  package var failure: TransportFailure? {
    if case .failure(let failure)? = attempts.last?.outcome { failure } else { nil }
  }

  /// Seconds over all attempts.
  package var duration: Double { attempts.reduce(0) { $0 + $1.timing.total } }
}
