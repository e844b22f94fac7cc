import Checks
import Contracts
import Evidence
import Suites

extension CaseStateMachine {
  /// What is found on an answer, whoever recorded it; one that a step waits for in vain is asked for
  /// again, and so judged by its form alone.
  mutating func judged(
    _ exchange: Exchange, by judge: Judge, of operation: Contract.Operation,
    expecting expectation: Expectation
  ) -> Judge.Judgement {
    let silenced = script?.silenced
    if let expectation = flowExpectation(exchange) {
      return judge.judge(exchange, of: operation, expecting: expectation, without: silenced)
    }
    if let provisional = provisional(exchange) {
      let judgement = judge.judge(
        exchange, of: operation, expecting: provisional, without: silenced)
      if waits(after: exchange, judgement) { return judgement }
    }
    return judge.judge(
      exchange, of: operation, expecting: expectation, comparedWith: earlier, without: silenced)
  }
}
