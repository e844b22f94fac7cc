import CCurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What is done once a process before libcurl is used.
enum CurlLibrary {
  /// False where libcurl cannot be initialised. Safe from any thread: a static is set up once.
  static let isReady: Bool = {
    // NOSIGNAL keeps libcurl from doing this around each write.
    signal(SIGPIPE, SIG_IGN)
    return ccurl_global_init() == CURLE_OK
  }()

  /// Whether the log names bytes in excess of a Content-Length before the last of the content is handed
  /// over. From 8.0 on it may be after that.
  static let namesExcessFirst = ccurl_version() < 0x08_00_00

  static func offers(_ feature: Int32) -> Bool {
    ccurl_features() & feature != 0
  }
}
