import Documents
import Evidence
import Testing

@Suite("Redactor")
struct RedactorTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var clean: String
  }

  static let secret = "s3cr/et +\"q\""

  static let rows: [Row] = [
    Row(testDescription: "plain", text: "a \(secret) b", clean: "a [redacted] b"),
    Row(testDescription: "twice", text: "\(secret)\(secret)", clean: "[redacted][redacted]"),
    Row(
      testDescription: "percent-encoded", text: "q=s3cr%2Fet%20%2B%22q%22&x",
      clean: "q=[redacted]&x"),
    Row(
      testDescription: "JSON-escaped", text: #"{"t":"s3cr/et +\"q\""}"#,
      clean: #"{"t":"[redacted]"}"#),
    Row(testDescription: "cut short is no secret", text: "s3cr/et", clean: "s3cr/et"),
    Row(
      testDescription: "slash escaped as PHP does", text: #"s3cr\/et +\"q\""#, clean: "[redacted]"),
    Row(
      testDescription: "JSON escapes by number", text: #"\u0073\u0033cr\u002Fet +\u0022q\u0022"#,
      clean: "[redacted]"),
    Row(
      testDescription: "percent-encoded more than needed", text: "%733cr%2fet%20%2b%22q%22",
      clean: "[redacted]"),
    Row(
      testDescription: "in Base64", text: "x " + Base64.encode(Array(secret.utf8)) + " y",
      clean: "x [redacted] y"),
    Row(testDescription: "in upper case", text: #"X-A: S3CR/ET +"Q""#, clean: "X-A: [redacted]"),
    Row(testDescription: "empty text", text: "", clean: ""),
  ]

  @Test("takes a secret out of text, however it is spelt", arguments: rows)
  func text(_ row: Row) {
    #expect(Redactor(secrets: [Self.secret]).redacted(row.text) == row.clean)
  }

  @Test("a secret that holds another one goes whole")
  func longestFirst() {
    let redactor = Redactor(secrets: ["token", "token-long"])
    #expect(redactor.redacted("token-long token") == "[redacted] [redacted]")
  }

  @Test("very short secrets would black out everything and are left")
  func short() {
    #expect(Redactor(secrets: ["a", ""]).redacted("banana") == "banana")
  }

  @Test("a short secret is no reason to black out a word in another case")
  func shortInAnotherCase() {
    let redactor = Redactor(secrets: ["Lima", "LongerWord"])
    #expect(redactor.redacted("lima Lima longerword") == "lima [redacted] [redacted]")
  }

  @Test("cleans every part of an event")
  func event() {
    let secret = "hunter2-hunter2"
    let exchange = Exchange(
      request: HTTPRequest(
        method: "GET", url: "http://h/?t=\(secret)",
        headers: HTTPHeaders(["authorization": "Bearer x", "X-Echo": "v \(secret)"]),
        body: Array(secret.utf8)),
      attempts: [
        Exchange.Attempt(
          outcome: .response(
            HTTPResponse(
              status: 200, reason: secret,
              headers: HTTPHeaders(["Set-Cookie": "id=1", "X": secret]), body: Array(secret.utf8),
              trailers: HTTPHeaders(["X": secret]))),
          timing: Exchange.Timing(), redirects: ["http://h/?t=\(secret)"]),
        Exchange.Attempt(
          outcome: .failure(TransportFailure(.other, message: secret, remedy: "")),
          timing: Exchange.Timing()),
      ])
    let finding = Finding(
      check: "c", operation: "GET /", message: secret, pointer: JSONPointer([secret]),
      expected: secret, actual: secret, hint: secret)
    let result = CaseResult(
      id: "i", title: "t", group: "g", intent: "positive", verdict: .failed,
      steps: [
        StepResult(
          role: .test, operation: "GET /", expectation: "200", exchange: exchange,
          findings: [finding])
      ],
      reason: Reason(code: "c", message: secret, remedy: secret),
      obligations: [ObligationOutcome(id: "o", state: .failed, reason: secret)])
    let clean = Redactor(secrets: [secret]).redacted(.caseFinished(result))
    let text = "\(clean)"
    #expect(!text.contains(secret))
    #expect(!text.contains("Bearer x"))
    #expect(!text.contains("id=1"))
    guard case .caseFinished(let shown) = clean else {
      Issue.record("another event came out")
      return
    }
    #expect(shown.steps.first?.exchange.request.body == Array("[redacted]".utf8))
  }

  @Test(
    "a token in the query goes, however short, and though no secret is known",
    arguments: [[], ["tok/9-long"]])
  func queryToken(_ secrets: [String]) {
    func clean(_ url: String) -> String {
      Redactor(secrets: secrets).redacted(
        Exchange(request: HTTPRequest(method: "GET", url: url), attempts: [])
      ).request.url
    }
    #expect(clean("http://h/a?b=1&access_token=t") == "http://h/a?b=1&access_token=[redacted]")
    #expect(
      clean("http://h/a?Access_Token=tok%2F9-long&b=1")
        == "http://h/a?Access_Token=[redacted]&b=1")
    #expect(clean("http://h/access_token=t?b=1") == "http://h/access_token=t?b=1")
    let led = Redactor(secrets: secrets).redacted(
      Exchange(
        request: HTTPRequest(
          method: "GET", url: "http://h/",
          headers: HTTPHeaders(["Referer": "http://h/?access_token=t"])),
        attempts: [
          Exchange.Attempt(
            outcome: .response(
              HTTPResponse(
                status: 302, headers: HTTPHeaders(["Location": "/b?access_token=t"]), body: [])),
            timing: Exchange.Timing(), redirects: ["http://h/c?access_token=t"])
        ]))
    #expect(led.request.headers["Referer"] == "http://h/?access_token=[redacted]")
    #expect(led.response?.headers["Location"] == "/b?access_token=[redacted]")
    #expect(led.attempts.first?.redirects == ["http://h/c?access_token=[redacted]"])
  }

  @Test(
    "a secret is found as it is, however it looks, and as JSON escapes it",
    arguments: [
      ("p%40ss", "x=p%40ss&y", "x=[redacted]&y"), ("p%40ss", "x=p%2540ss&y", "x=[redacted]&y"),
      (#"a\"bc"#, #"x a\"bc y"#, "x [redacted] y"),
      ("key\nline", #"{"k":"key\nline"}"#, #"{"k":"[redacted]"}"#),
      ("pässwort", #"{"k":"p\u00e4sswort"}"#, #"{"k":"[redacted]"}"#),
      ("pässwort", #"{"k":"p\u00E4sswort"}"#, #"{"k":"[redacted]"}"#),
      ("pässwort", "p%C3%A4sswort", "[redacted]"),
      ("a\t\"b\"", #"{"k":"a\t\"b\""}"#, #"{"k":"[redacted]"}"#),
    ])
  func looks(_ secret: String, _ text: String, _ clean: String) {
    #expect(Redactor(secrets: [secret]).redacted(text) == clean)
  }

  struct FieldRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var name = "Authorization"
    var value: String
    var clean: String
  }

  static let fieldRows: [FieldRow] = [
    FieldRow(testDescription: "a token", value: "Bearer abc", clean: "[redacted]"),
    FieldRow(testDescription: "a password", value: "Basic YTpi", clean: "Basic [redacted]"),
    FieldRow(
      testDescription: "whatever follows Basic", value: "Basic a b c", clean: "Basic [redacted]"),
    FieldRow(testDescription: "a word like Basic", value: "Basically", clean: "[redacted]"),
    FieldRow(
      testDescription: "another field", name: "Cookie", value: "Basic a", clean: "[redacted]"),
    FieldRow(
      testDescription: "what nobody issued", value: HTTPRequest.malformedCredential,
      clean: HTTPRequest.malformedCredential),
  ]

  @Test("of a credential at most the scheme's name is shown", arguments: fieldRows)
  func field(_ row: FieldRow) {
    let headers = HTTPHeaders([HTTPHeaders.Field(name: row.name, value: row.value)])
    #expect(Redactor(secrets: []).redacted(headers)[row.name] == row.clean)
  }
}
