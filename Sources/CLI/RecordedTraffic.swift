import Checks
import Contracts
import Evidence
import Inputs
import Suites

/// Judges entries of an archive, each as a case of its own.
struct RecordedTraffic {
  private let judge: Judge
  private let contract: Contract
  private let matcher: OperationMatcher
  private let base: BaseURL?

  init(judge: Judge, contract: Contract, base: BaseURL?) {
    self.judge = judge
    self.contract = contract
    self.base = base
    matcher = OperationMatcher(contract: contract, basePath: base.map { Self.path(of: $0.text) })
  }

  /// - Parameter number: counted from 1.
  func result(_ entry: HARReader.Entry, number: Int) -> CaseResult {
    let request = entry.exchange.request
    let path = Self.path(of: request.url)
    var result = CaseResult(
      id: "har:\(number)", title: "entry \(number)",
      group: "\(request.method) \(path.prefix { $0 != "?" })",
      intent: Case.Intent.positive.rawValue, verdict: .skipped)
    guard let operation = operation(request) else {
      result.reason = Reason(
        code: "nothing-to-judge", message: "the contract has no operation for this request")
      return result
    }
    result.group = "\(operation.id)"
    let status = entry.exchange.response?.status
    let expectation = Expectation(.exactly, [status ?? 200])
    var step = StepResult(
      role: .test, operation: "\(operation.id)", expectation: status.map { "\($0)" } ?? "an answer",
      exchange: entry.exchange, findings: [])
    result.duration = entry.exchange.duration
    if let lacking = entry.lacking {
      result.verdict = .inconclusive
      result.reason = Reason(
        code: "content-missing", message: lacking, remedy: "record the contents of answers too")
      result.steps = [step]
      return result
    }
    let judgement = judge.judge(entry.exchange, of: operation, expecting: expectation)
    step.findings = judgement.findings
    result.steps = [step]
    result.reason = judgement.inconclusive
    let isFailed = judgement.findings.contains { $0.severity == .failure }
    result.verdict = isFailed ? .failed : judgement.inconclusive == nil ? .passed : .inconclusive
    result.obligations = judgement.properties + judgement.promises
    if let status, result.verdict == .passed {
      let cell = operation.cell(of: status)
      if cell.isNamed {
        result.obligations.append(ObligationOutcome(id: cell.id, state: .discharged))
      }
    }
    return result
  }

  private func operation(_ request: HTTPRequest) -> Contract.Operation? {
    if let base, request.url != base.text, !request.url.hasPrefix(base.text + "/"),
      !request.url.hasPrefix(base.text + "?")
    {
      return nil
    }
    let outcome = matcher.outcome(method: request.method, path: Self.path(of: request.url))
    guard case .match(let match) = outcome else { return nil }
    return contract.operation(match.operation)
  }

  /// The path of a URL, with its query.
  private static func path(of url: String) -> String {
    guard let start = url.firstRange(of: "://")?.upperBound else { return url }
    let rest = url[start...]
    guard let slash = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) else { return "/" }
    return String(rest[slash...])
  }
}
