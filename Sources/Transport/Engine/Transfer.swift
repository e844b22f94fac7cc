import CCurl
import Evidence

/// One request on its way, on an easy handle that is used again for the next.
///
/// Owned by the engine's loop thread alone: nothing here is Sendable, and the callbacks run on that
/// thread, inside `curl_multi_perform`. libcurl holds an unretained pointer to the transfer
/// (CURLOPT_PRIVATE) and the address of its reception (the callbacks' data); the loop's lists hold
/// the transfer for as long as the handle lives, and `deinit` ends the handle first.
final class Transfer {
  let easy: UnsafeMutableRawPointer
  private let errorText: UnsafeMutablePointer<CChar>
  private let configuration: TransportConfiguration
  private let reception: UnsafeMutablePointer<Reception>
  // Applying them calls nothing that could reach this object, so that no second access can be under way.
  @exclusivity(unchecked) private var settings: RequestSettings
  private(set) var submission: Submission?
  /// Where the loop's list of active transfers holds this one.
  var slot = 0

  init(_ configuration: TransportConfiguration) throws(CurlOptionError) {
    guard let easy = curl_easy_init() else {
      throw CurlOptionError(code: CURLE_FAILED_INIT, option: "curl_easy_init")
    }
    self.easy = easy
    self.configuration = configuration
    settings = RequestSettings(configuration)
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    reception = .allocate(capacity: 1)
    reception.initialize(to: Reception(easy, configuration))
    let handle = CurlHandle(easy)
    try handle.configure(configuration)
    try handle.set(CURLOPT_PRIVATE, Unmanaged.passUnretained(self).toOpaque())
    try handle.set(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(errorText))
    let data = UnsafeMutableRawPointer(reception)
    try handle.set(CURLOPT_HEADERDATA, data)
    try handle.set(CURLOPT_WRITEDATA, data)
    try handle.set(CURLOPT_DEBUGDATA, data)
    try handle.set(CURLOPT_HEADERFUNCTION, Reception.headerCallback)
    try handle.set(CURLOPT_WRITEFUNCTION, Reception.bodyCallback)
    try handle.set(Reception.debugCallback)
  }

  deinit {
    curl_easy_cleanup(easy)
    settings.free()
    reception.deinitialize(count: 1)
    reception.deallocate()
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
    errorText.pointee = 0
    try reception.pointee.begin(submission.request, timeout: submission.options.timeout)
    try settings.apply(submission.request, submission.options, to: CurlHandle(easy))
  }

  /// Whether the request went out on a kept-alive connection alone, which broke without a byte of an
  /// answer: the ordinary race with a target that closes one without a word (RFC 9112 §9.5).
  ///
  /// libcurl sends it again then; but it counts these breaks over all requests of a handle, and gives
  /// up at the sixth.
  func isWornOut(_ code: CURLcode) -> Bool {
    guard [CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING].contains(code) else {
      return false
    }
    return reception.pointee.reader.bytes == 0 && CurlHandle(easy).newConnections == 0
  }

  /// What came of the request. Takes it from the transfer, which is then free for another.
  func finish(_ code: CURLcode) -> Exchange.Attempt {
    guard let submission else {
      return Exchange.Attempt(outcome: .failure(.cancelled("the target")), timing: .init())
    }
    self.submission = nil
    let handle = CurlHandle(easy)
    // Chunks are counted as they came; trailers, which are in there too, must not count twice.
    let section = reception.pointee.reader.sectionBytes
    let headers = section > 0 ? section : reception.pointee.reader.bytes
    let isHTTP2 = reception.pointee.reader.version == "HTTP/2"
    return Exchange.Attempt(
      outcome: outcome(code, submission, &reception.pointee), timing: handle.timing,
      traffic: Exchange.Traffic(
        sent: handle.sentBytes(of: submission.request, isHTTP2: isHTTP2),
        received: headers + reception.pointee.rawBodyBytes, headers: headers))
  }

  private func outcome(
    _ code: CURLcode, _ submission: Submission, _ reception: inout Reception
  ) -> Exchange.Attempt.Outcome {
    var stop = reception.stop
    let code = reception.deadline.wasMissed ? CURLE_OPERATION_TIMEDOUT : code
    let body = reception.takeBody()
    if code == CURLE_OK || reception.isComplete, stop == nil {
      if reception.reader.section == .ended {
        return .response(
          HTTPResponse(
            status: reception.reader.status, reason: reception.reader.reason,
            version: reception.reader.version, headers: reception.reader.headers, body: body,
            trailers: reception.reader.trailers))
      }
      // libcurl takes a close inside the header section for the end of the answer.
      stop = .malformed("the connection was closed before the end of the header section")
    }
    return .failure(
      TransportFailure.of(
        TransferCircumstances(
          code: code.rawValue, stop: stop, phase: phase(reception.reader),
          osError: CurlHandle(easy).osError,
          detail: String(cString: errorText), origin: submission.request.origin.text,
          usesProxy: configuration.proxy != nil, timeout: submission.options.timeout,
          connectTimeout: submission.options.connectTimeout,
          maxBodyBytes: configuration.maxBodyBytes, maxHeaderBytes: configuration.maxHeaderBytes,
          received: body.count, expected: reception.reader.contentLength)))
  }

  private func phase(_ reader: HeaderReader) -> TransferCircumstances.Phase {
    if reader.section == .ended { return .body }
    if reader.bytes > 0 { return .head }
    return CurlHandle(easy).hasConnected ? .waiting : .connecting
  }
}
