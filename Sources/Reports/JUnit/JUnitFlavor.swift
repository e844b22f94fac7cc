import Evidence

/// Which elements a JUnit file may have besides those that every reader knows.
package enum JUnitFlavor: String, Sendable, CaseIterable {
  /// Those that all CI servers read.
  case plain
  /// Also Surefire's for repeated attempts: `flakyFailure` in a case that passed after some,
  /// `rerunFailure` in one that failed.
  case surefire
}

extension JUnitCase {
  /// An attempt of a request that was made again.
  package struct Rerun: Sendable, Hashable {
    /// The element's name.
    package var element: String
    package var type: String
    package var message: String
    package var text: String
  }

  /// Attempts before the last ones, none where the case came to nothing.
  static func reruns(of result: CaseResult) -> [Rerun] {
    let element: String
    switch result.verdict {
    case .passed: element = "flakyFailure"
    case .failed: element = "rerunFailure"
    case .inconclusive, .skipped: return []
    }
    return result.steps.flatMap { step in
      step.exchange.attempts.dropLast().prefix(rerunLimit).enumerated().map { number, attempt in
        var alone = step.exchange
        alone.attempts = [attempt]
        let type =
          switch attempt.outcome {
          case .response(let response): "status-\(response.status)"
          case .failure(let failure): failure.kind.rawValue
          }
        let line = "\(step.operation), attempt \(number + 1): \(alone.answerLine)"
        return Rerun(
          element: element, type: type, message: Problem.short(line),
          text: OneLine.bounded(line, limit: JUnitText.valueLimit))
      }
    }
  }

  /// Of one request.
  private static let rerunLimit = 20
}
