package import Documents

/// An answer before it is put on the wire.
package struct ServerResponse: Sendable {
  package enum Body: Sendable {
    case none
    case json(Value)
    /// Bytes sent as they are, whatever the headers claim.
    case bytes([UInt8])
  }

  /// How far an answer gets.
  package enum Delivery: Sendable, Hashable {
    case whole
    /// The connection is closed without a byte of it.
    case none
    /// The connection is closed after so many bytes of the body.
    case cut(after: Int)
    /// The connection is reset after so many bytes of the body.
    case reset(after: Int)
  }

  package var status: Int
  /// In the order of sending; `Content-Length` is added by the transport where it is not
  /// there.
  package var headers: [(name: String, value: String)]
  package var body: Body
  package var delivery = Delivery.whole
  /// Seconds before it is sent.
  package var delay = 0.0

  package init(status: Int, headers: [(name: String, value: String)] = [], body: Body = .none) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// A JSON answer.
  package static func json(_ value: Value, status: Int = 200) -> ServerResponse {
    ServerResponse(
      status: status, headers: [("Content-Type", "application/json")], body: .json(value))
  }

  /// The body as it goes over the wire.
  package var bytes: [UInt8] {
    switch body {
    case .none: []
    case .json(let value): JSONWriter.bytes(value)
    case .bytes(let bytes): bytes
    }
  }

  /// The first value of a header field, whatever the case of its name; nil where there is none.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// Replaces a header field, whatever the case of its name, or adds it.
  package mutating func setHeader(_ name: String, _ value: String) {
    removeHeader(name)
    headers.append((name, value))
  }

  /// Takes a header field away, whatever the case of its name.
  package mutating func removeHeader(_ name: String) {
    headers.removeAll { $0.name.lowercased() == name.lowercased() }
  }
}
