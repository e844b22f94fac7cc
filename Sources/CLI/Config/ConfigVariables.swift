import Documents
import Inputs

/// Fills `${NAME}` in a config from the environment.
struct ConfigVariables {
  private let environment: [String: String]

  init(_ environment: [String: String]) {
    self.environment = environment
  }

  /// A text or number with its variables filled in; `$${` writes `${`.
  ///
  /// - Throws: with the place, for one that is not set.
  func filled(_ value: Value) throws(Failure) -> String {
    guard let text = value.string else { return value.number?.text ?? "" }
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "${") {
      if rest[..<start.lowerBound].last == "$" {
        result += rest[..<start.lowerBound].dropLast() + "${"
        rest = rest[start.upperBound...]
        continue
      }
      result += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
        throw failure(
          "`${` is never closed", "close it with `}`, or write `$${` for these two characters",
          value)
      }
      let name = String(rest[start.upperBound..<end])
      guard Self.isName(name) else {
        throw failure(
          "`${\(name)}` is no name of an environment variable",
          "a config has no other expressions; write for instance `${API_URL}`", value)
      }
      guard let found = environment[name] else {
        throw failure(
          "the environment variable \(name) is not set", "set it, or write the value itself", value)
      }
      result += found
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private func failure(_ message: String, _ remedy: String, _ value: Value) -> Failure {
    Failure(
      InvalidInput([
        Diagnostic(.error, code: "unset-variable", message, remedy: remedy, at: value.range)
      ]))
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
