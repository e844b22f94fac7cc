import Foundation
import Glibc
import Synchronization

/// A target with a collection of things, made and deleted by those who ask. Ends with the last reference
/// to it.
final class ThingServer: Sendable {
  /// What it does wrong.
  enum Defect: String, Sendable, CaseIterable {
    case createdNotListed = "created-not-listed"
    case deletedStillListed = "deleted-still-listed"
  }

  static let spec = """
    openapi: 3.0.4
    info: { title: things, version: "1" }
    paths:
      /things:
        get:
          responses:
            "200":
              description: all
              content:
                application/json: { schema: { $ref: "#/components/schemas/Things" } }
        post:
          requestBody:
            required: true
            content: { application/json: { schema: { $ref: "#/components/schemas/NewThing" } } }
          responses:
            "201":
              description: made
              content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } }
      /things/{thingId}:
        parameters: [{ name: thingId, in: path, required: true, schema: { type: integer } }]
        get:
          responses:
            "200":
              description: one
              content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } }
            "404": { description: none }
        delete: { responses: { "204": { description: gone }, "404": { description: none } } }
    components:
      schemas:
        NewThing:
          type: object
          required: [name]
          properties: { name: { type: string } }
        Thing:
          type: object
          required: [id, name]
          properties: { id: { type: integer }, name: { type: string } }
        Things:
          type: object
          required: [things]
          properties:
            things: { type: array, items: { $ref: "#/components/schemas/Thing" } }
    """

  private let listener: LoopbackListener
  var url: String { listener.url }

  init(_ defect: Defect?) throws {
    signal(SIGPIPE, SIG_IGN)
    let store = Store(defect)
    listener = try LoopbackListener { connection in
      Thread.detachNewThread { Self.serve(connection, store) }
    }
  }

  /// The things; one that was there before is always listed.
  private final class Store: Sendable {
    private let things = Mutex<(last: Int, ids: [Int], deleted: [Int])>((1, [1], []))
    private let defect: Defect?

    init(_ defect: Defect?) { self.defect = defect }

    func answer(_ method: String, _ path: String) -> (status: String, body: String) {
      let id = path.hasPrefix("/things/") ? Int(path.dropFirst(8)) : nil
      return things.withLock { things in
        switch (method, id) {
        case ("GET", nil) where path == "/things":
          var ids = defect == .createdNotListed ? [1] : things.ids
          if defect == .deletedStillListed { ids += things.deleted }
          let items = ids.map(Self.thing).joined(separator: ",")
          return ("200 OK", #"{"things":[\#(items)]}"#)
        case ("POST", nil) where path == "/things":
          things.last += 1
          things.ids.append(things.last)
          return ("201 Created", Self.thing(things.last))
        case ("GET", let id?) where things.ids.contains(id): return ("200 OK", Self.thing(id))
        case ("DELETE", let id?) where things.ids.contains(id):
          things.ids.removeAll { $0 == id }
          things.deleted.append(id)
          return ("204 No Content", "")
        case ("GET", _), ("DELETE", _): return ("404 Not Found", "")
        default: return ("405 Method Not Allowed", "")
        }
      }
    }

    private static func thing(_ id: Int) -> String { #"{"id":\#(id),"name":"thing \#(id)"}"# }
  }

  /// One request after the other, each with its content.
  private static func serve(_ connection: Int32, _ store: Store) {
    defer { close(connection) }
    var pending: [UInt8] = []
    while let (head, rest) = head(connection, &pending) {
      let length =
        head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
      pending = rest
      while pending.count < length { guard more(connection, &pending) else { return } }
      pending.removeFirst(min(length, pending.count))
      let words = head.split(separator: " ")
      guard words.count > 2 else { return }
      let answer = store.answer(String(words[0]), String(words[1]))
      let type = answer.body.isEmpty ? "" : "Content-Type: application/json\r\n"
      let count =
        answer.status.hasPrefix("204") ? "" : "Content-Length: \(answer.body.utf8.count)\r\n"
      let bytes = Array("HTTP/1.1 \(answer.status)\r\n\(type)\(count)\r\n\(answer.body)".utf8)
      guard send(connection, bytes, bytes.count, 0) == bytes.count else { return }
    }
  }

  private static func head(
    _ connection: Int32, _ pending: inout [UInt8]
  ) -> (head: String, rest: [UInt8])? {
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let range = pending.firstRange(of: end) {
        return (
          String(decoding: pending[..<range.lowerBound], as: UTF8.self),
          Array(pending[range.upperBound...])
        )
      }
      guard more(connection, &pending) else { return nil }
    }
  }

  private static func more(_ connection: Int32, _ pending: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    let count = recv(connection, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    pending += buffer.prefix(count)
    return true
  }
}
