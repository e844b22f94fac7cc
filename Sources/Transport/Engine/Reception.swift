import CCurl

/// What comes back for one request, as libcurl's callbacks hand it over.
///
/// The callbacks are given its address, which the ``Transfer`` that owns it keeps fixed, and reach it
/// on the loop's thread alone. A struct behind a pointer rather than an object's properties: the
/// checks for exclusive access to those cost more than all else that is done for a header line.
struct Reception {
  private let easy: UnsafeMutableRawPointer
  private let maxBodyBytes: Int
  private let namesExcessFirst = CurlLibrary.namesExcessFirst
  private(set) var reader: HeaderReader
  private(set) var body: [UInt8] = []
  /// Body bytes with their chunk framing and trailers.
  private(set) var rawBodyBytes = 0
  /// Why we ended it.
  private(set) var stop: TransferCircumstances.Stop?
  private(set) var deadline = Deadline(after: 0)
  /// Ended by us with a whole answer: a switch of protocols that was asked for.
  private(set) var isComplete = false
  private var isHead = false
  /// Whether libcurl speaks to the debug callback now.
  private var isVerbose = false

  init(_ easy: UnsafeMutableRawPointer, _ configuration: TransportConfiguration) {
    self.easy = easy
    maxBodyBytes = configuration.maxBodyBytes
    reader = HeaderReader(
      limit: configuration.maxHeaderBytes, offeredHTTP2: configuration.http2)
  }

  /// Makes ready for the answer to a request with a time limit in seconds.
  mutating func begin(_ request: PreparedRequest, timeout: Double) throws(CurlOptionError) {
    reader.begin(askedUpgrade: request.asksUpgrade)
    rawBodyBytes = 0
    stop = nil
    isComplete = false
    isHead = request.isHead
    deadline = Deadline(after: timeout)
    if isVerbose {
      isVerbose = false
      try CurlHandle(easy).set(CURLOPT_VERBOSE, 0)
    }
  }

  /// The body so far, which is then no longer held here.
  mutating func takeBody() -> [UInt8] {
    defer { body = [] }
    return body
  }

  /// Whether the final response may have content (RFC 9110 §6.4.1).
  private var hasBody: Bool { reader.status != 204 && reader.status != 304 && !isHead }
}

// MARK: - What libcurl calls

extension Reception {
  /// Anything but the count of bytes given makes libcurl end the transfer.
  private static let refusal = 0

  static let headerCallback: CurlHandle.Callback = { data, size, count, reception in
    guard let data, let reception else { return refusal }
    let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
    return reception.assumingMemoryBound(to: Reception.self)
      .pointee.receiveHeader(bytes.assumingMemoryBound(to: UInt8.self)) ? bytes.count : refusal
  }

  static let bodyCallback: CurlHandle.Callback = { data, size, count, reception in
    guard let data, let reception else { return refusal }
    let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
    return reception.assumingMemoryBound(to: Reception.self)
      .pointee.receiveBody(bytes.assumingMemoryBound(to: UInt8.self)) ? bytes.count : refusal
  }

  /// libcurl drops what follows an answer and says so in its log alone. Only what arrives together
  /// with the end of the answer is seen: later bytes merely keep the connection from being used
  /// again.
  static let debugCallback: CurlHandle.DebugCallback = { _, type, data, size, address in
    guard let data, let address else { return 0 }
    let reception = address.assumingMemoryBound(to: Reception.self)
    switch type {
    case CURLINFO_DATA_IN: reception.pointee.rawBodyBytes += size
    case CURLINFO_TEXT:
      let text = UnsafeRawBufferPointer(start: data, count: size)
      guard text.first == UInt8(ascii: "E") || text.first == UInt8(ascii: "L") else { return 0 }
      if text.starts(with: "Excess found".utf8) || text.starts(with: "Leftovers after".utf8) {
        reception.pointee.receiveExcess()
      }
    default: break
    }
    return 0
  }

  private mutating func receiveExcess() {
    guard stop == nil, reader.section == .ended else { return }
    let end =
      if reader.contentLength == nil || !hasBody { "its end" } else { "its Content-Length" }
    stop = .malformed("it goes on after \(end)")
  }

  private mutating func receiveHeader(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard deadline.isAhead(afterBytes: line.count) else { return false }
    do throws(HeaderReader.Fault) {
      let wasEnded = reader.section == .ended
      try reader.read(line)
      if !wasEnded, reader.section == .ended { return startBody() }
      return true
    } catch {
      switch error {
      case .tooLarge: stop = .headersTooLarge
      case .malformed(let what): stop = .malformed(what)
      }
      return false
    }
  }

  /// Decides by the header section alone whether there is a body to wait for.
  private mutating func startBody() -> Bool {
    if reader.status == 101 {
      isComplete = true
      return false
    }
    // From here on libcurl's log is wanted. Switched on only now, because each of the dozen lines
    // before costs more than this call.
    isVerbose = ccurl_set_long(easy, CURLOPT_VERBOSE, 1) == CURLE_OK
    guard hasBody, let length = reader.contentLength else { return true }
    guard length <= maxBodyBytes else {
      stop = .bodyTooLarge
      return false
    }
    // What is declared need not come: memory grows with what does.
    body.reserveCapacity(min(length, 1 << 20))
    return true
  }

  private mutating func receiveBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard deadline.isAhead(afterBytes: bytes.count) else { return false }
    guard body.count + bytes.count <= maxBodyBytes else {
      stop = .bodyTooLarge
      return false
    }
    body.append(contentsOf: bytes)
    if namesExcessFirst, body.count == reader.contentLength {
      // All that it still had to say is that the connection is kept.
      isVerbose = ccurl_set_long(easy, CURLOPT_VERBOSE, 0) != CURLE_OK
    }
    return true
  }
}
