import Evidence
import Glibc
import Reports

/// What a run tells GitHub Actions by itself: annotations on stdout, and the Markdown summary in the
/// step's summary.
struct GitHubOutput: Sendable {
  private var annotations: GitHubReport
  private var summary: MarkdownReport
  private let summaryPath: String?
  /// Ends the part of the output in which the runner obeys no line.
  private let token: String

  /// Nil where it is not GitHub that runs us.
  init?(policy: RunPolicy, environment: [String: String]) {
    guard environment["GITHUB_ACTIONS"] == "true" else { return nil }
    annotations = GitHubReport(policy: policy)
    summary = MarkdownReport(policy: policy)
    summaryPath = environment["GITHUB_STEP_SUMMARY"].flatMap { $0.isEmpty ? nil : $0 }
    token = (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
  }

  /// Before anything else is printed: the target's text must not be taken for commands.
  func begin() { Terminal.output(WorkflowCommand.stop(token) + "\n") }

  mutating func record(_ event: RunEvent) {
    annotations.record(event)
    summary.record(event)
  }

  /// After everything else was printed.
  mutating func end(_ lost: inout [String]) {
    let lines = [WorkflowCommand.resume(token)] + annotations.lines()
    Terminal.output(lines.map { $0 + "\n" }.joined())
    guard let summaryPath, let reason = Self.append(summary.text(), to: summaryPath) else { return }
    lost.append(
      "cannot write the step summary \(TerminalText.escaped(summaryPath)): \(reason)")
  }

  /// Other steps' summaries stay. Why it failed; nil where it didn't.
  private static func append(_ text: String, to path: String) -> String? {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return String(cString: strerror(errno)) }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno != EINTR {
        return String(cString: strerror(errno))
      }
    }
    return nil
  }
}
