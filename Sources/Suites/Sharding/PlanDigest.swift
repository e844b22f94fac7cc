internal import Crypto
import Contracts
import Documents
import Evidence

/// By what two processes are known to have made the same plan.
package enum PlanDigest {
  /// SHA-256 in hexadecimal digits.
  ///
  /// - Parameter inputs: the bytes of the files that decide what is sent. Values of the plan itself are
  ///   not looked at: they may be secret.
  package static func of(_ plan: Plan, inputs: [[UInt8]]) -> String {
    var hash = SHA256()
    for input in inputs { add("\(input.count)", to: &hash, input) }
    for item in plan.cases {
      var words = [item.id, item.title, item.group, item.intent.rawValue, item.effect.rawValue]
      words += [item.skip?.code ?? "", item.blocker?.code ?? ""]
      for step in item.steps {
        words += [step.role.rawValue, "\(step.operation.id)", step.expectation.label]
      }
      add(words.joined(separator: "\u{0}"), to: &hash)
    }
    return Hexadecimal.text(hash.finalize())
  }

  private static func add(_ text: String, to hash: inout SHA256, _ more: [UInt8] = []) {
    hash.update(data: Array(text.utf8))
    hash.update(data: [0xFF])
    if !more.isEmpty { hash.update(data: more) }
  }
}
