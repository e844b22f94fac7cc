#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The place of a report: never half a file, whatever happens.
///
/// The report is written under a temporary name in its own folder, brought to the disk and renamed.
struct ReportFile: Sendable {
  /// As the user gave it.
  let path: String
  /// What is replaced: `path` with its symbolic links followed.
  let target: String

  /// Looks at the path and makes its folders, so that a bad path is known before the run.
  init(path: String) throws(ReportError) {
    guard !path.isEmpty, !path.utf8.contains(0), path.utf8.last != UInt8(ascii: "/") else {
      throw ReportError(
        .notWritable, subject: path, reason: "not the name of a file",
        remedy: "give the file's path, for instance reports/junit.xml")
    }
    self.path = path
    do {
      target = try ReportFile.followed(path)
      try ReportFile.makeFolders(of: target)
    } catch {
      throw ReportFile.error(path, error)
    }
    switch ReportFile.kind(of: target) {
    case nil, S_IFREG: break
    case S_IFDIR:
      throw ReportError(.notWritable, subject: path, reason: "it is a directory")
    default:
      // Renaming over a device or a pipe would take it away from everybody else.
      throw ReportError(.notWritable, subject: path, reason: "it is not a regular file")
    }
  }

  /// A file in the report's folder that nobody else sees and nothing has to clean up.
  func makeSpool() throws(ReportError) -> FileDescriptor {
    do {
      let name = temporaryName("spool")
      let descriptor = try FileDescriptor(creating: name)
      unlink(name)
      return descriptor
    } catch {
      throw ReportFile.error(path, error)
    }
  }

  /// Puts what `write` writes in the report's place, in one step.
  func replace(
    _ write: (borrowing FileDescriptor) throws(ReportError) -> Void
  ) throws(ReportError) {
    let name = temporaryName("part")
    do {
      let descriptor = try ReportFile.translated(path) { () throws(SystemFailure) in
        try FileDescriptor(creating: name)
      }
      try write(descriptor)
      try ReportFile.translated(path) { () throws(SystemFailure) in
        try descriptor.synchronize()
        guard rename(name, target) == 0 else { throw SystemFailure.last }
      }
    } catch {
      unlink(name)
      throw error
    }
    synchronizeFolder()
  }

  /// A rename itself must survive a power cut; a folder that can't be synchronized is no error.
  func synchronizeFolder() {
    if let folder = try? FileDescriptor(reading: ReportFile.folder(of: target)) {
      try? folder.synchronize()
    }
  }

  private func temporaryName(_ suffix: String) -> String {
    let tag = String(UInt64.random(in: .min ... .max), radix: 36)
    // Not derived from the report's name, which may already be as long as a name can be.
    return "\(ReportFile.folder(of: target))/.muster-\(tag).\(suffix)"
  }

  static func error(_ path: String, _ failure: SystemFailure) -> ReportError {
    ReportError(.notWritable, subject: path, reason: failure.reason)
  }

  private static func translated<Result: ~Copyable>(
    _ path: String, _ body: () throws(SystemFailure) -> Result
  ) throws(ReportError) -> Result {
    do {
      return try body()
    } catch {
      throw ReportFile.error(path, error)
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The format bits of the file's mode; nil when there is no such file.
  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  private static func followed(_ path: String) throws(SystemFailure) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func makeFolders(of path: String) throws(SystemFailure) {
    let folder = folder(of: path)
    let slashes = folder.utf8.indices.filter { folder.utf8[$0] == UInt8(ascii: "/") }
    for end in slashes.filter({ $0 > folder.startIndex }) + [folder.endIndex] {
      let part = String(folder[..<end])
      guard kind(of: part) == nil else { continue }
      guard mkdir(part, 0o777) == 0 || errno == EEXIST else { throw SystemFailure.last }
    }
    guard kind(of: folder) == S_IFDIR else { throw SystemFailure(errno: ENOTDIR) }
  }
}
