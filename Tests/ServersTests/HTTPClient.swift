import Documents
import Foundation
import Glibc

/// An answer as it came over the wire.
struct HTTPAnswer: Sendable {
  let status: Int
  /// Names in lower case.
  let headers: [(name: String, value: String)]
  let body: [UInt8]

  func header(_ name: String) -> String? {
    let values = headers.filter { $0.name == name }.map(\.value)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  var text: String { String(decoding: body, as: UTF8.self) }

  /// The body read by the strict reader.
  func json() throws -> Value {
    let document = try JSONReader.read(body, file: SourceFile(name: "<answer>"))
    return Value(document)
  }
}

/// The least HTTP/1.1 client that will do: one connection a request, every wait bounded.
struct HTTPClient: Sendable {
  struct Failure: Error, CustomStringConvertible { let description: String }

  let port: UInt16

  init(baseURL: String) throws {
    guard baseURL.hasPrefix("http://127.0.0.1:"),
      let port = baseURL.split(separator: ":").last.flatMap({ UInt16($0) })
    else { throw Failure(description: "not a loopback URL: \(baseURL)") }
    self.port = port
  }

  func send(
    _ method: String, _ target: String, headers: [(String, String)] = [], body: [UInt8]? = nil
  ) async throws -> HTTPAnswer {
    var head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if let body, !headers.contains(where: { $0.0.lowercased() == "content-length" }) {
      head += "Content-Length: \(body.count)\r\n"
    }
    let bytes = try await exchange(Array((head + "\r\n").utf8) + (body ?? []))
    return try Self.parse(bytes, isHead: method == "HEAD")
  }

  /// Sends bytes and collects what comes back until the server closes; `onAnswer` is called when
  /// its first bytes are there. Blocks a thread of its own: neither the concurrency pool nor
  /// Dispatch's has one to spare, since the server in this process needs them.
  func exchange(
    _ request: [UInt8], onAnswer: @escaping @Sendable () -> Void = {}
  ) async throws -> [UInt8] {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try blockingExchange(request, onAnswer) })
      }
    }
  }

  private func blockingExchange(_ request: [UInt8], _ onAnswer: () -> Void) throws -> [UInt8] {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(description: "socket: errno \(errno)") }
    defer { close(descriptor) }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
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
    var rest = request[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      // A server may answer and close before it has read everything.
      guard sent > 0 else { break }
      rest = rest.dropFirst(sent)
    }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count >= 0 else { throw Failure(description: "recv: errno \(errno)") }
      if count == 0 { return answer }
      if answer.isEmpty { onAnswer() }
      answer += buffer.prefix(count)
    }
  }

  private static func parse(_ bytes: [UInt8], isHead: Bool) throws -> HTTPAnswer {
    let blank = Array("\r\n\r\n".utf8)
    guard
      let end = bytes.indices.first(where: { bytes[$0...].starts(with: blank) })
    else { throw Failure(description: "no head: \(String(decoding: bytes, as: UTF8.self))") }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ", maxSplits: 2) ?? []
    guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
      throw Failure(description: "bad status line: \(lines.first ?? "")")
    }
    let headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      let value = parts.count > 1 ? parts[1].drop { $0 == " " } : ""
      return (name: (parts.first ?? "").lowercased(), value: String(value))
    }
    let body = Array(bytes[(end + 4)...])
    let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) }
    guard isHead || status == 204 || length == body.count else {
      throw Failure(description: "Content-Length \(length ?? -1), body of \(body.count)")
    }
    return HTTPAnswer(status: status, headers: headers, body: body)
  }
}
