import Documents
import Evidence

/// The last request without content: neighbouring requests mostly have the same method, fields and server, and
/// comparing costs less than checking and writing.
final class RequestMemo: Sendable {
  private struct Last {
    let request: HTTPRequest
    let prepared: PreparedRequest
  }

  private let last = Locked<Last?>(nil)

  /// The last request, where its method and fields are the same as this one's, byte by byte: what is equal by
  /// Unicode need not be the same on the wire.
  func last(like request: HTTPRequest) -> PreparedRequest? {
    guard let last = last.withLock({ $0 }),
      ByteSearch.isSame(last.request.method.utf8.span, request.method.utf8.span),
      last.request.headers.isIdentical(to: request.headers)
    else { return nil }
    return last.prepared
  }

  /// - Parameter prepared: must have been found fit to be sent, and be without content.
  func keep(_ prepared: PreparedRequest, of request: HTTPRequest) {
    last.withLock { $0 = Last(request: request, prepared: prepared) }
  }
}
