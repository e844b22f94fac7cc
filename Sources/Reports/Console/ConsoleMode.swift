/// How much the console report tells.
package enum ConsoleMode: String, Sendable, CaseIterable {
  /// Failures and the verdict.
  case quiet
  /// Also the head and the summary.
  case normal
  /// Also one line for every other case.
  case verbose
}
