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
    buffer.removeAll(keepingCapacity: true)
  }

  /// Puts the whole report in its place: the head, what was appended, the tail.
  mutating func finish(head: [UInt8], tail: [UInt8]) throws(ReportError) {
    guard !isOver else { return }
    try flush()
    isOver = true
    do {
      try spool.seek(to: 0)
    } catch {
      throw ReportFile.error(file.path, error)
    }
    try file.replace { (output) throws(ReportError) in
      do throws(SystemFailure) {
        try output.write(head[...])
        while true {
          let bytes = try spool.read(upTo: Self.bufferSize)
          if bytes.isEmpty { break }
          try output.write(bytes[...])
        }
        try output.write(tail[...])
      } catch {
        throw ReportFile.error(file.path, error)
      }
    }
  }
}
