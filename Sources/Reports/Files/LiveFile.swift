#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A report that can be read while it grows: under its name with `.partial` behind it until it is whole.
struct LiveFile: ~Copyable {
  /// As the user gave it.
  var path: String { file.path }
  private let file: ReportFile
  private let partial: String
  private let descriptor: FileDescriptor

  /// What an earlier, killed run left under the partial name is given up; anything else that stands
  /// there is not ours, and an error.
  init(path: String) throws(ReportError) {
    let file = try ReportFile(path: path)
    let partial = file.target + ".partial"
    descriptor = try LiveFile.make(partial, for: path)
    self.file = file
    self.partial = partial
  }

  /// A file that nothing was written to is of no use to anybody.
  deinit {
    var status = stat()
    if fstat(descriptor.number, &status) == 0, status.st_size == 0, isStillOurs { unlink(partial) }
  }

  private static func make(
    _ partial: String, for path: String
  ) throws(ReportError) -> FileDescriptor {
    do throws(SystemFailure) {
      if isLeftOver(partial) { unlink(partial) }
      return try FileDescriptor(creating: partial)
    } catch {
      guard error.errno == EEXIST else { throw ReportFile.error(path, error) }
      throw ReportError(
        .notWritable, subject: path, reason: "\(path).partial is there and is none of muster's",
        remedy: "move it away or give another path")
    }
  }

  func append(_ bytes: [UInt8]) throws(ReportError) {
    do {
      try descriptor.write(bytes[...])
    } catch {
      throw ReportFile.error(path, error)
    }
  }

  /// Gives the file its name. Where another process has taken the partial name over, its file is left
  /// alone and this one is lost.
  func finish() throws(ReportError) {
    do throws(SystemFailure) {
      try descriptor.synchronize()
      guard isStillOurs else {
        throw SystemFailure(errno: ENOENT)
      }
      guard rename(partial, file.target) == 0 else { throw SystemFailure.last }
    } catch {
      throw ReportFile.error(path, error)
    }
    file.synchronizeFolder()
  }

  private var isStillOurs: Bool {
    var mine = stat()
    var there = stat()
    return fstat(descriptor.number, &mine) == 0 && lstat(partial, &there) == 0
      && mine.st_dev == there.st_dev && mine.st_ino == there.st_ino
  }

  /// Whether a file is a stream that a killed run left: it begins like one, or is still empty.
  private static func isLeftOver(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let file = try? FileDescriptor(reading: path),
      let bytes = try? file.read(upTo: beginning.count)
    else { return false }
    return beginning.starts(with: bytes)
  }

  private static let beginning = Array(#"{"event":"stream","#.utf8)
}
