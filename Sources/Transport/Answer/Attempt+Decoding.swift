import Evidence

/// How far content decoding may go.
struct ContentLimits: Sendable {
  /// The most bytes of decoded content.
  var bytes: Int
  /// The most bytes of it for each byte on the wire, beyond `free`.
  var expansion: Int

  private static let free = 1 << 20

  /// The most bytes that this many on the wire may become. Both factors were checked to be small.
  func allowed(_ wireBytes: Int) -> Int {
    min(bytes, max(ContentLimits.free, wireBytes &* expansion))
  }
}

extension Exchange.Attempt {
  /// The attempt with the content codings of its answer undone, or with the failure to do so.
  ///
  /// We ask for no coding, and then a target may use any (RFC 9110 §12.5.3). So gzip and deflate
  /// are undone; a registered coding that cannot be undone here is no fault of the target's; a
  /// name that is no coding at all is.
  func withContentDecoded(origin: RequestOrigin, limits: ContentLimits) -> Exchange.Attempt {
    guard case .response(var response) = outcome, !response.body.isEmpty,
      response.headers["Content-Encoding"] != nil
    else { return self }
    let codings = response.headers.values(of: "Content-Encoding")
      .flatMap { $0.split(separator: ",") }
      .map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
      .filter { $0 != "identity" && !$0.isEmpty }
    guard !codings.isEmpty else { return self }
    let origin = origin.text
    let wireBytes = response.body.count
    var result = self
    do throws(TransportFailure) {
      guard codings.count <= 4 else {
        throw .badEncoding(origin, "it has \(codings.count) content codings on top of each other")
      }
      for name in codings.reversed() {
        response.body = try Exchange.Attempt.decode(response.body, name, origin, limits, wireBytes)
      }
      result.outcome = .response(response)
    } catch {
      result.outcome = .failure(error)
    }
    return result
  }

  private static func decode(
    _ content: [UInt8], _ name: String, _ origin: String, _ limits: ContentLimits,
    _ wireBytes: Int
  ) throws(TransportFailure) -> [UInt8] {
    guard let coding = ContentDecoder.Coding(name) else {
      if ContentDecoder.registeredElsewhere.contains(name) {
        throw TransportFailure(
          .other,
          message: "the answer of \(origin) has the content coding \(name), "
            + "which muster cannot undo",
          remedy: "let the request say \"Accept-Encoding: gzip, identity\"")
      }
      throw .badEncoding(origin, "Content-Encoding is \(Excerpt.of(name)), which is no coding")
    }
    do throws(ContentDecoder.Fault) {
      return try ContentDecoder.decode(content, coding, limit: limits.allowed(wireBytes))
    } catch {
      throw failure(error, name, origin, limits, wireBytes)
    }
  }

  private static func failure(
    _ fault: ContentDecoder.Fault, _ name: String, _ origin: String, _ limits: ContentLimits,
    _ wireBytes: Int
  ) -> TransportFailure {
    switch fault {
    case .corrupt(let words):
      .badEncoding(origin, "it says \(name) and is not (\(words))")
    case .cut:
      .badEncoding(origin, "its \(name) stream is cut short")
    case .trailing(let count):
      .badEncoding(origin, "\(count) bytes follow the end of its \(name) stream")
    case .tooLarge:
      TransportFailure(
        .bodyTooLarge,
        message: "the body of the answer of \(origin) expands from \(wireBytes) bytes of \(name) "
          + (limits.allowed(wireBytes) == limits.bytes
            ? "to more than \(limits.bytes) bytes"
            : "to more than \(limits.expansion) times as many"),
        remedy: "make the target answer with less, or allow larger bodies")
    case .outOfMemory:
      TransportFailure(
        .other, message: "no memory to decode the answer of \(origin)",
        remedy: "give muster more memory or lower --jobs")
    }
  }
}

extension TransportFailure {
  fileprivate static func badEncoding(_ origin: String, _ what: String) -> TransportFailure {
    TransportFailure(
      .badEncoding, message: "the answer of \(origin) cannot be decoded: \(what)",
      remedy: "correct the target's Content-Encoding or what it sends under it")
  }
}
