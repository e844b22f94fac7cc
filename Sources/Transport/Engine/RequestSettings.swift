import CCurl
import Documents
import Evidence

/// What a handle is set to for a request. It is used again for the next one, so only what differs is
/// set anew.
struct RequestSettings {
  private var headerLines: [UInt8] = []
  /// libcurl keeps the pointer as long as the handle has the option.
  private var headerList: UnsafeMutablePointer<curl_slist>?
  /// Nil: set by no request so far, or by one that failed half-way.
  private var method: String?
  private var hasBody = false
  private var options: RequestOptions?
  /// The URL up to its path, where that is set apart from the request target; empty where it isn't.
  private var base: [UInt8] = []
  /// The same, taken apart by libcurl, which keeps the pointer as long as the handle has the option.
  private var parts: OpaquePointer?
  private var hasTarget = false
  /// Proxies are asked for whole URLs, and by a user agent in requests of libcurl's own.
  private let usesProxy: Bool
  /// `User-Agent: name` and a NUL; empty where libcurl or nobody names one.
  private let agentLine: [UInt8]

  init(_ configuration: TransportConfiguration) {
    usesProxy = configuration.proxy != nil
    let agent = usesProxy ? "" : configuration.userAgent
    agentLine = agent.isEmpty ? [] : Array("\(Self.agentName): \(agent)".utf8) + [0]
  }

  private static let agentName = "User-Agent"

  /// The handle must be gone.
  mutating func free() {
    curl_slist_free_all(headerList)
    headerList = nil
    curl_url_cleanup(parts)
    parts = nil
  }

  mutating func apply(
    _ request: PreparedRequest, _ options: RequestOptions, to handle: CurlHandle
  ) throws(CurlOptionError) {
    if headerList == nil || headerLines != request.headerLines {
      try applyHeaders(request.headerLines, to: handle)
    }
    try applyURL(request, to: handle)
    if method != request.method || hasBody || request.body != nil {
      method = nil
      try handle.apply(request)
      method = request.method
      hasBody = request.body != nil
    }
    if self.options != options {
      self.options = nil
      try handle.apply(options)
      self.options = options
    }
  }

  /// libcurl parses a URL, writes it anew and takes it apart, letter by letter, for every request. So it gets one
  /// that stays the same and is taken apart once, and the request target by itself, which then goes out just as
  /// it stands.
  private mutating func applyURL(
    _ request: PreparedRequest, to handle: CurlHandle
  ) throws(CurlOptionError) {
    guard !usesProxy, let start = request.origin.targetStart else {
      base = []
      if hasTarget {
        try keep(nil, in: handle)
        try handle.set(CURLOPT_REQUEST_TARGET, String?.none)
        hasTarget = false
      }
      return try handle.set(CURLOPT_URL, request.url)
    }
    let bytes = request.url.utf8
    if !ByteSearch.isSame(bytes.span.extracting(first: start), base.span) {
      base = []
      hasTarget = true
      let url = String(decoding: bytes.prefix(start), as: UTF8.self) + "/"
      try handle.set(CURLOPT_URL, url)
      try keep(Self.parts(of: url), in: handle)
      base = Array(bytes.prefix(start))
    }
    try handle.set(CURLOPT_REQUEST_TARGET, request.url, from: start)
  }

  /// A URL that libcurl has taken apart as it would for a request; nil where it would not, which the transfer
  /// then says in its own words.
  private static func parts(of url: String) -> OpaquePointer? {
    guard let parts = curl_url() else { return nil }
    let flags = UInt32(CURLU_NON_SUPPORT_SCHEME | CURLU_DISALLOW_USER | CURLU_PATH_AS_IS)
    guard curl_url_set(parts, CURLUPART_URL, url, flags) == CURLUE_OK else {
      curl_url_cleanup(parts)
      return nil
    }
    return parts
  }

  /// Gives a handle a URL that is taken apart, or none, and lets go of the one before.
  private mutating func keep(
    _ parts: OpaquePointer?, in handle: CurlHandle
  ) throws(CurlOptionError) {
    do throws(CurlOptionError) {
      try handle.set(CURLOPT_CURLU, parts.map { UnsafeMutableRawPointer($0) })
    } catch {
      curl_url_cleanup(parts)
      throw error
    }
    curl_url_cleanup(self.parts)
    self.parts = parts
  }

  /// A request's own user agent counts. libcurl would write it twice for each request, and a line of ours once.
  private func namesAgent(_ lines: [UInt8]) -> Bool {
    lines.split(separator: 0).contains { line in
      line.count > Self.agentName.utf8.count
        && zip(line, Self.agentName.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
        && [UInt8(ascii: ":"), UInt8(ascii: ";")].contains(
          line[line.startIndex + Self.agentName.utf8.count])
    }
  }

  private mutating func applyHeaders(
    _ headerLines: [UInt8], to handle: CurlHandle
  ) throws(CurlOptionError) {
    let lines = namesAgent(headerLines) ? headerLines : agentLine + headerLines
    var list: UnsafeMutablePointer<curl_slist>?
    var hasMemory = true
    lines.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var start = 0
      for index in bytes.indices where bytes[index] == 0 {
        let line = (base + start).assumingMemoryBound(to: CChar.self)
        guard let longer = curl_slist_append(list, line) else {
          hasMemory = false
          return
        }
        list = longer
        start = index + 1
      }
    }
    guard hasMemory else {
      curl_slist_free_all(list)
      throw CurlOptionError(code: CURLE_OUT_OF_MEMORY, option: "CURLOPT_HTTPHEADER")
    }
    do throws(CurlOptionError) {
      try handle.set(CURLOPT_HTTPHEADER, list.map { UnsafeMutableRawPointer($0) })
    } catch {
      curl_slist_free_all(list)
      throw error
    }
    curl_slist_free_all(headerList)
    headerList = list
    self.headerLines = headerLines
  }
}
