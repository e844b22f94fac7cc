import CCurl
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

  /// The handle must be gone.
  mutating func free() {
    curl_slist_free_all(headerList)
    headerList = nil
  }

  mutating func apply(
    _ request: PreparedRequest, _ options: RequestOptions, to handle: CurlHandle
  ) throws(CurlOptionError) {
    if headerList == nil || headerLines != request.headerLines {
      try applyHeaders(request.headerLines, to: handle)
    }
    try handle.set(CURLOPT_URL, request.url)
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

  private mutating func applyHeaders(
    _ lines: [UInt8], to handle: CurlHandle
  ) throws(CurlOptionError) {
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
    headerLines = lines
  }
}
