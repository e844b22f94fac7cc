import Foundation
import Glibc

/// A connection that is kept alive over many requests; blocks, so it belongs on a thread of its own.
final class LoopbackConnection {
  struct Failure: Error, CustomStringConvertible { let description: String }

  struct Answer {
    var status: Int
    /// Names in lower case.
    var headers: [String: String]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    func object() throws -> [String: Any] {
      guard let object = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] else {
        throw Failure(description: "no JSON object: \(text)")
      }
      return object
    }
  }

  private let descriptor: Int32
  private let host: String
  private var unread: [UInt8] = []

  /// Connects to `http://127.0.0.1:PORT`; every wait is bounded.
  init(_ url: String, seconds: Int = 30) throws {
    host = String(url.dropFirst("http://".count))
    guard url.hasPrefix("http://127.0.0.1:"), let port = host.split(separator: ":").last,
      let port = UInt16(port)
    else { throw Failure(description: "not a loopback URL: \(url)") }
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(description: "socket: errno \(errno)") }
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw Failure(description: "connect: errno \(errno)") }
  }

  deinit { close(descriptor) }

  func exchange(
    _ method: String, _ target: String, headers: [String] = [], body: [UInt8]? = nil
  ) throws -> Answer {
    var head = "\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\n"
    for line in headers { head += line + "\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    try write(Array((head + "\r\n").utf8) + (body ?? []))
    return try read()
  }

  private func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { throw Failure(description: "send: errno \(errno)") }
      rest = rest.dropFirst(sent)
    }
  }

  private func read() throws -> Answer {
    let blank = Array("\r\n\r\n".utf8)
    var end: Int?
    repeat {
      end = unread.indices.first { unread[$0...].starts(with: blank) }
      if end == nil { try fill() }
    } while end == nil
    guard let end else { throw Failure(description: "no head") }
    let lines = String(decoding: unread[..<end], as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ", maxSplits: 2) ?? []
    guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
      throw Failure(description: "bad status line: \(lines.first ?? "")")
    }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let sides = line.split(separator: ":", maxSplits: 1)
      guard sides.count == 2 else { throw Failure(description: "bad field: \(line)") }
      headers[sides[0].lowercased()] = String(sides[1].drop { $0 == " " })
    }
    guard let length = status == 204 ? 0 : headers["content-length"].flatMap({ Int($0) }) else {
      throw Failure(description: "no length: \(lines)")
    }
    while unread.count < end + 4 + length { try fill() }
    let body = Array(unread[(end + 4)..<(end + 4 + length)])
    unread.removeFirst(end + 4 + length)
    return Answer(status: status, headers: headers, body: body)
  }

  private func fill() throws {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else {
      throw Failure(description: count == 0 ? "closed by the server" : "recv: errno \(errno)")
    }
    unread += buffer.prefix(count)
  }
}

/// Runs blocking work on a thread of its own.
func onThread<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Swift.Result { try work() }) }
  }
}
