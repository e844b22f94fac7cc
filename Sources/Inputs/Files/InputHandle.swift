import Glibc

/// An input file, or with `-` stdin, that is read a portion at a time.
package final class InputHandle {
  private let descriptor: Int32
  private let path: String
  private let what: String

  /// - Parameter what: its part in messages ("the event stream").
  package init(_ path: String, what: String) throws(Failure) {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputFile.unreadable(path, what, errno) }
    self.descriptor = descriptor
    self.path = path
    self.what = what
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  /// Empty at the end.
  package func read(upTo limit: Int) throws(Failure) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: limit)
    while true {
      let count = Glibc.read(descriptor, &buffer, limit)
      if count >= 0 { return Array(buffer.prefix(count)) }
      let reason = errno
      guard reason == EINTR else {
        throw reason == EISDIR
          ? .unusable("\(what) `\(path)` is a folder", remedy: "name a file in it")
          : InputFile.unreadable(path, what, reason)
      }
    }
  }
}
