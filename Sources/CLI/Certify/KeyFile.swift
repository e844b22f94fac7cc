import Certification
import Glibc
import Inputs

/// Reads and writes the keys that bundles are signed with.
enum KeyFile {
  static func signing(_ path: String) throws(Failure) -> SigningKey {
    let bytes = try InputFile.read(path, what: "the private key")
    do {
      return try SigningKey(pem: bytes)
    } catch {
      throw .unusable("`\(path)` can't sign: \(error.message)", remedy: error.remedy)
    }
  }

  static func verifying(_ path: String) throws(Failure) -> VerifyingKey {
    let bytes = try InputFile.read(path, what: "the public key")
    do {
      return try VerifyingKey(pem: bytes)
    } catch {
      throw .unusable("`\(path)` can't be used: \(error.message)", remedy: error.remedy)
    }
  }

  /// Makes a file that must not be there yet, with these permissions and no more, whatever the umask.
  static func create(_ path: String, _ text: String, mode: mode_t) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else {
      throw .unusable(
        errno == EEXIST
          ? "`\(path)` is there already"
          : "`\(path)` can't be written: \(String(cString: strerror(errno)))",
        remedy: errno == EEXIST
          ? "a key is never overwritten; give another path" : "check the path")
    }
    var problem: Int32 = fchmod(descriptor, mode) == 0 ? 0 : errno
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty, problem == 0 {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno != EINTR {
        problem = errno
      }
    }
    if fsync(descriptor) != 0, problem == 0 { problem = errno }
    if close(descriptor) != 0, problem == 0 { problem = errno }
    guard problem == 0 else {
      unlink(path)
      throw .unusable(
        "`\(path)` can't be written: \(String(cString: strerror(problem)))",
        remedy: "check the path")
    }
  }
}
