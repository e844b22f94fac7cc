import Evidence
import Testing

/// Secrets of every length at every place: the search looks at some bytes only.
@Suite("Places of secrets")
struct SecretPlaceTests {
  private static let letters = Array("kq7ZxW0vB-mTn_9".utf8)

  @Test("no place hides a secret, alone or beside what is escaped", arguments: 4...15)
  func everyPlace(_ count: Int) {
    let secret = String(decoding: Self.letters.prefix(count), as: UTF8.self)
    let redactor = Redactor(secrets: [secret, "another-secret-of-the-run"])
    for before in 0..<40 {
      for after in [0, 1, 2, 7, 40] {
        for rest in ["", "\\n", "%41"] {
          let head = String(repeating: "a", count: before)
          let tail = String(repeating: "b", count: after) + rest
          #expect(redactor.redacted(head + secret + tail) == "\(head)[redacted]\(tail)")
        }
      }
    }
  }

  @Test("parts of a secret are none, and do not hide the secret behind them")
  func parts() {
    let redactor = Redactor(secrets: ["abcdefgh"])
    #expect(redactor.redacted("abcdefg abcdefabcdefgh") == "abcdefg abcdef[redacted]")
    #expect(redactor.redacted("bcdefgh cdefgh") == "bcdefgh cdefgh")
    #expect(redactor.redacted("abcabcdefghdefgh") == "abc[redacted]defgh")
  }

  @Test("the shortest secret decides how closely is looked")
  func shortest() {
    let redactor = Redactor(secrets: ["abcd", "a-much-longer-secret"])
    for before in 0..<20 {
      let head = String(repeating: "x", count: before)
      #expect(redactor.redacted("\(head)abcdx") == "\(head)[redacted]x")
    }
  }

  @Test("header fields that were clean once are looked through again when one differs")
  func headers() {
    let redactor = Redactor(secrets: ["s3cret-value"])
    let clean = HTTPHeaders(["Server": "x", "X-Echo": "nothing"])
    for _ in 0..<3 { #expect(redactor.redacted(clean) == clean) }
    for number in 0..<10 {
      let section = HTTPHeaders(["Server": "x\(number)", "X-Echo": "s3cret-value"])
      #expect(redactor.redacted(section)["X-Echo"] == "[redacted]")
      #expect(redactor.redacted(section)["Server"] == "x\(number)")
      #expect(redactor.redacted(clean) == clean)
    }
    let bearer = HTTPHeaders(["Authorization": "Bearer whatever"])
    for _ in 0..<3 {
      #expect(redactor.redacted(bearer)["Authorization"] == "[redacted]")
    }
  }
}
