import Documents
import Testing

@Suite struct JSONNumberTests {
  struct Comparison: Sendable, CustomTestStringConvertible {
    var left: String
    var right: String
    var order: String
    var testDescription: String { "\(left.prefix(30)) \(order) \(right.prefix(30))" }
  }

  static let nines = String(repeating: "9", count: 400)

  static let comparisons: [Comparison] = [
    Comparison(left: "0", right: "-0", order: "="),
    Comparison(left: "0", right: "0.000e99999999999999999999", order: "="),
    Comparison(left: "1", right: "1.0", order: "="),
    Comparison(left: "100", right: "1e2", order: "="),
    Comparison(left: "1E+2", right: "10000e-2", order: "="),
    Comparison(left: "0.1", right: "1e-1", order: "="),
    Comparison(left: "12.50", right: "125e-1", order: "="),
    Comparison(left: "-1", right: "1", order: "<"),
    Comparison(left: "-2", right: "-1", order: "<"),
    Comparison(left: "-1", right: "0", order: "<"),
    Comparison(left: "0", right: "1e-400", order: "<"),
    Comparison(left: "1e-400", right: "1e400", order: "<"),
    Comparison(left: "1e400", right: "1e401", order: "<"),
    Comparison(left: "9e400", right: "1e401", order: "<"),
    Comparison(left: "-1e401", right: "-9e400", order: "<"),
    Comparison(left: "1e999999999", right: "1e1000000000", order: "<"),
    Comparison(left: "1e99999999999999999999", right: "1e99999999999999999998", order: ">"),
    Comparison(left: "9007199254740993", right: "9007199254740992", order: ">"),
    Comparison(left: "0.1000000000000000000001", right: "0.1", order: ">"),
    Comparison(left: "123456789012345678901", right: "12345678901234567890.1", order: ">"),
    Comparison(left: "123456789012345678901", right: "123456789012345678901.0", order: "="),
    Comparison(left: nines, right: nines + ".0", order: "="),
    Comparison(left: nines, right: "1e400", order: "<"),
    Comparison(left: nines + "e-400", right: "1", order: "<"),
    Comparison(left: "999999999999999999", right: "1000000000000000000", order: "<"),
    Comparison(left: "99.99", right: "100", order: "<"),
  ]

  @Test(arguments: comparisons) func comparesByValue(_ row: Comparison) throws {
    let left = try #require(JSONNumber(text: row.left))
    let right = try #require(JSONNumber(text: row.right))
    let order = left == right ? "=" : (left < right ? "<" : ">")
    #expect(order == row.order)
    #expect((right < left) == (row.order == ">"))
    #expect((left == right) == (left.hashValue == right.hashValue) || left != right)
  }

  struct Multiple: Sendable, CustomTestStringConvertible {
    var number: String
    var divisor: String
    var isMultiple: Bool
    var testDescription: String { "\(number.prefix(30)) by \(divisor.prefix(30))" }
  }

  static let multiples: [Multiple] = [
    Multiple(number: "10", divisor: "2", isMultiple: true),
    Multiple(number: "7", divisor: "2", isMultiple: false),
    Multiple(number: "0", divisor: "3", isMultiple: true),
    Multiple(number: "0", divisor: "0", isMultiple: true),
    Multiple(number: "3", divisor: "0", isMultiple: false),
    Multiple(number: "4.5", divisor: "1.5", isMultiple: true),
    Multiple(number: "0.0075", divisor: "0.0001", isMultiple: true),
    Multiple(number: "0.00751", divisor: "0.0001", isMultiple: false),
    Multiple(number: "19.99", divisor: "0.01", isMultiple: true),
    Multiple(number: "1.1", divisor: "0.1", isMultiple: true),
    Multiple(number: "-6", divisor: "4", isMultiple: false),
    Multiple(number: "-8", divisor: "4", isMultiple: true),
    Multiple(number: "8", divisor: "-4", isMultiple: true),
    Multiple(number: "1e308", divisor: "0.123456789", isMultiple: false),
    Multiple(number: "1e308", divisor: "0.5", isMultiple: true),
    Multiple(number: "1e999999999", divisor: "1024", isMultiple: true),
    Multiple(number: "1e999999999", divisor: "3", isMultiple: false),
    Multiple(number: "1e999999999", divisor: "1e1000000000", isMultiple: false),
    Multiple(number: "10", divisor: "20", isMultiple: false),
    Multiple(number: nines, divisor: "9", isMultiple: true),
    Multiple(number: nines, divisor: "7", isMultiple: false),
    Multiple(number: nines, divisor: String(repeating: "9", count: 40), isMultiple: true),
    Multiple(number: nines, divisor: String(repeating: "9", count: 41), isMultiple: false),
    Multiple(number: nines + "0", divisor: nines, isMultiple: true),
    Multiple(number: nines + "e5", divisor: nines + "e-5", isMultiple: true),
  ]

  @Test(arguments: multiples) func divides(_ row: Multiple) throws {
    let number = try #require(JSONNumber(text: row.number))
    let divisor = try #require(JSONNumber(text: row.divisor))
    #expect(number.isMultiple(of: divisor) == row.isMultiple)
  }

  struct Whole: Sendable, CustomTestStringConvertible {
    var text: String
    var integer: Int?
    var byValue: Bool
    var bySpelling: Bool
    var testDescription: String { text }
  }

  static let wholes: [Whole] = [
    Whole(text: "1", integer: 1, byValue: true, bySpelling: true),
    Whole(text: "-0", integer: 0, byValue: true, bySpelling: true),
    Whole(text: "1.0", integer: 1, byValue: true, bySpelling: false),
    Whole(text: "1e2", integer: 100, byValue: true, bySpelling: false),
    Whole(text: "1.5e1", integer: 15, byValue: true, bySpelling: false),
    Whole(text: "1.5", integer: nil, byValue: false, bySpelling: false),
    Whole(text: "1e-1", integer: nil, byValue: false, bySpelling: false),
    Whole(text: "10e-1", integer: 1, byValue: true, bySpelling: false),
    Whole(text: "9223372036854775807", integer: .max, byValue: true, bySpelling: true),
    Whole(text: "-9223372036854775808", integer: .min, byValue: true, bySpelling: true),
    Whole(text: "-9223372036854775808.0", integer: .min, byValue: true, bySpelling: false),
    Whole(text: "9223372036854775808", integer: nil, byValue: true, bySpelling: true),
    Whole(text: "1e400", integer: nil, byValue: true, bySpelling: false),
  ]

  @Test(arguments: wholes) func tellsIntegers(_ row: Whole) throws {
    let number = try #require(JSONNumber(text: row.text))
    #expect(number.integer == row.integer)
    #expect(number.isInteger(.byValue) == row.byValue)
    #expect(number.isInteger(.bySpelling) == row.bySpelling)
    #expect(number.text == row.text)
  }

  @Test(arguments: [
    "", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x1", "NaN", "1 ", " 1", "1_000", "--1", "1e1.5",
    "Infinity", "-01", "１",
  ])
  func refuses(_ text: String) {
    #expect(JSONNumber(text: text) == nil)
  }

  @Test func machineIntegersAreExact() {
    for number in [Int.min, -1_000_000, -1, 0, 1, 999_999_999_999_999_999, Int.max] {
      #expect(JSONNumber(number).integer == number)
      #expect(JSONNumber(number).decimal == ExactDecimal(number))
    }
  }

  @Test func longNumbersTakeLinearTime() throws {
    let digits = String(repeating: "7", count: 200_000)
    let number = try #require(JSONNumber(text: digits))
    let other = try #require(JSONNumber(text: digits + ".0"))
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(number == other)
      #expect(number.isMultiple(of: JSONNumber(7)))
    }
    #expect(time < .seconds(5))
  }
}
