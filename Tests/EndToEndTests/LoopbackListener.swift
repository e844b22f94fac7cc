import Foundation
import Glibc

/// A socket on a free port of loopback, whose connections are handed to a closure until the last
/// reference to it is gone.
final class LoopbackListener: Sendable {
  enum SetupError: Error { case failed(Int32) }

  private let listener: Int32
  let port: UInt16

  var url: String { "http://127.0.0.1:\(port)" }

  /// - Parameter serve: called on the accepting thread; closes the connection when it is done.
  init(_ serve: @escaping @Sendable (_ connection: Int32) -> Void) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, size) == 0 && listen(listener, 64) == 0
          && getsockname(listener, address, &size) == 0
      }
    }
    guard bound else { throw SetupError.failed(errno) }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread {
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        serve(connection)
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }
}
