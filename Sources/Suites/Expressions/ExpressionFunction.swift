/// What can be called in an expression.
package enum ExpressionFunction: String, Sendable, Hashable, CaseIterable {
  case now, date, epoch, plus
  case uuid, random
  case randomText = "random-text"
  case digits, base64
  case base64Decode = "base64-decode"
  case urlEncode = "url-encode"
  case sha256, upper, lower, concat, text, number, json
  case fromJSON = "from-json"
  case env

  /// How a call is written.
  package var usage: String {
    switch self {
    case .now: "now()` or `now(-P1D)"
    case .date: "date()` or `date(+P1M)"
    case .epoch: "epoch()` or `epoch(+PT5M)"
    case .plus: "plus(time, +P1D)"
    case .uuid: "uuid()"
    case .random: "random(1, 10)"
    case .randomText: "random-text(8)"
    case .digits: "digits(10)"
    case .concat: "concat(first, 'second', …)"
    case .env: "env(NAME)"
    case .base64Decode, .fromJSON: "\(rawValue)(text)"
    default: "\(rawValue)(value)"
    }
  }

  /// What it gives, in one sentence.
  package var summary: String {
    switch self {
    case .now: "The current time (RFC 3339, UTC), moved by a duration where one is given."
    case .date: "Today's date (UTC), moved by a duration where one is given."
    case .epoch: "The current time in seconds since 1970, moved by a duration where one is given."
    case .plus: "A date or a date with a time of RFC 3339, moved by a duration."
    case .uuid: "A random UUID (RFC 9562, version 4)."
    case .random: "A random whole number from the first to the second one, both included."
    case .randomText: "So many random letters `a` to `z` and digits."
    case .digits: "So many random digits, as text."
    case .base64: "A text in Base64 (RFC 4648 §4)."
    case .base64Decode: "The text that Base64 stands for."
    case .urlEncode: "A text percent-encoded, all but letters, digits and `-._~`."
    case .sha256: "The SHA-256 digest of a text, in hexadecimal."
    case .upper: "A text in upper case."
    case .lower: "A text in lower case."
    case .concat: "Its arguments as one text."
    case .text: "A value as text: a string as it is, all others as JSON."
    case .number: "The number that a text stands for."
    case .json: "A value as JSON text."
    case .fromJSON: "The value that a JSON text stands for."
    case .env: "What the environment says for a name."
    }
  }

  /// How many arguments a call may have.
  var counts: ClosedRange<Int> {
    switch self {
    case .uuid: 0...0
    case .now, .date, .epoch: 0...1
    case .plus, .random: 2...2
    case .concat: 1...ExpressionParser.argumentLimit
    default: 1...1
    }
  }

  /// Whether it draws from the run's seed.
  var isRandom: Bool {
    switch self {
    case .uuid, .random, .randomText, .digits: true
    default: false
    }
  }

  /// Whether the same arguments give the same value in every context.
  var isPure: Bool {
    switch self {
    case .now, .date, .epoch, .env: false
    default: !isRandom
    }
  }
}
