import CCurl
import Evidence

/// Which end of a transfer is which failure: the one place where that is decided.
///
/// A row holds if everything it asks for is so; the first that holds is taken. So rows of the same
/// code go from the particular to the general, and the last row of all takes what is left.
///
/// In messages and remedies, `{origin}` is host and port, `{limit}` the seconds that the phase had,
/// `{received}` and `{expected}` body bytes, `{maxBody}` and `{maxHeader}` the caps, `{detail}` what
/// libcurl or our own check says, made printable.
struct FailureRow: Sendable {
  typealias Phase = TransferCircumstances.Phase

  /// Nil: whatever the code.
  var code: CURLcode?
  /// Empty: in any phase.
  var phases: Set<Phase> = []
  var osError: Int32?
  /// A part of libcurl's words, where the code alone says too little.
  var saying: String?
  var proxied: Bool?
  /// What is known to have happened, in a few words; for `docs/transport.md` alone.
  var meaning: String
  var kind: TransportFailure.Kind
  var message: String
  var remedy: String

  /// The number of the code in libcurl's list.
  var number: UInt32? { code?.rawValue }

  func holds(_ given: TransferCircumstances) -> Bool {
    (code == nil || code?.rawValue == given.code)
      && (phases.isEmpty || phases.contains(given.phase))
      && (osError == nil || osError == given.osError)
      && (proxied == nil || proxied == given.usesProxy)
      && (saying.map { given.detail.contains($0) } ?? true)
  }
}

extension TransportFailure {
  /// What a transfer that ended so is called, and what to say about it.
  static func of(_ given: TransferCircumstances) -> TransportFailure {
    if let stop = given.stop { return of(stop, given) }
    for row in FailureRow.table where row.holds(given) { return row.failure(given) }
    return FailureRow.unknown.failure(given)
  }

  /// The ends that we brought about ourselves.
  private static func of(
    _ stop: TransferCircumstances.Stop, _ given: TransferCircumstances
  ) -> TransportFailure {
    switch stop {
    case .malformed(let what):
      TransportFailure(
        .malformedAnswer, message: "the answer of \(given.origin) is not valid HTTP: \(what)",
        remedy: "correct what the target, or a gateway before it, sends")
    case .headersTooLarge:
      TransportFailure(
        .headersTooLarge,
        message: "the headers of the answer of \(given.origin) exceed "
          + "\(given.maxHeaderBytes) bytes",
        remedy: "find out why the target sends so many header fields, interim responses or trailers"
      )
    case .bodyTooLarge:
      TransportFailure(
        .bodyTooLarge,
        message: "the body of the answer of \(given.origin) exceeds \(given.maxBodyBytes) bytes",
        remedy: "make the target answer with less, or allow larger bodies")
    }
  }

  /// We ended the attempt.
  static func cancelled(_ origin: String) -> TransportFailure {
    TransportFailure(
      .cancelled, message: "the request to \(origin) was cancelled",
      remedy: "run it again")
  }
}

extension FailureRow {
  func failure(_ given: TransferCircumstances) -> TransportFailure {
    TransportFailure(
      kind, message: FailureRow.fill(message, given), remedy: FailureRow.fill(remedy, given))
  }

  /// Fills in one left-to-right pass, so that a value is never taken for a placeholder.
  private static func fill(_ template: String, _ given: TransferCircumstances) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      text += value(rest[rest.index(after: open)..<close], given)
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  private static func value(_ name: Substring, _ given: TransferCircumstances) -> String {
    switch name {
    case "origin": given.origin
    case "limit":
      seconds(
        given.phase == .connecting ? min(given.timeout, given.connectTimeout) : given.timeout)
    case "received": String(given.received)
    case "expected": given.expected.map { String($0) } ?? "an unknown number of"
    case "maxBody": String(given.maxBodyBytes)
    case "maxHeader": String(given.maxHeaderBytes)
    case "detail":
      given.detail.isEmpty
        ? String(cString: curl_easy_strerror(CURLcode(rawValue: given.code)))
        : Excerpt.printable(given.detail.utf8, atMost: 200)
    default: "{" + name + "}"
    }
  }

  /// `30 s`, `0.25 s`.
  private static func seconds(_ value: Double) -> String {
    let text = String(value)
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " s"
  }
}
