import ArgumentParser
import Documents
import Evidence
import Execution
import Inputs
import Suites

/// How fast and how long requests are sent, and what all of them carry.
struct PacingOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      """
      At most so many requests: 20/s or 300/m for the whole run, 'GET /accounts*=5/s' for the \
      operations that match; may be given more than once.
      """, valueName: "rate"))
  var rate: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Seconds after which the run ends; what was not run by then is inconclusive.",
      valueName: "seconds"))
  var deadline: Double?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      """
      A header field to send with every request, for instance 'X-Tenant: ${TENANT}'; ${NAME} is \
      taken from the environment, and no report shows the value. May be given more than once.
      """, valueName: "field"))
  var header: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      Requests that may be sent after the plan to make one failing request smaller, where its \
      values were made up; 0 leaves them as they are.
      """, valueName: "n"))
  var maxShrinks = 50

  func validate() throws {
    guard (0...1000).contains(maxShrinks) else {
      throw ValidationError("--max-shrinks must be 0 to 1000")
    }
    var hasGeneral = false
    for text in rate {
      guard let (pattern, _) = Self.rate(text) else {
        throw ValidationError(
          "--rate `\(text)` must be a number above 0 with /s or /m, for instance 20/s or"
            + " 'GET /accounts*=5/s'")
      }
      if pattern == nil, hasGeneral {
        throw ValidationError("--rate is given twice for the whole run; leave out one of them")
      }
      hasGeneral = hasGeneral || pattern == nil
    }
    if let deadline, !(deadline > 0 && deadline <= 604_800) {
      throw ValidationError("--deadline must be above 0 and at most 604800 (a week)")
    }
    for text in header {
      guard let (name, _) = Self.field(text) else {
        throw ValidationError("--header `\(Self.name(text))` must be 'Name: value'")
      }
      if AddedField.isCredential(name) {
        throw ValidationError(
          "--header Authorization would go with the requests that must be refused without it, too;"
            + " give the token with --token-env, or a password under `credentials` in the fixtures")
      }
    }
  }

  var limits: RateLimits {
    var limits = RateLimits()
    for (pattern, rate) in rate.compactMap(Self.rate) {
      if let pattern {
        limits.rules.append(RateLimits.Rule(operations: Glob(pattern), rate: rate))
      } else {
        limits.all = rate
      }
    }
    return limits
  }

  /// The fields with their variables filled in; throws for one that is not set, or that no header
  /// can hold.
  func headers(_ environment: [String: String]) throws(Failure) -> [HTTPHeaders.Field] {
    var fields: [HTTPHeaders.Field] = []
    for (name, template) in header.compactMap(Self.field) {
      var value = ""
      var rest = template[...]
      while let start = rest.firstRange(of: "${"),
        let end = rest[start.upperBound...].firstIndex(of: "}")
      {
        let variable = String(rest[start.upperBound..<end])
        guard let text = environment[variable], !text.isEmpty else {
          throw .unusable(
            "the environment variable \(variable), which --header \(name) names, is not set",
            remedy: "set it, or leave the option out")
        }
        value += rest[..<start.lowerBound] + text
        rest = rest[rest.index(after: end)...]
      }
      value += rest
      guard AddedField.isValue(value) else {
        throw .unusable(
          "--header \(name) has a value that no header field may have",
          remedy: "take out its line ends and control characters")
      }
      fields.append(HTTPHeaders.Field(name: name, value: value))
    }
    return fields
  }

  /// The pattern, nil for the whole run, and requests a second.
  private static func rate(_ text: String) -> (pattern: String?, rate: Double)? {
    let cut = text.lastIndex(of: "=")
    let number = cut.map { text[text.index(after: $0)...] } ?? text[...]
    let pattern = cut.map { String(text[..<$0]) }
    let isMinutes = number.hasSuffix("/m")
    let digits = isMinutes || number.hasSuffix("/s") ? number.dropLast(2) : number
    guard let rate = Double(digits), rate > 0, rate <= 1e6, pattern?.isEmpty != true
    else { return nil }
    return (pattern, isMinutes ? rate / 60 : rate)
  }

  private static func field(_ text: String) -> (name: String, value: String)? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let name = String(text[..<colon])
    guard AddedField.isName(name) else { return nil }
    let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
    return (name, String(value))
  }

  /// What of a field may stand in a message: its value may be secret.
  private static func name(_ text: String) -> Substring { text.prefix { $0 != ":" && $0 != "=" } }
}
