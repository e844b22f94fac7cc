import Hummingbird

/// Translates between Hummingbird's types and ours.
enum HTTPAdapter {
  /// Answers one request: HEAD runs as GET, and its answer loses the body but not the length.
  static func respond(
    to request: Request, in context: ServerContext,
    with answer: @Sendable (ServerRequest) async -> ServerResponse
  ) async -> Response {
    let response = await answer(serverRequest(request))
    if response.delay > 0 {
      // Cut short where the server is stopped; then nobody waits for the answer any more.
      try? await Task.sleep(for: .seconds(response.delay))
    }
    if response.delivery == .none { await BrokenDelivery.close(context.channel) }
    var fields = HTTPFields()
    for (name, value) in response.headers {
      guard let name = HTTPFields.Element.Name(name) else { continue }
      fields.append(.init(name: name, value: value))
    }
    let status = HTTPResponse.Status(code: response.status)
    let bytes = response.bytes
    let full = Response(
      status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    if request.method == .head { return full.createHeadResponse() }
    switch response.delivery {
    case .whole, .none: return full
    case .cut(let count): return broken(full, bytes.prefix(count), isReset: false, context)
    case .reset(let count): return broken(full, bytes.prefix(count), isReset: true, context)
    }
  }

  /// The same head, and the connection's end in the middle of the body.
  private static func broken(
    _ full: Response, _ bytes: ArraySlice<UInt8>, isReset: Bool, _ context: ServerContext
  ) -> Response {
    Response(
      status: full.status, headers: full.headers,
      body: BrokenDelivery.body(bytes, isReset: isReset, on: context.channel))
  }

  private static func serverRequest(_ request: Request) -> ServerRequest {
    // The framework takes Host out of the fields (RFC 9110 §7.2).
    let host = request.head.authority.map { [(name: "host", value: $0)] } ?? []
    let headers =
      host + request.headers.map { (name: $0.name.canonicalName, value: $0.value) }
    let body = request.body
    return ServerRequest(
      method: request.method.rawValue, target: request.head.path ?? "/", headers: headers
    ) { limit async throws(Problem) in
      let announced = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) }
      if let announced, announced > limit { throw .bodyTooLarge(limit: limit) }
      var bytes: [UInt8] = []
      do {
        for try await chunk in body {
          guard bytes.count + chunk.readableBytes <= limit else {
            throw Problem.bodyTooLarge(limit: limit)
          }
          bytes.append(contentsOf: chunk.readableBytesView)
        }
      } catch let problem as Problem {
        throw problem
      } catch {
        throw .invalidBody("The body could not be read to its end")
      }
      return bytes
    }
  }
}
