import Glibc
import Inputs

/// Writes what a command was asked to put into a file instead of on stdout.
enum TextFile {
  /// Under another name in the same folder first, so that there is never half a file.
  static func write(_ text: String, to path: String) throws(Failure) {
    let temporary = "\(path).\(getpid()).part"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw unwritable(path, errno) }
    var rest = Array(text.utf8)[...]
    var problem: Int32 = 0
    while !rest.isEmpty, problem == 0 {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno != EINTR {
        problem = errno
      }
    }
    if close(descriptor) != 0, problem == 0 { problem = errno }
    if problem == 0, rename(temporary, path) != 0 { problem = errno }
    guard problem == 0 else {
      unlink(temporary)
      throw unwritable(path, problem)
    }
  }

  private static func unwritable(_ path: String, _ code: Int32) -> Failure {
    .unusable(
      "`\(path)` can't be written: \(String(cString: strerror(code)))", remedy: "check the path")
  }
}
