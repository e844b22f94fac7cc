import Foundation
import Hummingbird
import Logging

/// A small HTTP API over a store of parcels.
public struct ParcelService: Sendable {
  private let store: ParcelStore
  /// Whether weights are answered as text, as nobody documented it.
  private let hasBrokenWeights: Bool

  public init(_ store: ParcelStore, hasBrokenWeights: Bool = false) {
    self.store = store
    self.hasBrokenWeights = hasBrokenWeights
  }

  /// Serves on a free port of loopback while `body` runs, which gets the base URL.
  public func serve<Result: Sendable>(
    _ body: @escaping @Sendable (String) async throws -> Result
  ) async throws -> Result {
    let (ports, report) = AsyncStream.makeStream(of: Int.self)
    var logger = Logger(label: "parcels")
    logger.logLevel = .critical
    let application = Application(
      router: router(), configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in
        if let port = channel.localAddress?.port { report.yield(port) }
        report.finish()
      }, logger: logger)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await application.runService(gracefulShutdownSignals: []) }
      guard let port = await ports.first(where: { _ in true }) else {
        throw HTTPError(.serviceUnavailable)
      }
      defer { group.cancelAll() }
      return try await body("http://127.0.0.1:\(port)")
    }
  }

  private func router() -> Router<BasicRequestContext> {
    let router = Router()
    router.get("parcels") { request, _ in
      let text = request.uri.queryParameters.get("status")
      let status = text.flatMap { ParcelStore.Parcel.Status(rawValue: $0) }
      if text != nil, status == nil { return try problem(.badRequest, "there is no such status") }
      return try answer(.ok, await store.parcels(status).map(shown))
    }
    router.post("parcels") { request, _ in
      guard let wish = try await wish(in: request) else {
        return try problem(.badRequest, "a parcel has a `recipient` and from 1 to 30000 `grams`")
      }
      return try answer(.created, shown(await store.send(to: wish.recipient, grams: wish.grams)))
    }
    router.get("parcels/:id") { _, context in
      guard let id = context.parameters.get("id", as: Int.self), id > 0 else {
        return try problem(.badRequest, "ids are numbers from 1")
      }
      guard let parcel = await store.parcel(id) else { return try problem(.notFound, "no parcel") }
      return try answer(.ok, shown(parcel))
    }
    router.delete("parcels/:id") { _, context in
      guard let id = context.parameters.get("id", as: Int.self), id > 0 else {
        return try problem(.badRequest, "ids are numbers from 1")
      }
      return await store.cancel(id)
        ? Response(status: .noContent) : try problem(.notFound, "no parcel")
    }
    return router
  }

  private struct Wish: Decodable {
    var recipient: String
    var grams: Int
  }

  /// Nil where it is none that can be fulfilled.
  private func wish(in request: Request) async throws -> Wish? {
    let body = try await request.body.collect(upTo: 1 << 16)
    let bytes = Data(body.readableBytesView)
    guard let members = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any],
      Set(members.keys) == ["recipient", "grams"],
      let wish = try? JSONDecoder().decode(Wish.self, from: bytes),
      (1...80).contains(wish.recipient.unicodeScalars.count), (1...30000).contains(wish.grams)
    else { return nil }
    return wish
  }

  // MARK: Answers

  private struct Shown: Encodable {
    var id: Int
    var recipient: String
    var grams: Weight
    var status: ParcelStore.Parcel.Status
  }

  private enum Weight: Encodable {
    case number(Int)
    case text(String)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      }
    }
  }

  private func shown(_ parcel: ParcelStore.Parcel) -> Shown {
    Shown(
      id: parcel.id, recipient: parcel.recipient,
      grams: hasBrokenWeights ? .text("\(parcel.grams) g") : .number(parcel.grams),
      status: parcel.status)
  }

  private func problem(_ status: HTTPResponse.Status, _ message: String) throws -> Response {
    try answer(status, ["message": message])
  }

  private func answer(_ status: HTTPResponse.Status, _ value: some Encodable) throws -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(value))))
  }
}
