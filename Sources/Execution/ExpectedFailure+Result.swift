import Evidence
import Suites

extension ExpectedFailure {
  /// Weighs the result of a case that its suite expects to fail.
  ///
  /// It fails as it should: that is neither a pass nor a failure, and the case counts as not run, its
  /// findings as warnings. It passes, or the last day is over: that is a failure, because somebody must
  /// look at it.
  func apply(to result: inout CaseResult, isExpired: Bool) {
    switch result.verdict {
    case .skipped, .inconclusive: return
    case .passed:
      fail(
        &result, "the case passed although its suite expects it to fail", actual: "a pass",
        hint: "remove `expected-failure`")
    case .failed:
      let others = result.failures.contains { finding in
        !checks.isEmpty && !checks.contains(finding.check)
      }
      if isExpired {
        fail(
          &result, "the expected failure was to be mended by \(expires)",
          actual: "it still fails", hint: "mend it, or agree on a later day with \(owner)")
      } else if !others {
        excuse(&result)
      }
    }
  }

  private func fail(
    _ result: inout CaseResult, _ message: String, actual: String, hint: String
  ) {
    guard let last = result.steps.indices.last else { return }
    result.verdict = .failed
    result.reason = nil
    result.steps[last].findings.append(
      Finding(
        check: "expected-failure", operation: result.steps[last].operation, message: message,
        expected: "a failure until \(expires): \(reason) (\(owner))",
        actual: actual, range: range, hint: hint))
  }

  private func excuse(_ result: inout CaseResult) {
    result.verdict = .skipped
    result.reason = Reason(
      code: "expected-failure",
      message: "it fails as expected until \(expires): \(reason)"
        + " (\(owner))")
    for step in result.steps.indices {
      for finding in result.steps[step].findings.indices {
        result.steps[step].findings[finding].severity = .warning
      }
    }
    // A failure that nobody is to be stopped by shows nothing.
    for place in result.obligations.indices where result.obligations[place].state == .failed {
      result.obligations[place].state = .notReached
    }
  }
}
