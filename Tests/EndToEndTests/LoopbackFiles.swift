import Foundation
import Glibc
import Synchronization

/// Serves a few texts over HTTP on loopback, one request a connection, and counts the requests.
final class LoopbackFiles: Sendable {
  /// What a path is answered with.
  struct Page: Sendable {
    var status = "200 OK"
    var headers = ""
    var text = ""
  }

  private let listener: LoopbackListener
  private let seen: Requests

  /// The paths that were asked for; a class, so that the accepting thread has it too.
  private final class Requests: Sendable {
    let paths = Mutex<[String]>([])
  }

  var port: UInt16 { listener.port }
  var url: String { listener.url }
  /// The paths that were asked for, in order.
  var paths: [String] { seen.paths.withLock { $0 } }

  init(_ pages: [String: Page]) throws {
    let seen = Requests()
    self.seen = seen
    listener = try LoopbackListener { connection in
      let path = Self.path(connection)
      seen.paths.withLock { $0.append(path) }
      let page = pages[path] ?? Page(status: "404 Not Found")
      let answer =
        "HTTP/1.1 \(page.status)\r\n\(page.headers)Content-Length: \(page.text.utf8.count)\r\n"
        + "Connection: close\r\n\r\n\(page.text)"
      _ = Array(answer.utf8).withUnsafeBytes { send(connection, $0.baseAddress, $0.count, 0) }
      close(connection)
    }
  }

  /// The path of the request line; small requests come in one piece.
  private static func path(_ connection: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    let count = recv(connection, &buffer, buffer.count, 0)
    let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    return text.split(separator: " ").dropFirst().first.map(String.init) ?? ""
  }
}
