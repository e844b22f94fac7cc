import CCurl
import Evidence

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One request on its way, on an easy handle that is used again for the next.
///
/// Owned by the engine's loop thread alone: nothing here is Sendable, and the callbacks run on that
/// thread, inside `curl_multi_perform`. libcurl holds unretained pointers to the transfer
/// (CURLOPT_PRIVATE and the callbacks' data); the loop's pool and table hold the strong ones for as
/// long as the handle lives, and `deinit` ends the handle first.
final class Transfer {
  let easy: UnsafeMutableRawPointer
  private let errorText: UnsafeMutablePointer<CChar>
  private let configuration: TransportConfiguration
  private var headerList: UnsafeMutablePointer<curl_slist>?

  private(set) var submission: Submission?
  private var reader = HeaderReader(limit: 0)
  private var body: [UInt8] = []
  private var stop: TransferCircumstances.Stop?
  /// Nanoseconds of the monotonic clock. libcurl looks at its own limit between reads only, and a
  /// flood of tiny header lines or a bomb can keep it inside one for seconds.
  private var deadline: UInt64 = .max
  private var isOutOfTime = false
  /// Ended by us with a whole answer: a switch of protocols that was asked for.
  private var isComplete = false

  init(_ configuration: TransportConfiguration) throws(CurlOptionError) {
    guard let easy = curl_easy_init() else {
      throw CurlOptionError(code: CURLE_FAILED_INIT, option: "curl_easy_init")
    }
    self.easy = easy
    self.configuration = configuration
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    let data = Unmanaged.passUnretained(self).toOpaque()
    let handle = CurlHandle(easy)
    try handle.configure(configuration)
    try handle.set(CURLOPT_PRIVATE, data)
    try handle.set(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(errorText))
    try handle.set(CURLOPT_HEADERDATA, data)
    try handle.set(CURLOPT_WRITEDATA, data)
    try handle.set(CURLOPT_HEADERFUNCTION, Transfer.headerCallback)
    try handle.set(CURLOPT_WRITEFUNCTION, Transfer.bodyCallback)
    try handle.set(CURLOPT_DEBUGDATA, data)
    try handle.set(Transfer.debugCallback)
    try handle.set(CURLOPT_VERBOSE, 1)
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(headerList)
    errorText.deallocate()
  }

  /// The transfer of a handle that libcurl hands back.
  static func of(_ easy: UnsafeMutableRawPointer) -> Transfer? {
    var data: UnsafeMutableRawPointer?
    guard ccurl_get_pointer(easy, CURLINFO_PRIVATE, &data) == CURLE_OK, let data else {
      return nil
    }
    return Unmanaged<Transfer>.fromOpaque(data).takeUnretainedValue()
  }
}

// MARK: - The life of one request

extension Transfer {
  /// Sets the handle up for a request; after that it can be given to the multi handle.
  func prepare(_ submission: Submission) throws(CurlOptionError) {
    self.submission = submission
    reader = HeaderReader(
      limit: configuration.maxHeaderBytes, askedUpgrade: submission.request.asksUpgrade,
      offeredHTTP2: configuration.http2)
    body = []
    stop = nil
    isComplete = false
    isOutOfTime = false
    deadline = Transfer.deadline(after: submission.options.timeout)
    errorText.pointee = 0
    curl_slist_free_all(headerList)
    headerList = nil
    for line in submission.request.headerLines {
      guard let longer = curl_slist_append(headerList, line) else {
        throw CurlOptionError(code: CURLE_OUT_OF_MEMORY, option: "CURLOPT_HTTPHEADER")
      }
      headerList = longer
    }
    let handle = CurlHandle(easy)
    try handle.set(CURLOPT_HTTPHEADER, headerList.map { UnsafeMutableRawPointer($0) })
    try handle.apply(submission.request)
    try handle.apply(submission.options)
  }

  /// What came of the request. Takes it from the transfer, which is then free for another.
  func finish(_ code: CURLcode) -> Exchange.Attempt {
    guard let submission else {
      return Exchange.Attempt(outcome: .failure(.cancelled("the target")), timing: .init())
    }
    self.submission = nil
    let timing = CurlHandle(easy).timing
    return Exchange.Attempt(outcome: outcome(code, submission), timing: timing)
  }

  private func outcome(_ code: CURLcode, _ submission: Submission) -> Exchange.Attempt.Outcome {
    var stop = stop
    let code = isOutOfTime ? CURLE_OPERATION_TIMEDOUT : code
    if code == CURLE_OK || isComplete, stop == nil {
      if reader.section == .ended {
        let response = HTTPResponse(
          status: reader.status, reason: reader.reason, version: reader.version,
          headers: reader.headers, body: body)
        body = []
        return .response(response)
      }
      // libcurl takes a close inside the header section for the end of the answer.
      stop = .malformed("the connection was closed before the end of the header section")
    }
    let failure = TransportFailure.of(
      TransferCircumstances(
        code: code.rawValue, stop: stop, phase: phase, osError: CurlHandle(easy).osError,
        detail: String(cString: errorText), origin: submission.request.origin,
        usesProxy: configuration.proxy != nil, timeout: submission.options.timeout,
        connectTimeout: submission.options.connectTimeout,
        maxBodyBytes: configuration.maxBodyBytes, maxHeaderBytes: configuration.maxHeaderBytes,
        received: body.count, expected: reader.contentLength))
    body = []
    return .failure(failure)
  }

  private var phase: TransferCircumstances.Phase {
    if reader.section == .ended { return .body }
    if reader.bytes > 0 { return .head }
    return CurlHandle(easy).hasConnected ? .waiting : .connecting
  }
}

// MARK: - What libcurl calls

extension Transfer {
  /// Anything but the count of bytes given makes libcurl end the transfer.
  private static let refusal = 0

  private static let headerCallback: CurlHandle.Callback = { data, size, count, transfer in
    guard let data, let transfer else { return refusal }
    let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
    return Unmanaged<Transfer>.fromOpaque(transfer).takeUnretainedValue()
      .receiveHeader(bytes.assumingMemoryBound(to: UInt8.self)) ? bytes.count : refusal
  }

  private static let bodyCallback: CurlHandle.Callback = { data, size, count, transfer in
    guard let data, let transfer else { return refusal }
    let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
    return Unmanaged<Transfer>.fromOpaque(transfer).takeUnretainedValue()
      .receiveBody(bytes.assumingMemoryBound(to: UInt8.self)) ? bytes.count : refusal
  }

  /// libcurl drops what follows an answer and says so in its log alone; that costs a microsecond a
  /// request. Only what arrives together with the end of the answer is seen: later bytes merely
  /// keep the connection from being used again.
  private static let debugCallback: CurlHandle.DebugCallback = { _, type, data, size, transfer in
    guard type == CURLINFO_TEXT, let data, let transfer else { return 0 }
    let text = UnsafeRawBufferPointer(start: data, count: size)
    // Most lines end here, and there are a dozen a request.
    guard text.first == UInt8(ascii: "E") || text.first == UInt8(ascii: "L") else { return 0 }
    if text.starts(with: "Excess found".utf8) || text.starts(with: "Leftovers after".utf8) {
      Unmanaged<Transfer>.fromOpaque(transfer).takeUnretainedValue().receiveExcess()
    }
    return 0
  }

  private func receiveExcess() {
    guard stop == nil, reader.section == .ended else { return }
    let end =
      if reader.contentLength == nil || !hasBody { "its end" } else { "its Content-Length" }
    stop = .malformed("it goes on after \(end)")
  }

  /// Seconds from now; a limit that is none is no limit.
  private static func deadline(after seconds: Double) -> UInt64 {
    guard seconds > 0, seconds < 1e9 else { return .max }
    return now + UInt64(seconds * 1e9)
  }

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  private func isStillInTime() -> Bool {
    guard !isOutOfTime, Transfer.now <= deadline else {
      isOutOfTime = true
      return false
    }
    return true
  }

  private func receiveHeader(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard isStillInTime() else { return false }
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

  /// Whether the final response may have content (RFC 9110 §6.4.1).
  private var hasBody: Bool {
    reader.status != 204 && reader.status != 304 && submission?.request.isHead == false
  }

  /// Decides by the header section alone whether there is a body to wait for.
  private func startBody() -> Bool {
    if reader.status == 101 {
      isComplete = true
      return false
    }
    guard hasBody, let length = reader.contentLength else { return true }
    guard length <= configuration.maxBodyBytes else {
      stop = .bodyTooLarge
      return false
    }
    // What is declared need not come: memory grows with what does.
    body.reserveCapacity(min(length, 1 << 20))
    return true
  }

  private func receiveBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard isStillInTime() else { return false }
    guard body.count + bytes.count <= configuration.maxBodyBytes else {
      stop = .bodyTooLarge
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }
}
