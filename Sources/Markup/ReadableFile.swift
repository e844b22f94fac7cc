#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// An open file to read from, closed when the value goes.
struct ReadableFile: ~Copyable {
  /// Why the operating system refused, for people: `no such file or directory`.
  struct Failure: Error, Sendable, Hashable {
    var reason: String

    static var last: Failure {
      guard let text = strerror(errno) else { return Failure(reason: "error \(errno)") }
      let words = String(cString: text)
      // Only the sentence's first letter: "No such file", but not "EOF".
      guard let first = words.first, words.dropFirst().first?.isLowercase == true else {
        return Failure(reason: words)
      }
      return Failure(reason: first.lowercased() + words.dropFirst())
    }
  }

  let number: Int32

  init(path: String) throws(Failure) {
    while true {
      let number = open(path, O_RDONLY | O_CLOEXEC)
      if number >= 0 {
        self.number = number
        return
      }
      if errno != EINTR { throw Failure.last }
    }
  }

  deinit { close(number) }

  /// Everything that is left; more than `limit` bytes are an error.
  func readAll(limit: Int) throws(Failure) -> [UInt8] {
    var result: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = part.withUnsafeMutableBytes { read(number, $0.baseAddress, $0.count) }
      if count < 0 {
        guard errno == EINTR else { throw Failure.last }
        continue
      }
      if count == 0 { return result }
      guard result.count + count <= limit else {
        throw Failure(reason: "it has more than \(limit) bytes")
      }
      result += part.prefix(count)
    }
  }
}
