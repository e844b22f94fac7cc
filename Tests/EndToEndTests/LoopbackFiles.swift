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

  enum SetupError: Error { case failed(Int32) }

  private let listener: Int32
  let port: UInt16
  private let seen = Mutex<[String]>([])

  var url: String { "http://127.0.0.1:\(port)" }
  /// The paths that were asked for, in order.
  var paths: [String] { seen.withLock { $0 } }

  init(_ pages: [String: Page]) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, size) == 0 && listen(listener, 16) == 0
          && getsockname(listener, address, &size) == 0
      }
    }
    guard bound else { throw SetupError.failed(errno) }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        let path = Self.path(connection)
        self?.seen.withLock { $0.append(path) }
        let page = pages[path] ?? Page(status: "404 Not Found")
        let answer =
          "HTTP/1.1 \(page.status)\r\n\(page.headers)Content-Length: \(page.text.utf8.count)\r\n"
          + "Connection: close\r\n\r\n\(page.text)"
        _ = Array(answer.utf8).withUnsafeBytes { send(connection, $0.baseAddress, $0.count, 0) }
        close(connection)
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// The path of the request line; small requests come in one piece.
  private static func path(_ connection: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    let count = recv(connection, &buffer, buffer.count, 0)
    let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    return text.split(separator: " ").dropFirst().first.map(String.init) ?? ""
  }
}
