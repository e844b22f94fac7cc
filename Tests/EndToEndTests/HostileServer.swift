import Foundation
import Glibc

/// A target on loopback of which one path answers properly and all others do what a script says, byte by
/// byte. Ends with the last reference to it.
final class HostileServer: Sendable {
  enum Step: Sendable {
    case send(String)
    case sendBytes([UInt8])
    /// Sends the same for as long as the client takes it, but no more than 4 GiB.
    case flood([UInt8])
    /// Sends a byte, and another every second.
    case drip(String)
    /// Sends nothing until the client goes away.
    case hang
    case reset
    /// Sends the credential that the request came with, between two texts.
    case echoToken(String, String)
    /// Sends the whole head of the request as one line without quotation marks, between two texts.
    case echoHead(String, String)
  }

  static let goodPath = "/b-good"
  private static let good =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{\"name\":1}"

  private let listener: LoopbackListener
  var port: UInt16 { listener.port }
  var url: String { listener.url }

  init(_ steps: [Step]) throws {
    signal(SIGPIPE, SIG_IGN)
    listener = try LoopbackListener { connection in
      Thread.detachNewThread { Self.serve(connection, steps) }
    }
  }

  private static func serve(_ connection: Int32, _ steps: [Step]) {
    defer { close(connection) }
    while let request = read(connection) {
      if request.split(separator: " ").dropFirst().first?.hasPrefix(goodPath) == true {
        guard send(connection, Array(good.utf8)) else { return }
        continue
      }
      for step in steps {
        guard run(step, connection, request) else { return }
      }
      return
    }
  }

  /// One request without content; nil where the client is gone.
  private static func read(_ connection: Int32) -> String? {
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while !text.contains("\r\n\r\n") {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      text += String(decoding: buffer.prefix(count), as: UTF8.self)
    }
    return text
  }

  private static func run(_ step: Step, _ connection: Int32, _ request: String) -> Bool {
    switch step {
    case .send(let text): return send(connection, Array(text.utf8))
    case .sendBytes(let bytes): return send(connection, bytes)
    case .flood(let piece):
      var bytes = piece
      while bytes.count < 1 << 16 { bytes += piece }
      var left = 4 << 30
      while left > 0, send(connection, bytes) { left -= bytes.count }
      return false
    case .drip(let text):
      for byte in text.utf8 {
        guard send(connection, [byte]) else { return false }
        sleep(1)
      }
      return true
    case .hang:
      var byte: UInt8 = 0
      while recv(connection, &byte, 1, 0) > 0 {}
      return false
    case .reset:
      usleep(100_000)
      let option: [Int32] = [1, 0]
      setsockopt(connection, SOL_SOCKET, SO_LINGER, option, socklen_t(8))
      return false
    case .echoToken(let before, let after):
      let line = request.split(separator: "\r\n").first { $0.hasPrefix("Authorization: ") } ?? ""
      return send(connection, Array((before + line.dropFirst(15) + after).utf8))
    case .echoHead(let before, let after):
      let head = request.split(separator: "\r\n").joined(separator: "; ").filter { $0 != "\"" }
      return send(connection, Array((before + head + after).utf8))
    }
  }

  private static func send(_ connection: Int32, _ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, 0)
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}
