/// Why a request got no whole answer.
package struct TransportFailure: Error, Sendable, Hashable {
  /// Whom it speaks about.
  package enum Blame: String, Sendable {
    /// The target broke HTTP after the request had reached it: the case failed.
    case target
    /// Nothing was received at all: the case is inconclusive.
    case unreachable
    /// We ended it (Ctrl-C, the run's deadline): the case was not run.
    case cancelled
  }

  package enum Kind: String, Sendable, CaseIterable {
    // Nothing was received at all.
    case nameNotResolved = "name-not-resolved"
    case connectionRefused = "connection-refused"
    case connectFailed = "connect-failed"
    case connectTimeout = "connect-timeout"
    case tlsFailed = "tls-failed"
    case proxyFailed = "proxy-failed"
    case sendFailed = "send-failed"
    // The target broke HTTP.
    case answerTimeout = "answer-timeout"
    case emptyAnswer = "empty-answer"
    case connectionReset = "connection-reset"
    case truncatedBody = "truncated-body"
    case malformedAnswer = "malformed-answer"
    case badEncoding = "bad-encoding"
    case bodyTooLarge = "body-too-large"
    case headersTooLarge = "headers-too-large"
    case redirectLoop = "redirect-loop"
    // Ours.
    case invalidRequest = "invalid-request"
    case cancelled
    case other

    /// Whether it shows that the target is not there, so that asking on is useless.
    package var meansNoTarget: Bool {
      switch self {
      case .nameNotResolved, .connectionRefused, .connectFailed, .connectTimeout, .tlsFailed,
        .proxyFailed:
        true
      default: false
      }
    }

    package var blame: Blame {
      switch self {
      case .nameNotResolved, .connectionRefused, .connectFailed, .connectTimeout, .tlsFailed,
        .proxyFailed, .sendFailed, .invalidRequest, .other:
        .unreachable
      case .answerTimeout, .emptyAnswer, .connectionReset, .truncatedBody, .malformedAnswer,
        .badEncoding, .bodyTooLarge, .headersTooLarge, .redirectLoop:
        .target
      case .cancelled: .cancelled
      }
    }
  }

  package var kind: Kind
  /// What happened, in one sentence without a final full stop.
  package var message: String
  /// What to do about it, in one sentence without a final full stop.
  package var remedy: String

  package init(_ kind: Kind, message: String, remedy: String) {
    self.kind = kind
    self.message = message
    self.remedy = remedy
  }
}
