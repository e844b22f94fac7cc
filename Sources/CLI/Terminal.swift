import Glibc
import Synchronization

/// The standard streams, written at once: Swift's own `stdout` is a mutable global and buffers in a
/// pipe.
enum Terminal {
  static func output(_ text: String) { output(Array(text.utf8)[...]) }

  static func output(_ bytes: ArraySlice<UInt8>) {
    let problem = write(bytes, to: STDOUT_FILENO)
    // A reader that went away, as in `| head`, has seen what it wanted.
    if problem == EPIPE {
      outputEnd.store(true, ordering: .relaxed)
    } else if problem != 0 {
      outputProblem.store(problem, ordering: .relaxed)
    }
  }

  private static let outputEnd = Atomic<Bool>(false)

  /// Whether nobody will read what more is written, so that a command without end may end.
  static var outputIsOver: Bool {
    outputEnd.load(ordering: .relaxed) || outputFailure != nil
  }

  private static let outputProblem = Atomic<Int32>(0)

  /// Why stdout could not be written; nil where it could.
  static var outputFailure: String? {
    let problem = outputProblem.load(ordering: .relaxed)
    return problem == 0 ? nil : String(cString: strerror(problem))
  }

  /// One line on stderr.
  static func error(_ line: String) { _ = write(Array((line + "\n").utf8)[...], to: STDERR_FILENO) }

  /// Text on stderr as it is.
  static func errorText(_ text: String) { _ = write(Array(text.utf8)[...], to: STDERR_FILENO) }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal on stdout; nil where it is none.
  static var outputWidth: Int? { size(of: STDOUT_FILENO).flatMap { $0.columns } }
  /// Rows of it.
  static var outputHeight: Int? { size(of: STDOUT_FILENO).flatMap { $0.rows } }
  /// Columns of the terminal on stderr; nil where it is none.
  static var errorWidth: Int? { size(of: STDERR_FILENO).flatMap { $0.columns } }

  private static func size(of descriptor: Int32) -> (columns: Int?, rows: Int?)? {
    var size = winsize()
    guard isatty(descriptor) == 1, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else {
      return nil
    }
    return (
      size.ws_col > 0 ? Int(size.ws_col) : nil, size.ws_row > 0 ? Int(size.ws_row) : nil
    )
  }

  /// Writes all of it; the error's number where that failed, which ends the writing, not the run.
  private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno == EINTR || errno == EAGAIN {
        continue
      } else {
        return errno
      }
    }
    return 0
  }
}

/// Ends the process.
enum ProcessExit {
  static func now(_ code: Int32) -> Never { exit(code) }
}
