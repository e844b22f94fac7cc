import Foundation
import Glibc
import Synchronization

/// The built `muster`, run as a user runs it.
struct MusterProcess {
  struct Outcome: Sendable {
    var code: Int32
    var output: String
    var errors: String
  }

  /// The root of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Next to the running test program.
  static var binary: URL {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "muster")
  }

  /// Runs it to its end; one that hangs is killed and counts as code -1. Without input its stdin is
  /// empty.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], input: String? = nil,
    output path: String? = nil, in folder: URL = root, seconds: Double = 60
  ) async throws -> Outcome {
    let started = try start(
      arguments, environment: environment, input: input, output: path, in: folder)
    return await started.outcome(seconds: seconds)
  }

  /// Starts it; its output goes to the file at `path`, where one is given, and is not read.
  static func start(
    _ arguments: [String], environment: [String: String] = [:], input: String? = nil,
    output path: String? = nil, in folder: URL = root
  ) throws -> Started {
    let process = Process()
    process.executableURL = binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // Nothing of the tester's own environment decides.
    process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"].merging(environment) { $1 }
    let output = Pipe()
    let errors = Pipe()
    if let path {
      process.standardOutput = try FileHandle(forWritingTo: URL(filePath: path))
      try output.fileHandleForWriting.close()
    } else {
      process.standardOutput = output
    }
    process.standardError = errors
    process.standardInput = try input.map { try handle(on: $0) } ?? FileHandle.nullDevice
    try process.run()
    return Started(
      process: process, output: PipeReader(output.fileHandleForReading),
      errors: PipeReader(errors.fileHandleForReading))
  }

  /// A text as a file that has no name any more.
  private static func handle(on text: String) throws -> FileHandle {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString).input")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return try FileHandle(forReadingFrom: file)
  }

  /// A process that runs.
  final class Started: @unchecked Sendable {
    // Sound: the process is only waited for and signalled, which Foundation allows from any thread.
    private let process: Process
    private let output: PipeReader
    private let errors: PipeReader

    init(process: Process, output: PipeReader, errors: PipeReader) {
      self.process = process
      self.output = output
      self.errors = errors
    }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// The first line of its output; nil where none comes in time, or before its end.
    func firstLine(seconds: Double) async -> String? {
      for _ in 0..<Int(seconds * 50) {
        let hasEnded = !process.isRunning
        if let end = output.text.firstIndex(of: "\n") { return String(output.text[..<end]) }
        if hasEnded { return nil }
        try? await Task.sleep(for: .milliseconds(20))
      }
      return nil
    }

    func outcome(seconds: Double) async -> Outcome {
      for _ in 0..<Int(seconds * 50) where process.isRunning {
        try? await Task.sleep(for: .milliseconds(20))
      }
      let hung = process.isRunning
      if hung { signal(SIGKILL) }
      process.waitUntilExit()
      let code = hung ? -1 : process.terminationStatus
      return Outcome(code: code, output: await output.all(), errors: await errors.all())
    }
  }
}

/// Reads a pipe on a thread of its own, so that a full pipe never blocks the writer.
final class PipeReader: Sendable {
  private let state = Mutex<(bytes: [UInt8], isDone: Bool)>(([], false))

  init(_ handle: FileHandle) {
    let descriptor = dup(handle.fileDescriptor)
    Thread.detachNewThread { [self] in
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { break }
        state.withLock { $0.bytes += buffer.prefix(count) }
      }
      close(descriptor)
      state.withLock { $0.isDone = true }
    }
  }

  var text: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }

  /// In bytes, so far.
  var count: Int { state.withLock { $0.bytes.count } }

  func all() async -> String {
    for _ in 0..<250 where !state.withLock({ $0.isDone }) {
      try? await Task.sleep(for: .milliseconds(20))
    }
    return text
  }
}
