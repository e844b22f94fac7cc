/// What holds for every request of a transport.
package struct TransportConfiguration: Sendable, Hashable {
  /// The largest body taken, in bytes, on the wire as well as after content decoding.
  package var maxBodyBytes: Int
  /// How many times as large as on the wire a body may be after content decoding. Bodies that
  /// expand to 1 MiB or less may expand any number of times.
  package var maxExpansion: Int
  /// The most header bytes taken for one answer: status lines, header fields and trailers of all
  /// its interim responses and the final one. libcurl's own limits (300 KB a section, 100 KB a
  /// line) hold as well.
  package var maxHeaderBytes: Int
  /// How many requests are in flight at once, and so the most connections; the rest wait in order.
  package var maxConnections: Int
  /// Takes any certificate of any host.
  package var insecure: Bool
  /// The path of a PEM file with the certificate authorities to trust. Nil: the file that the
  /// environment variable `SSL_CERT_FILE` names, else the system's.
  package var caCertificate: String?
  /// The path of a PEM file with our own certificate chain, for targets that ask for one.
  package var clientCertificate: String?
  /// The path of a PEM file with the private key of `clientCertificate`. Nil: it is in that file.
  package var clientKey: String?
  /// The URL of a proxy (`http`, `https`, `socks5` or `socks5h`). Nil: none, whatever the
  /// environment says.
  package var proxy: String?
  /// Offers HTTP/2 in the TLS handshake; without TLS it is always HTTP/1.1.
  package var http2: Bool
  /// The `User-Agent` of requests that bring none. Empty: no such field.
  package var userAgent: String

  package init(
    maxBodyBytes: Int = 16 << 20, maxExpansion: Int = 200, maxHeaderBytes: Int = 1 << 20,
    maxConnections: Int = 16, insecure: Bool = false, caCertificate: String? = nil,
    clientCertificate: String? = nil,
    clientKey: String? = nil, proxy: String? = nil, http2: Bool = false,
    userAgent: String = "muster"
  ) {
    self.maxBodyBytes = maxBodyBytes
    self.maxExpansion = maxExpansion
    self.maxHeaderBytes = maxHeaderBytes
    self.maxConnections = maxConnections
    self.insecure = insecure
    self.caCertificate = caCertificate
    self.clientCertificate = clientCertificate
    self.clientKey = clientKey
    self.proxy = proxy
    self.http2 = http2
    self.userAgent = userAgent
  }
}

/// Why a transport cannot be had with a configuration: ours to solve, not the target's.
package struct TransportSetupError: Error, Sendable, Hashable {
  /// What is wrong, in one sentence without a final full stop.
  package var message: String
  /// What to do about it, in one sentence without a final full stop.
  package var remedy: String

  package init(message: String, remedy: String) {
    self.message = message
    self.remedy = remedy
  }
}
