import Documents
import Glibc

@testable import Transport

/// A server on loopback that follows a script byte by byte, so that it can do what no HTTP library
/// would. Ends by itself: with its last reference, and two minutes after its start at the latest.
final class RawServer: Sendable {
  /// What it does on a connection, one after the other; after the last it closes.
  enum Step: Sendable {
    /// Reads one whole request by its Content-Length or chunks; ends the script if none comes.
    case read
    case send(String)
    case sendBytes([UInt8])
    /// Sends the same again and again until the client goes away.
    case flood(String)
    /// Sends one byte after another, with so many seconds between them.
    case drip(String, Double)
    case pause(Double)
    /// Reads nothing and sends nothing until the client goes away.
    case hang
    /// Breaks the connection with a RST instead of a FIN.
    case reset
  }

  enum SetupError: Error { case failed(String, Int32) }

  struct Record: Sendable {
    var requests: [[UInt8]] = []
    var connections = 0
    /// Connections that are open now, and the most there ever were.
    var open = 0
    var peak = 0
    /// Connections on which the client was seen to go away.
    var clientsGone = 0
    var isStopping = false
  }

  private let script: @Sendable (Int) -> [Step]
  private let listener: Int32
  let port: UInt16
  private let shared: Shared

  /// What outlives the server while its threads end.
  private final class Shared: Sendable {
    let record = Locked(Record())
    let end: Double

    init(end: Double) { self.end = end }

    var isOver: Bool { record.withLock { $0.isStopping } || RawServer.now() > end }
  }

  /// - Parameter script: by the number of the connection, from 0.
  init(_ script: @escaping @Sendable (Int) -> [Step]) throws {
    self.script = script
    shared = Shared(end: RawServer.now() + 120)
    signal(SIGPIPE, SIG_IGN)
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw SetupError.failed("socket", errno) }
    self.listener = listener
    var address = RawServer.loopback(port: 0)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) }
    }
    guard bound == 0, listen(listener, 256) == 0 else { throw SetupError.failed("bind", errno) }
    port = RawServer.port(of: listener)
    let shared = shared
    RawServer.start { RawServer.accept(listener, shared, script) }
  }

  convenience init(_ steps: [Step]) throws {
    try self.init { _ in steps }
  }

  deinit {
    shared.record.withLock { $0.isStopping = true }
  }

  var url: String { "http://127.0.0.1:\(port)" }
  var record: Record { shared.record.withLock { $0 } }
  /// The requests as text; bytes that are not UTF-8 show as replacement characters.
  var requests: [String] { record.requests.map { String(decoding: $0, as: UTF8.self) } }

  /// A loopback port on which nobody listens.
  static func unusedPort() -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = loopback(port: 0)
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return port(of: descriptor)
  }

  /// Seconds on a clock that only goes forward.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

// MARK: - Threads and sockets

extension RawServer {
  private static func accept(
    _ listener: Int32, _ shared: Shared, _ script: @escaping @Sendable (Int) -> [Step]
  ) {
    defer { close(listener) }
    while !shared.isOver {
      var entry = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
      guard poll(&entry, 1, 50) > 0 else { continue }
      let client = Glibc.accept(listener, nil, nil)
      guard client >= 0 else { continue }
      let number = shared.record.withLock { record in
        record.connections += 1
        record.open += 1
        record.peak = max(record.peak, record.open)
        return record.connections - 1
      }
      start {
        var connection = Connection(descriptor: client, shared: shared)
        connection.run(script(number))
        shared.record.withLock { $0.open -= 1 }
      }
    }
  }

  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private static func start(_ body: @escaping @Sendable () -> Void) {
    let argument = Unmanaged.passRetained(Body(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, argument.toOpaque())
    if code == 0 { pthread_detach(thread) } else { argument.release() }
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private static func port(of descriptor: Int32) -> UInt16 {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = getsockname(descriptor, $0, &size)
      }
    }
    return UInt16(bigEndian: address.sin_port)
  }

  private struct Connection {
    let descriptor: Int32
    let shared: Shared
    /// Bytes received beyond the request read last.
    var pending: [UInt8] = []

    mutating func run(_ steps: [Step]) {
      defer { close(descriptor) }
      for step in steps {
        guard !shared.isOver, run(step) else { return }
      }
    }

    /// False where the script cannot go on.
    private mutating func run(_ step: Step) -> Bool {
      switch step {
      case .read: return readRequest()
      case .send(let text): return send(Array(text.utf8))
      case .sendBytes(let bytes): return send(bytes)
      case .flood(let text):
        // In large pieces: the client must be the slower of the two.
        let piece = Array(text.utf8)
        var bytes = piece
        while bytes.count < 64 << 10 { bytes.append(contentsOf: piece) }
        while !shared.isOver, send(bytes) {}
        return false
      case .drip(let text, let seconds):
        for byte in text.utf8 {
          guard !shared.isOver, send([byte]) else { return false }
          usleep(UInt32(seconds * 1_000_000))
        }
        return true
      case .pause(let seconds):
        usleep(UInt32(seconds * 1_000_000))
        return true
      case .hang:
        while !shared.isOver, receive() {}
        return false
      case .reset:
        // struct linger: on, for no seconds.
        let option: [Int32] = [1, 0]
        setsockopt(
          descriptor, SOL_SOCKET, SO_LINGER, option,
          socklen_t(MemoryLayout<Int32>.size * option.count))
        return false
      }
    }

    private func send(_ bytes: [UInt8]) -> Bool {
      var sent = 0
      while sent < bytes.count {
        guard wait(POLLOUT) else { return false }
        let count = bytes[sent...].withUnsafeBytes {
          Glibc.write(descriptor, $0.baseAddress, $0.count)
        }
        guard count > 0 else {
          shared.record.withLock { $0.clientsGone += 1 }
          return false
        }
        sent += count
      }
      return true
    }

    /// False where the client is gone or the time is over.
    private mutating func receive() -> Bool {
      guard wait(POLLIN) else { return false }
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count > 0 else {
        shared.record.withLock { $0.clientsGone += 1 }
        return false
      }
      pending += buffer[..<count]
      return true
    }

    private func wait(_ events: Int32) -> Bool {
      while !shared.isOver {
        var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        if poll(&entry, 1, 50) > 0 { return true }
      }
      return false
    }

    private mutating func readRequest() -> Bool {
      while true {
        if let length = RequestLength.of(pending), pending.count >= length {
          let request = Array(pending[..<length])
          pending.removeFirst(length)
          shared.record.withLock { $0.requests.append(request) }
          return true
        }
        guard receive() else { return false }
      }
    }
  }
}

/// Where a request ends.
enum RequestLength {
  /// Nil while its header section or its chunked body is not complete.
  static func of(_ bytes: [UInt8]) -> Int? {
    guard let end = end(of: Array("\r\n\r\n".utf8), in: bytes) else { return nil }
    let head = String(decoding: bytes[..<end], as: UTF8.self).lowercased()
    for line in head.split(separator: "\r\n") {
      if line.hasPrefix("content-length:") {
        let value = line.dropFirst("content-length:".count).filter { $0 != " " }
        return end + (Int(value) ?? 0)
      }
      if line.hasPrefix("transfer-encoding:") {
        return Self.end(of: Array("0\r\n\r\n".utf8), in: Array(bytes[end...])).map { end + $0 }
      }
    }
    return end
  }

  private static func end(of part: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= part.count else { return nil }
    for start in 0...(bytes.count - part.count)
    where bytes[start..<(start + part.count)].elementsEqual(part) {
      return start + part.count
    }
    return nil
  }
}
