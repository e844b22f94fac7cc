import Testing

@testable import Servers

/// Texts that the server reads and writes by itself.
struct SmallPartsTests {
  struct Moment: Sendable, CustomTestStringConvertible {
    var testDescription: String { text }
    let text: String
    let seconds: Int?
  }

  static let moments = [
    Moment(text: "1970-01-01T00:00:00Z", seconds: 0),
    Moment(text: "1969-12-31T19:00:01-05:00", seconds: 1),
    Moment(text: "2026-01-01T00:00:00-05:00", seconds: 1_767_243_600),
    Moment(text: "2000-02-29t12:00:00.123456789z", seconds: 951_825_600),
    Moment(text: "2026-01-01T05:30:00+05:30", seconds: 1_767_225_600),
    Moment(text: "2016-12-31T23:59:60Z", seconds: 1_483_228_800),
    Moment(text: "0000-01-01T00:00:00Z", seconds: -62_167_219_200),
    Moment(text: "9999-12-31T23:59:59Z", seconds: 253_402_300_799),
    Moment(text: "1900-02-29T00:00:00Z", seconds: nil),
    Moment(text: "2026-13-01T00:00:00Z", seconds: nil),
    Moment(text: "2026-04-31T00:00:00Z", seconds: nil),
    Moment(text: "2026-01-01T24:00:00Z", seconds: nil),
    Moment(text: "2026-01-01T00:00:00", seconds: nil),
    Moment(text: "2026-01-01T00:00:00.Z", seconds: nil),
    Moment(text: "2026-01-01T00:00Z", seconds: nil),
    Moment(text: "2026-01-01", seconds: nil),
    Moment(text: "2026-01-01T00:00:00Zx", seconds: nil),
    Moment(text: "2026-01-01T00:00:00+5:00", seconds: nil),
    Moment(text: "-026-01-01T00:00:00Z", seconds: nil),
    Moment(text: "", seconds: nil),
  ]

  @Test(arguments: moments) func dateTimesAreRead(_ row: Moment) {
    #expect(Instant(rfc3339: row.text)?.seconds == row.seconds)
  }

  @Test func dateTimesAreWrittenAsTheyAreRead() {
    for seconds in stride(from: -62_167_201_200, to: 253_402_300_799, by: 86_399 * 977) {
      let instant = Instant(seconds: seconds)
      #expect(Instant(rfc3339: instant.colombianText) == instant, "\(instant.colombianText)")
    }
    #expect(Instant(seconds: 0).colombianText == "1969-12-31T19:00:00-05:00")
  }

  @Test func base64IsReadStrictly() {
    #expect(BasicCredentials.decodeBase64("".utf8) == [])
    #expect(BasicCredentials.decodeBase64("Zg==".utf8) == Array("f".utf8))
    #expect(BasicCredentials.decodeBase64("Zm9vYmFy".utf8) == Array("foobar".utf8))
    #expect(BasicCredentials.decodeBase64("+/+/".utf8) == [0xFB, 0xFF, 0xBF])
    for text in ["Zg", "Zg=", "Z===", "====", "Zg==Zg==", "Zm9_"] {
      #expect(BasicCredentials.decodeBase64(text.utf8) == nil, "\(text)")
    }
  }

  @Test func formsAreReadPairByPair() {
    let pairs = FormEncoding.pairs("a=1&b=x+y%21&&c&=d&e=%zz&a=2=3".utf8)
    let texts = pairs.map { "\($0.name)|\($0.value)" }
    #expect(texts == ["a|1", "b|x y!", "c|", "|d", "e|%zz", "a|2=3"])
  }

  @Test func secretsAreComparedWhole() {
    #expect(equalInConstantTime("abc", "abc"))
    #expect(!equalInConstantTime("abc", "abd"))
    #expect(!equalInConstantTime("abc", "ab"))
    #expect(!equalInConstantTime("", "a"))
  }

  @Test func theMoreLiteralRouteWins() {
    let table = RouteTable(CRMRoutes.all)
    func operation(_ method: String, _ path: String...) -> String? {
      guard case .found(let route, _) = table.find(method: method, path: path) else { return nil }
      return route.operation
    }
    #expect(operation("GET", "accounts", "profiles") == "GET /accounts/profiles")
    #expect(operation("GET", "accounts", "4001") == "GET /accounts/{accountId}")
    #expect(
      operation("GET", "accounts", "profiles", "profiles") == "GET /accounts/profiles/{profileId}")
    #expect(
      operation("POST", "accounts", "profiles", "processes")
        == "POST /accounts/{accountId}/processes")
    #expect(operation("HEAD", "accounts", "4001") == "GET /accounts/{accountId}")
  }
}
