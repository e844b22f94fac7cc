import Glibc

/// Programs of the system that some tests need beside them.
enum Tool {
  /// The path of a program; nil where this machine lacks it, which is then said on stdout. A test that
  /// cannot run must not look like one that passed.
  static func path(_ name: String, for test: String) -> String? {
    for folder in ["/usr/bin", "/usr/sbin", "/bin", "/usr/local/bin"] {
      let path = folder + "/" + name
      if access(path, X_OK) == 0 { return path }
    }
    print("skipped: \(test): there is no \(name) on this machine")
    return nil
  }

  /// Runs a program to its end; throws where it fails.
  static func run(_ path: String, _ arguments: [String], in folder: String) throws {
    let program = try ServerProcess(path, arguments, in: folder)
    guard program.exitStatus() == 0 else {
      throw Failure(text: "\(path) \(arguments) failed")
    }
  }

  struct Failure: Error {
    var text: String
  }
}

/// A program that ends with the last reference to it, or when its stdin does. Not Foundation's Process,
/// whose pipes are inherited by what is started after it.
final class ServerProcess: @unchecked Sendable {
  // Sound: all but `isOver` is constant, and that is written by `exitStatus` alone, which nobody calls
  // twice.
  private let pid: pid_t
  private let input: Int32
  private let output: Int32
  private var isOver = false

  init(_ path: String, _ arguments: [String], in folder: String) throws {
    var toChild: [Int32] = [-1, -1]
    var fromChild: [Int32] = [-1, -1]
    guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else {
      throw Tool.Failure(text: "no pipe: \(errno)")
    }
    for descriptor in toChild + fromChild { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    input = toChild[1]
    output = fromChild[0]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words = Self.copies(
      ["sh", "-c", #"cd "$0" && exec "$@""#, folder, path] + arguments)
    var variables = Self.copies(["PATH=/usr/bin:/bin:/usr/sbin", "LANG=C.UTF-8"])
    var pid: pid_t = 0
    let code = posix_spawn(&pid, "/bin/sh", &actions, nil, &words, &variables)
    self.pid = pid
    posix_spawn_file_actions_destroy(&actions)
    for word in words + variables { free(word) }
    close(toChild[0])
    close(fromChild[1])
    guard code == 0 else {
      isOver = true
      throw Tool.Failure(text: "\(path) cannot be started: \(code)")
    }
  }

  deinit {
    close(input)
    close(output)
    guard !isOver else { return }
    kill(pid, SIGKILL)
    _ = exitStatus()
  }

  /// With a nil at the end, to be freed.
  private static func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    var copies: [UnsafeMutablePointer<CChar>?] = []
    for text in texts { copies.append(strdup(text)) }
    return copies + [nil]
  }

  /// Waits for its end.
  func exitStatus() -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    isOver = true
    return status
  }

  /// The number in the first line that it writes.
  func announcedPort() throws -> Int {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(output, &byte, 1) == 1, byte != 10 { line.append(byte) }
    guard let port = Int(String(decoding: line, as: UTF8.self)) else {
      throw Tool.Failure(text: "no port, but \(String(decoding: line, as: UTF8.self))")
    }
    return port
  }
}
