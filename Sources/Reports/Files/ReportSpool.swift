/// A report of which the cases go to the disk as they come, and of which the beginning is known last.
struct ReportSpool: ~Copyable {
  private let file: ReportFile
  private let spool: FileDescriptor
  private var buffer: [UInt8] = []
  private var isOver = false

  private static let bufferSize = 256 << 10

  /// Fails at once where nothing can be written at the path.
  init(path: String) throws(ReportError) {
    let file = try ReportFile(path: path)
    let spool = try file.makeSpool()
    self.file = file
    self.spool = spool
  }

  /// After a throw, further bytes are ignored.
  mutating func append(_ bytes: [UInt8]) throws(ReportError) {
    guard !isOver else { return }
    buffer += bytes
    if buffer.count >= Self.bufferSize { try flush() }
  }

  private mutating func flush() throws(ReportError) {
    do {
      try spool.write(buffer[...])
    } catch {
      isOver = true
      throw ReportFile.error(file.path, error)
    }
    // One huge case must not hold its memory to the end.
    buffer.removeAll(keepingCapacity: buffer.count < 4 * Self.bufferSize)
  }

  /// Puts the whole report in its place: the head, what was appended, the tail.
  mutating func finish(head: [UInt8], tail: [UInt8]) throws(ReportError) {
    guard try end() else { return }
    try file.replace { (output) throws(ReportError) in
      try whole(head, tail) { (bytes) throws(SystemFailure) in try output.write(bytes) }
    }
  }

  /// Hands the whole report out in portions instead.
  mutating func finish(
    head: [UInt8], tail: [UInt8], to sink: (ArraySlice<UInt8>) -> Void
  ) throws(ReportError) {
    guard try end() else { return }
    try whole(head, tail) { sink($0) }
  }

  /// Whether it was not over before.
  private mutating func end() throws(ReportError) -> Bool {
    guard !isOver else { return false }
    try flush()
    isOver = true
    return true
  }

  private func whole(
    _ head: [UInt8], _ tail: [UInt8], _ write: (ArraySlice<UInt8>) throws(SystemFailure) -> Void
  ) throws(ReportError) {
    do throws(SystemFailure) {
      try write(head[...])
      try spool.copyAll(to: write)
      try write(tail[...])
    } catch {
      throw ReportFile.error(file.path, error)
    }
  }
}
