/// A request as it is put on the wire.
///
/// It is one reference: it goes through many hands on the way from a plan to the reports, and hardly any
/// of them changes it.
package struct HTTPRequest: Sendable, Hashable, CustomReflectable {
  private struct Fields: Sendable, Hashable {
    var method: String
    var url: String
    var headers: HTTPHeaders
    var body: [UInt8]?
    var tokenVariable: String?
  }

  private final class Storage: Sendable {
    let fields: Fields

    init(_ fields: Fields) { self.fields = fields }
  }

  private var storage: Storage

  /// Changes a copy.
  private mutating func change(_ edit: (inout Fields) -> Void) {
    var fields = storage.fields
    edit(&fields)
    storage = Storage(fields)
  }

  package init(
    method: String, url: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8]? = nil
  ) {
    storage = Storage(Fields(method: method, url: url, headers: headers, body: body))
  }

  /// Case-sensitive (RFC 9110 §9.1).
  package var method: String {
    get { storage.fields.method }
    set { change { $0.method = newValue } }
  }
  /// Absolute, percent-encoded; sent as it stands, without normalisation.
  package var url: String {
    get { storage.fields.url }
    set { change { $0.url = newValue } }
  }
  package var headers: HTTPHeaders {
    get { storage.fields.headers }
    set { change { $0.headers = newValue } }
  }
  /// Nil: no content. Empty: content of length 0.
  package var body: [UInt8]? {
    get { storage.fields.body }
    set { change { $0.body = newValue } }
  }
  /// The environment variable in which whoever sends it again puts its token; nil: the usual one.
  package var tokenVariable: String? {
    get { storage.fields.tokenVariable }
    set { change { $0.tokenVariable = newValue } }
  }

  package static func == (left: HTTPRequest, right: HTTPRequest) -> Bool {
    left.storage === right.storage || left.storage.fields == right.storage.fields
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(storage.fields) }

  /// Its parts, as if they were its own.
  package var customMirror: Mirror { Mirror(reflecting: storage.fields) }
}

extension HTTPRequest {
  /// A credential that nobody ever issued, for the cases that must be refused. No secret.
  package static let malformedCredential = "Bearer not-a-token"
}

/// A final response as it came off the wire; interim responses are not kept.
///
/// It is one reference, as a request is.
package struct HTTPResponse: Sendable, Hashable, CustomReflectable {
  private struct Fields: Sendable, Hashable {
    var status: Int
    var reason: String
    var version: String
    var headers: HTTPHeaders
    var body: [UInt8]
    var trailers: HTTPHeaders
  }

  private final class Storage: Sendable {
    let fields: Fields

    init(_ fields: Fields) { self.fields = fields }
  }

  private var storage: Storage

  /// Changes a copy.
  private mutating func change(_ edit: (inout Fields) -> Void) {
    var fields = storage.fields
    edit(&fields)
    storage = Storage(fields)
  }

  package init(
    status: Int, reason: String = "", version: String = "HTTP/1.1",
    headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = [], trailers: HTTPHeaders = HTTPHeaders()
  ) {
    storage = Storage(
      Fields(
        status: status, reason: reason, version: version, headers: headers, body: body,
        trailers: trailers))
  }

  package var status: Int {
    get { storage.fields.status }
    set { change { $0.status = newValue } }
  }
  /// Empty where the status line has none, as always in HTTP/2.
  package var reason: String {
    get { storage.fields.reason }
    set { change { $0.reason = newValue } }
  }
  /// For instance `HTTP/1.1`.
  package var version: String {
    get { storage.fields.version }
    set { change { $0.version = newValue } }
  }
  package var headers: HTTPHeaders {
    get { storage.fields.headers }
    set { change { $0.headers = newValue } }
  }
  /// After content decoding.
  package var body: [UInt8] {
    get { storage.fields.body }
    set { change { $0.body = newValue } }
  }
  /// The fields after a chunked body (RFC 9110 §6.5), never merged into `headers`.
  package var trailers: HTTPHeaders {
    get { storage.fields.trailers }
    set { change { $0.trailers = newValue } }
  }

  package static func == (left: HTTPResponse, right: HTTPResponse) -> Bool {
    left.storage === right.storage || left.storage.fields == right.storage.fields
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(storage.fields) }

  /// Its parts, as if they were its own.
  package var customMirror: Mirror { Mirror(reflecting: storage.fields) }
}
