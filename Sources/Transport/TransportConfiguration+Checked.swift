import CCurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension TransportConfiguration {
  /// The configuration with the environment's certificates filled in, or what is wrong with it.
  /// libcurl would find out about files only at the first connection.
  func checked() throws(TransportSetupError) -> TransportConfiguration {
    guard CurlLibrary.isReady else {
      throw TransportSetupError(
        message: "libcurl could not be initialised", remedy: "check this machine's libcurl")
    }
    guard maxConnections > 0, maxConnections <= 10_000 else {
      throw TransportSetupError(
        message: "\(maxConnections) connections are not possible",
        remedy: "give a number from 1 to 10000")
    }
    guard maxBodyBytes >= 0, maxHeaderBytes >= 0, maxBodyBytes <= 1 << 31 else {
      throw TransportSetupError(
        message: "the limit on bodies or headers is not possible",
        remedy: "give numbers of bytes from 0 to 2147483648")
    }
    guard maxExpansion > 0, maxExpansion <= 1 << 20 else {
      throw TransportSetupError(
        message: "bodies cannot be limited to \(maxExpansion) times their size on the wire",
        remedy: "give a number from 1 to 1048576")
    }
    guard userAgent.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) else {
      throw TransportSetupError(
        message: "the user agent has a control character", remedy: "remove it")
    }
    if http2, !CurlLibrary.offers(CURL_VERSION_HTTP2) {
      throw TransportSetupError(
        message: "this machine's libcurl has no HTTP/2",
        remedy: "leave out --http2 or install a libcurl with nghttp2")
    }
    if let proxy { try TransportConfiguration.checkProxy(proxy) }
    guard clientKey == nil || clientCertificate != nil else {
      throw TransportSetupError(
        message: "there is a client key without a client certificate",
        remedy: "give the certificate as well")
    }
    var result = self
    if caCertificate == nil, let path = getenv("SSL_CERT_FILE"), path.pointee != 0 {
      result.caCertificate = String(cString: path)
    }
    try TransportConfiguration.checkFile(result.caCertificate, "certificate authorities")
    try TransportConfiguration.checkFile(clientCertificate, "client certificate")
    try TransportConfiguration.checkFile(clientKey, "client key")
    return result
  }

  private static func checkProxy(_ proxy: String) throws(TransportSetupError) {
    let schemes = ["http://", "https://", "socks5://", "socks5h://"]
    guard proxy.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      let scheme = schemes.first(where: { proxy.lowercased().hasPrefix($0) }),
      proxy.utf8.count > scheme.utf8.count
    else {
      throw TransportSetupError(
        message: "the proxy is not a URL of a kind that is known",
        remedy: "write it as http://host:port, https://, socks5:// or socks5h://")
    }
  }

  private static func checkFile(_ path: String?, _ what: String) throws(TransportSetupError) {
    guard let path else { return }
    guard access(path, R_OK) == 0 else {
      throw TransportSetupError(
        message: "the file of the \(what), \(path), cannot be read: "
          + String(cString: strerror(errno)),
        remedy: "check the path and its permissions")
    }
  }
}
