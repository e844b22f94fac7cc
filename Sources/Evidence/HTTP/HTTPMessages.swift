/// A request as it is put on the wire.
package struct HTTPRequest: Sendable, Hashable {
  /// Case-sensitive (RFC 9110 §9.1).
  package var method: String
  /// Absolute, percent-encoded; sent as it stands, without normalisation.
  package var url: String
  package var headers: HTTPHeaders
  /// Nil: no content. Empty: content of length 0.
  package var body: [UInt8]?
  /// The environment variable in which whoever sends it again puts its token; nil: the usual one.
  package var tokenVariable: String?

  package init(
    method: String, url: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8]? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

extension HTTPRequest {
  /// A credential that nobody ever issued, for the cases that must be refused. No secret.
  package static let malformedCredential = "Bearer not-a-token"
}

/// A final response as it came off the wire; interim responses are not kept.
package struct HTTPResponse: Sendable, Hashable {
  package var status: Int
  /// Empty where the status line has none, as always in HTTP/2.
  package var reason: String
  /// For instance `HTTP/1.1`.
  package var version: String
  package var headers: HTTPHeaders
  /// After content decoding.
  package var body: [UInt8]
  /// The fields after a chunked body (RFC 9110 §6.5), never merged into `headers`.
  package var trailers: HTTPHeaders

  package init(
    status: Int, reason: String = "", version: String = "HTTP/1.1",
    headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = [], trailers: HTTPHeaders = HTTPHeaders()
  ) {
    self.status = status
    self.reason = reason
    self.version = version
    self.headers = headers
    self.body = body
    self.trailers = trailers
  }
}
