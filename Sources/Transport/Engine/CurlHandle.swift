import CCurl
import Evidence

/// libcurl refused an option: a build of it that lacks something, or no memory.
struct CurlOptionError: Error {
  var code: CURLcode
  var option: String

  /// libcurl's words for the code.
  var reason: String { String(cString: curl_easy_strerror(code)) }
}

/// An easy handle, with its options and results in types of Swift. Owns nothing.
struct CurlHandle {
  typealias Callback =
    @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int

  typealias DebugCallback =
    @convention(c) (
      UnsafeMutableRawPointer?, curl_infotype, UnsafeMutablePointer<CChar>?, Int,
      UnsafeMutableRawPointer?
    ) -> Int32

  private let easy: UnsafeMutableRawPointer

  init(_ easy: UnsafeMutableRawPointer) {
    self.easy = easy
  }

  func set(_ option: CURLoption, _ value: Int) throws(CurlOptionError) {
    try check(ccurl_set_long(easy, option, value), option)
  }

  /// libcurl keeps a copy.
  func set(_ option: CURLoption, _ value: String?) throws(CurlOptionError) {
    try check(ccurl_set_string(easy, option, value), option)
  }

  /// A text from one of its bytes on, of which libcurl keeps a copy.
  ///
  /// - Parameter start: at most the count of its UTF-8, so that the pointer stays within the text and its NUL.
  func set(_ option: CURLoption, _ value: String, from start: Int) throws(CurlOptionError) {
    let code = value.withCString { text in
      ccurl_set_string(easy, option, text + min(max(0, start), value.utf8.count))
    }
    try check(code, option)
  }

  /// libcurl keeps the pointer: what it points to must outlive its use.
  func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) throws(CurlOptionError) {
    try check(ccurl_set_pointer(easy, option, value), option)
  }

  func set(_ option: CURLoption, _ value: @escaping Callback) throws(CurlOptionError) {
    try check(ccurl_set_callback(easy, option, value), option)
  }

  func set(_ value: @escaping DebugCallback) throws(CurlOptionError) {
    try check(ccurl_set_debug_callback(easy, value), CURLOPT_DEBUGFUNCTION)
  }

  private func check(_ code: CURLcode, _ option: CURLoption) throws(CurlOptionError) {
    guard code != CURLE_OK else { return }
    let name = curl_easy_option_by_id(option)?.pointee.name.map { String(cString: $0) }
    throw CurlOptionError(code: code, option: "CURLOPT_" + (name ?? String(option.rawValue)))
  }
}

// MARK: - Options

extension CurlHandle {
  /// What is the same for every request.
  func configure(_ configuration: TransportConfiguration) throws(CurlOptionError) {
    // Without it, a slow DNS answer holds up the whole loop beyond the request's time limit.
    try set(CURLOPT_QUICK_EXIT, 1)
    // No signals from library threads; SIGPIPE is ignored by `CurlLibrary`.
    try set(CURLOPT_NOSIGNAL, 1)
    try set(CURLOPT_PROTOCOLS_STR, "http,https")
    try set(CURLOPT_PATH_AS_IS, 1)
    try set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
    try set(CURLOPT_FOLLOWLOCATION, 0)
    try set(CURLOPT_HTTP09_ALLOWED, 0)
    // Empty strings also turn off what the environment says.
    try set(CURLOPT_PROXY, configuration.proxy ?? "")
    try set(CURLOPT_NOPROXY, "")
    try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    try set(
      CURLOPT_HTTP_VERSION,
      configuration.http2 ? Int(CURL_HTTP_VERSION_2TLS) : Int(CURL_HTTP_VERSION_1_1))
    try set(CURLOPT_PIPEWAIT, configuration.http2 ? 1 : 0)
    // Without a proxy it is one of the request's header lines.
    let namesAgent = configuration.proxy != nil && !configuration.userAgent.isEmpty
    try set(CURLOPT_USERAGENT, namesAgent ? configuration.userAgent : nil)
    try set(CURLOPT_SSL_VERIFYPEER, configuration.insecure ? 0 : 1)
    try set(CURLOPT_SSL_VERIFYHOST, configuration.insecure ? 0 : 2)
    if let path = configuration.caCertificate { try set(CURLOPT_CAINFO, path) }
    if let path = configuration.clientCertificate { try set(CURLOPT_SSLCERT, path) }
    if let path = configuration.clientKey { try set(CURLOPT_SSLKEY, path) }
  }

  /// Method and content. Sets everything that the request before may have set otherwise.
  func apply(_ request: PreparedRequest) throws(CurlOptionError) {
    // Also undoes NOBODY and POST.
    try set(CURLOPT_HTTPGET, 1)
    if let body = request.body {
      try check(
        ccurl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, body.count),
        CURLOPT_POSTFIELDSIZE_LARGE)
      // A copy, because the array may move. The size above counts, not a NUL.
      let code = body.withUnsafeBytes { bytes in
        ccurl_set_pointer(
          easy, CURLOPT_COPYPOSTFIELDS,
          bytes.baseAddress.map { UnsafeMutableRawPointer(mutating: $0) })
      }
      try check(code, CURLOPT_COPYPOSTFIELDS)
      try set(CURLOPT_POST, 1)
    } else if request.isHead {
      try set(CURLOPT_NOBODY, 1)
    }
    try set(CURLOPT_CUSTOMREQUEST, request.method)
  }

  func apply(_ options: RequestOptions) throws(CurlOptionError) {
    try set(CURLOPT_TIMEOUT_MS, CurlHandle.milliseconds(options.timeout))
    try set(CURLOPT_CONNECTTIMEOUT_MS, CurlHandle.milliseconds(options.connectTimeout))
  }

  /// At least 1, because 0 means no limit to libcurl; at most 24 days, also for infinity and NaN.
  private static func milliseconds(_ seconds: Double) -> Int {
    guard seconds < Double(Int32.max) / 1000 else { return Int(Int32.max) }
    return seconds > 0.001 ? Int(seconds * 1000) : 1
  }
}

// MARK: - Results

extension CurlHandle {
  /// Whether a connection stood that could carry the request.
  var hasConnected: Bool { time(CURLINFO_PRETRANSFER_TIME_T) > 0 }

  /// How many connections the last transfer made; nil where libcurl does not tell.
  var newConnections: Int? {
    var value = 0
    return ccurl_get_long(easy, CURLINFO_NUM_CONNECTS, &value) == CURLE_OK ? value : nil
  }

  /// libcurl counts the header section and the content that it sends along with it together; larger
  /// content apart, and in HTTP/2 any.
  func sentBytes(of request: PreparedRequest, isHTTP2: Bool) -> Int {
    var together = 0
    guard ccurl_get_long(easy, CURLINFO_REQUEST_SIZE, &together) == CURLE_OK else { return 0 }
    guard let body = request.body, isHTTP2 || body.count >= 64 << 10 else { return together }
    var apart: curl_off_t = 0
    guard ccurl_get_offset(easy, CURLINFO_SIZE_UPLOAD_T, &apart) == CURLE_OK else {
      return together
    }
    return together + apart
  }

  /// `errno` of the last failed connection or system call, 0 where there is none.
  var osError: Int32 {
    var value = 0
    return ccurl_get_long(easy, CURLINFO_OS_ERRNO, &value) == CURLE_OK
      ? Int32(truncatingIfNeeded: value) : 0
  }

  /// libcurl leaves the time of a phase that did not take place at 0, or before that of an earlier
  /// one on a connection used again; here no phase ends before the one before it.
  var timing: Exchange.Timing {
    let nameLookup = time(CURLINFO_NAMELOOKUP_TIME_T)
    let connect = max(nameLookup, time(CURLINFO_CONNECT_TIME_T))
    let tls = max(connect, time(CURLINFO_APPCONNECT_TIME_T))
    let firstByte = max(tls, time(CURLINFO_STARTTRANSFER_TIME_T))
    let total = max(firstByte, time(CURLINFO_TOTAL_TIME_T))
    return Exchange.Timing(
      nameLookup: nameLookup, connect: connect, tls: tls, firstByte: firstByte, total: total)
  }

  /// Seconds; libcurl counts microseconds.
  private func time(_ info: CURLINFO) -> Double {
    var value: curl_off_t = 0
    guard ccurl_get_offset(easy, info, &value) == CURLE_OK else { return 0 }
    return max(0, Double(value) / 1_000_000)
  }
}
