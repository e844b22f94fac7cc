#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A failed call of the operating system.
struct SystemFailure: Error, Sendable, Hashable {
  var errno: Int32

  /// For people, for instance `permission denied`.
  var reason: String {
    guard let text = strerror(errno) else { return "error \(errno)" }
    let words = String(cString: text)
    // Only the sentence's first letter: "No space left on device", but not "EOF".
    guard let first = words.first, words.dropFirst().first?.isLowercase == true else {
      return words
    }
    return first.lowercased() + words.dropFirst()
  }

  /// What the call just made left behind.
  static var last: SystemFailure { SystemFailure(errno: currentErrno) }
}

private var currentErrno: Int32 {
  #if canImport(Glibc)
    Glibc.errno
  #elseif canImport(Musl)
    Musl.errno
  #else
    Darwin.errno
  #endif
}

/// An open file, closed when the value goes.
struct FileDescriptor: ~Copyable {
  let number: Int32

  init(reading path: String) throws(SystemFailure) {
    number = try FileDescriptor.open(path, O_RDONLY)
  }

  /// Makes a file that must not exist yet, readable and writable, with the process's permissions.
  init(creating path: String) throws(SystemFailure) {
    number = try FileDescriptor.open(path, O_RDWR | O_CREAT | O_EXCL)
  }

  deinit { close(number) }

  private static func open(_ path: String, _ flags: Int32) throws(SystemFailure) -> Int32 {
    while true {
      #if canImport(Glibc)
        let number = Glibc.open(path, flags | O_CLOEXEC, 0o666)
      #elseif canImport(Musl)
        let number = Musl.open(path, flags | O_CLOEXEC, 0o666)
      #else
        let number = Darwin.open(path, flags | O_CLOEXEC, 0o666)
      #endif
      if number >= 0 { return number }
      let failure = SystemFailure.last
      if failure.errno != EINTR { throw failure }
    }
  }

  func write(_ bytes: ArraySlice<UInt8>) throws(SystemFailure) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { buffer in
        systemWrite(number, buffer.baseAddress, buffer.count)
      }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else {
        let failure = SystemFailure.last
        if failure.errno != EINTR { throw failure }
      }
    }
  }

  /// The next bytes, at most `limit`; empty at the end.
  func read(upTo limit: Int) throws(SystemFailure) -> [UInt8] {
    while true {
      var count = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, initialized in
        count = systemRead(number, buffer.baseAddress, limit)
        initialized = max(0, count)
      }
      if count >= 0 { return bytes }
      let failure = SystemFailure.last
      if failure.errno != EINTR { throw failure }
    }
  }

  /// Hands out everything from the file's start on, in portions.
  func copyAll(
    to output: (ArraySlice<UInt8>) throws(SystemFailure) -> Void
  ) throws(SystemFailure) {
    try seek(to: 0)
    while true {
      let bytes = try read(upTo: 256 << 10)
      if bytes.isEmpty { return }
      try output(bytes[...])
    }
  }

  /// Moves to a byte counted from the file's start.
  func seek(to offset: Int64) throws(SystemFailure) {
    guard lseek(number, off_t(offset), SEEK_SET) >= 0 else { throw SystemFailure.last }
  }

  /// Waits until everything is on the disk.
  func synchronize() throws(SystemFailure) {
    guard fsync(number) == 0 else { throw SystemFailure.last }
  }
}

private func systemWrite(_ number: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(number, bytes, count)
}

private func systemRead(_ number: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(number, bytes, count)
}
