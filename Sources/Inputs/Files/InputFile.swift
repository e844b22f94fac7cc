import Glibc

/// Reads the files that the user names.
package enum InputFile {
  /// Larger than any definition in use, small enough to hold.
  private static let sizeLimit = 256 << 20

  /// The bytes of a file; `what` names its part in messages ("the spec").
  package static func read(_ path: String, what: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path, what, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(path, what, errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw .unusable("\(what) `\(path)` is a folder", remedy: "name a file in it")
    }
    // Files that the kernel makes up say that they are empty.
    let isKnown = status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
    let expected = isKnown ? min(Int(status.st_size), sizeLimit) : portionSize
    return try read(descriptor, path, what, expected: expected)
  }

  /// What comes in on stdin, to its end.
  package static func readStandardInput() throws(Failure) -> [UInt8] {
    try read(STDIN_FILENO, "-", "the input", expected: portionSize)
  }

  private static let portionSize = 1 << 16

  /// - Parameter expected: how many bytes to ask for at first; at least one.
  private static func read(
    _ descriptor: Int32, _ path: String, _ what: String, expected: Int
  ) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: expected)
    let count = try portion(of: descriptor, into: &bytes, path, what)
    bytes.removeLast(bytes.count - count)
    guard count > 0 else { return bytes }
    var buffer = [UInt8](repeating: 0, count: portionSize)
    while bytes.count <= sizeLimit {
      let count = try portion(of: descriptor, into: &buffer, path, what)
      guard count > 0 else { return bytes }
      bytes += buffer.prefix(count)
    }
    throw .unusable(
      "\(what) `\(path)` is larger than \(sizeLimit >> 20) MiB", remedy: "name a smaller file")
  }

  /// Fills memory from its start, as far as there is something at once; gives how far. 0 at the end of the file.
  private static func portion(
    of descriptor: Int32, into memory: inout [UInt8], _ path: String, _ what: String
  ) throws(Failure) -> Int {
    while true {
      let count = Glibc.read(descriptor, &memory, memory.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw unreadable(path, what, errno) }
    }
  }

  /// Hands out a file's bytes in portions, or with `-` those of stdin, to its end.
  package static func readPortions(
    _ path: String, what: String, _ body: (ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    let handle = try InputHandle(path, what: what)
    while true {
      let portion = try handle.read(upTo: 1 << 18)
      if portion.isEmpty { return }
      try body(portion[...])
    }
  }

  /// What a path leads to, however it is spelt: the file itself where there is one, else its name in
  /// its folder. Nil where not even the folder is there.
  package static func identity(_ path: String) -> String? {
    if let whole = canonical(path) { return whole }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let above = canonical(folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder)
    return above.map { "\($0)/\(parts.last ?? "")" }
  }

  /// Whether anything is there, be it a link that leads nowhere.
  package static func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Whether there is anything of that name.
  package static func isThere(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// False also where nothing is.
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func canonical(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func unreadable(_ path: String, _ what: String, _ code: Int32) -> Failure {
    let reason =
      code == ENOENT ? "does not exist" : "can't be read: \(String(cString: strerror(code)))"
    return .unusable("\(what) `\(path)` \(reason)", remedy: "check the path")
  }
}
