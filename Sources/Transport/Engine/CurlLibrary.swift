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
    return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
  }()

  static func offers(_ feature: Int32) -> Bool {
    ccurl_features() & feature != 0
  }
}
