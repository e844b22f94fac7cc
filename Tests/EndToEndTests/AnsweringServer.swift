import Foundation
import Glibc
import Synchronization

/// A target whose answers a closure decides; one request a connection. Ends with the last reference to it.
final class AnsweringServer: Sendable {
  struct Request: Sendable {
    var method: String
    var path: String
    var body: String
  }

  private final class Memory: Sendable {
    let requests = Mutex<[Request]>([])
  }

  private let listener: LoopbackListener
  private let memory: Memory

  var url: String { listener.url }
  /// All that were asked so far.
  var requests: [Request] { memory.requests.withLock { $0 } }

  /// - Parameter answer: gets the request and how many there were to the same place before.
  init(_ answer: @escaping @Sendable (Request, Int) -> (status: Int, body: String)) throws {
    signal(SIGPIPE, SIG_IGN)
    let memory = Memory()
    self.memory = memory
    listener = try LoopbackListener { connection in
      Thread.detachNewThread {
        defer { close(connection) }
        guard let request = Self.read(connection) else { return }
        let before = memory.requests.withLock { requests in
          defer { requests.append(request) }
          return requests.count { $0.method == request.method && $0.path == request.path }
        }
        let (status, body) = answer(request, before)
        let text =
          "HTTP/1.1 \(status) X\r\nContent-Type: application/json\r\nContent-Length: "
          + "\(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
        let bytes = Array(text.utf8)
        _ = send(connection, bytes, bytes.count, 0)
      }
    }
  }

  private static func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let range = bytes.firstRange(of: end) {
        let head = String(decoding: bytes[..<range.lowerBound], as: UTF8.self)
        let length =
          head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
          .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
        let words = head.split(separator: " ")
        let body = bytes[range.upperBound...]
        if body.count >= length, words.count > 2 {
          return Request(
            method: String(words[0]), path: String(words[1]),
            body: String(decoding: body.prefix(length), as: UTF8.self))
        }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer.prefix(count)
    }
  }
}
