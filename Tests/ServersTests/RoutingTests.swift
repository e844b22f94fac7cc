import Documents
import Servers
import Testing

/// What is refused before an operation is asked, and in which order.
struct RoutingTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { "\(method) \(target.prefix(60)) → \(status)" }
    let method: String
    let target: String
    let status: Int
    var code: String?
    var allow: String?
  }

  static let withoutToken = [
    Row(method: "GET", target: "/", status: 404, code: "unknown_path"),
    Row(method: "GET", target: "/nope", status: 404, code: "unknown_path"),
    Row(method: "GET", target: "/Accounts/4001", status: 404, code: "unknown_path"),
    Row(method: "GET", target: "/accounts/4001/", status: 404, code: "unknown_path"),
    Row(method: "GET", target: "/accounts/4001/profiles/1", status: 404, code: "unknown_path"),
    Row(method: "GET", target: "//accounts/4001", status: 404, code: "unknown_path"),
    Row(method: "GET", target: "/accounts/4001%2Fprofiles", status: 401),
    Row(method: "POST", target: "/accounts", status: 405, allow: "GET, HEAD, OPTIONS"),
    Row(method: "DELETE", target: "/accounts/profiles", status: 405, allow: "GET, HEAD, OPTIONS"),
    Row(method: "GET", target: "/lines/recordings", status: 405, allow: "OPTIONS, POST"),
    Row(method: "GET", target: "/profiles/7001", status: 405, allow: "DELETE, OPTIONS"),
    Row(method: "PUT", target: "/profiles/7001", status: 405, allow: "DELETE, OPTIONS"),
    Row(method: "HEAD", target: "/profile/7001", status: 405, allow: "OPTIONS, PUT"),
    Row(
      method: "PATCH", target: "/oauth/client_credential/accesstoken", status: 405,
      allow: "GET, HEAD, OPTIONS, POST"),
    Row(method: "OPTIONS", target: "/accounts", status: 204, allow: "GET, HEAD, OPTIONS"),
    Row(
      method: "OPTIONS", target: "/accounts/profiles/processes", status: 204,
      allow: "GET, HEAD, OPTIONS, POST"),
    Row(
      method: "OPTIONS", target: "/oauth/client_credential/accesstoken", status: 204,
      allow: "GET, HEAD, OPTIONS, POST"),
    Row(method: "OPTIONS", target: "/nope", status: 404, code: "unknown_path"),
    Row(method: "GET", target: "/accounts/abc", status: 401, code: "unauthorized"),
    Row(method: "GET", target: "/accounts/999999999", status: 401, code: "unauthorized"),
    Row(method: "POST", target: "/lines/recordings", status: 401, code: "unauthorized"),
  ]

  @Test(arguments: withoutToken) func isRefusedWithoutLookingAtAToken(_ row: Row) async throws {
    try await TestServer.run { server in
      let answer = try await server.client.send(row.method, row.target)
      #expect(answer.status == row.status)
      #expect(answer.header("allow") == row.allow)
      if row.method == "HEAD" || row.status == 204 {
        #expect(answer.body.isEmpty)
      } else {
        try expectErrorBody(answer, status: row.status, code: row.code)
      }
    }
  }

  static let withToken = [
    Row(method: "GET", target: "/accounts/", status: 400, code: "invalid_parameter"),
    Row(method: "GET", target: "/accounts/abc", status: 400, code: "invalid_parameter"),
    Row(method: "GET", target: "/accounts/1.5", status: 400, code: "invalid_parameter"),
    Row(method: "GET", target: "/accounts/1e3", status: 400, code: "invalid_parameter"),
    Row(method: "GET", target: "/accounts/0x1", status: 400, code: "invalid_parameter"),
    Row(method: "GET", target: "/accounts/+4001", status: 400, code: "invalid_parameter"),
    Row(method: "GET", target: "/accounts/04001", status: 400, code: "invalid_parameter"),
    Row(method: "GET", target: "/accounts/%204001", status: 400, code: "invalid_parameter"),
    Row(method: "GET", target: "/accounts/4001%00", status: 400, code: "invalid_parameter"),
    Row(method: "GET", target: "/accounts/%zz", status: 400, code: "invalid_parameter"),
    Row(method: "GET", target: "/accounts/%FF", status: 400, code: "invalid_parameter"),
    Row(method: "GET", target: "/accounts/-", status: 400, code: "invalid_parameter"),
    Row(
      method: "GET", target: "/accounts/9223372036854775808", status: 400,
      code: "invalid_parameter"),
    Row(method: "GET", target: "/accounts/9223372036854775807", status: 404, code: "not_found"),
    Row(method: "GET", target: "/accounts/-1", status: 404, code: "not_found"),
    Row(method: "GET", target: "/accounts/0", status: 404, code: "not_found"),
    Row(method: "GET", target: "/accounts/%34001", status: 200),
    Row(method: "GET", target: "/%61ccounts/4001", status: 200),
    Row(method: "GET", target: "/accounts/profiles/profiles", status: 400),
    Row(method: "GET", target: "/accounts/profiles", status: 400, code: "missing_parameter"),
    Row(method: "GET", target: "/accounts", status: 400, code: "missing_parameter"),
    Row(method: "GET", target: "/accounts?idType=NIT", status: 400, code: "missing_parameter"),
    Row(method: "GET", target: "/accounts?id=900123456", status: 400, code: "missing_parameter"),
    Row(method: "GET", target: "/accounts?idType=&id=900123456", status: 400),
    Row(method: "GET", target: "/accounts?idType=NIT&id=", status: 400),
    Row(method: "GET", target: "/accounts?idType=NIT&id=abc", status: 400),
    Row(method: "GET", target: "/accounts?idType=NIT&id=1&id=1", status: 400),
    Row(method: "GET", target: "/accounts?idType=NIT&ID=900123456", status: 400),
    Row(method: "GET", target: "/accounts?idType=CC&id=900123456", status: 404),
    Row(method: "GET", target: "/accounts?id=900123456&idType=N%49T&x=1", status: 200),
    Row(method: "GET", target: "/documents/900123456", status: 400, code: "missing_parameter"),
    Row(method: "GET", target: "/documents/900123456?movil=573001000100&segment=x", status: 400),
    Row(method: "GET", target: "/documents/1?movil=573001000100", status: 404),
    Row(method: "GET", target: "/calls//310101/recordings", status: 400),
    Row(method: "GET", target: "/calls/1//recordings", status: 400),
    Row(method: "GET", target: "/calls/1/recordings", status: 404),
    Row(method: "GET", target: details("2026-01-01", "1769921999"), status: 200),
    Row(method: "GET", target: details("2026-01-32", "1769921999"), status: 400),
    Row(method: "GET", target: details("2026-02-29", "1769921999"), status: 400),
    Row(method: "GET", target: details("2026-1-1", "1769921999"), status: 400),
    Row(method: "GET", target: details("20260101", "1769921999"), status: 400),
    Row(method: "GET", target: details("1767225600", "1769921999"), status: 400),
    Row(method: "GET", target: details("2026-01-01T00:00:00Z", "1769921999"), status: 400),
    Row(method: "GET", target: details("", "1769921999"), status: 400),
    Row(method: "GET", target: details("2026-01-01", "2026-01-31"), status: 400),
    Row(method: "GET", target: details("2026-01-01", "1767243599"), status: 400),
    Row(method: "HEAD", target: "/accounts/4001", status: 200),
    Row(method: "HEAD", target: "/accounts/abc", status: 400),
  ]

  private static func details(_ from: String, _ till: String) -> String {
    "/customers/573001000100/calls/details?dateFrom=\(from)&dateTill=\(till)"
  }

  @Test(arguments: withToken) func parametersAreReadStrictly(_ row: Row) async throws {
    try await TestServer.run { server in
      let answer = try await server.send(row.method, row.target)
      #expect(answer.status == row.status, "\(answer.text)")
      if row.method == "HEAD" {
        #expect(answer.body.isEmpty)
        let get = try await server.send("GET", row.target)
        #expect(answer.header("content-length") == get.header("content-length"))
      } else if row.status != 200 {
        try expectErrorBody(answer, status: row.status, code: row.code)
      }
    }
  }

  struct BodyRow: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let operation: String
    let body: String
    var type: String? = "application/json"
    var status = 400
  }

  private static let add = "POST /profiles/7002/services"
  private static let change = "PUT /profile/7002"
  private static let process = "POST /accounts/4003/processes"
  private static let record = "POST /lines/recordings"
  private static let period = #""start":"2026-01-01T00:00:00Z","end":"2026-02-01T00:00:00Z""#
  private static let one = #"{"serviceCollection":[{"partnum":"100105"}]}"#

  static let bodies = [
    BodyRow(testDescription: "cut off", operation: add, body: #"{"serviceCollection":["#),
    BodyRow(testDescription: "trailing bytes", operation: add, body: one + "x"),
    BodyRow(testDescription: "no object", operation: process, body: "[502]"),
    BodyRow(testDescription: "only blanks", operation: process, body: "  "),
    BodyRow(
      testDescription: "a name twice", operation: process,
      body: #"{"consultantId":502,"consultantId":502}"#),
    BodyRow(
      testDescription: "too deep", operation: process,
      body: String(repeating: "[", count: 5_000)),
    BodyRow(testDescription: "member missing", operation: process, body: "{}"),
    BodyRow(testDescription: "null", operation: process, body: #"{"consultantId":null}"#),
    BodyRow(testDescription: "string", operation: process, body: #"{"consultantId":"502"}"#),
    BodyRow(testDescription: "fraction", operation: process, body: #"{"consultantId":1.5}"#),
    BodyRow(testDescription: "overflow", operation: process, body: #"{"consultantId":1e30}"#),
    BodyRow(
      testDescription: "unknown", operation: process, body: #"{"consultantId":9}"#, status: 404),
    BodyRow(
      testDescription: "further member", operation: process, body: #"{"consultantId":502,"x":1}"#,
      status: 200),
    BodyRow(
      testDescription: "list of strings", operation: add, body: #"{"serviceCollection":["1"]}"#),
    BodyRow(
      testDescription: "number as partnum", operation: add,
      body: #"{"serviceCollection":[{"partnum":100105}]}"#),
    BodyRow(
      testDescription: "word as partnum", operation: add,
      body: #"{"serviceCollection":[{"partnum":"abc"}]}"#),
    BodyRow(testDescription: "list is an object", operation: change, body: #"{"service":{}}"#),
    BodyRow(
      testDescription: "entry without partnum", operation: change,
      body: #"{"service":[{"id":90020}]}"#),
    BodyRow(
      testDescription: "extensions no array", operation: record,
      body: #"{"extensions":2101,\#(period)}"#),
    BodyRow(
      testDescription: "no extensions", operation: record, body: #"{"extensions":[],\#(period)}"#),
    BodyRow(
      testDescription: "no period", operation: record, body: #"{"extensions":[2101]}"#),
    BodyRow(
      testDescription: "date without time", operation: record,
      body: #"{"extensions":[2101],"start":"2026-01-01","end":"2026-02-01T00:00:00Z"}"#),
    BodyRow(
      testDescription: "end before start", operation: record,
      body: """
        {"extensions":[2101],"start":"2026-01-02T00:00:00Z","end":"2026-01-01T00:00:00Z"}
        """),
    BodyRow(
      testDescription: "unknown direction", operation: record,
      body: #"{"extensions":[2101],\#(period),"direction":"UP"}"#),
    BodyRow(
      testDescription: "unknown extension", operation: record,
      body: #"{"extensions":[2101,1],\#(period)}"#, status: 404),
    BodyRow(
      testDescription: "with charset", operation: add, body: one,
      type: "Application/JSON; charset=utf-8", status: 200),
    BodyRow(testDescription: "no type", operation: add, body: one, type: nil, status: 415),
    BodyRow(testDescription: "text", operation: add, body: one, type: "text/plain", status: 415),
    BodyRow(
      testDescription: "XML by name", operation: add, body: one, type: "application/json+xml",
      status: 415),
    BodyRow(
      testDescription: "exactly at the cap", operation: add,
      body: one + String(repeating: " ", count: 1_048_576 - one.utf8.count), status: 200),
    BodyRow(
      testDescription: "one byte above the cap", operation: add,
      body: one + String(repeating: " ", count: 1_048_577 - one.utf8.count), status: 413),
  ]

  @Test(arguments: bodies) func bodiesAreReadStrictly(_ row: BodyRow) async throws {
    try await TestServer.run { server in
      let parts = row.operation.split(separator: " ").map(String.init)
      var headers = [("Authorization", "Bearer \(server.token)")]
      if let type = row.type { headers.append(("Content-Type", type)) }
      let answer = try await server.client.send(
        parts[0], parts[1], headers: headers, body: Array(row.body.utf8))
      if row.status == 200 {
        #expect(answer.status == 200, "\(answer.text)")
      } else {
        try expectErrorBody(answer, status: row.status)
      }
    }
  }

  @Test func aChunkedBodyAboveTheCapIsRefusedToo() async throws {
    try await TestServer.run { server in
      let chunk = "10000\r\n" + String(repeating: " ", count: 65_536) + "\r\n"
      let request = """
        POST /lines/recordings HTTP/1.1\r\nHost: x\r\nConnection: close\r
        Authorization: Bearer \(server.token)\r\nContent-Type: application/json\r
        Transfer-Encoding: chunked\r\n\r\n
        """ + String(repeating: chunk, count: 17) + "0\r\n\r\n"
      let answer = try await server.client.exchange(Array(request.utf8))
      #expect(String(decoding: answer.prefix(12), as: UTF8.self) == "HTTP/1.1 413")
    }
  }

  @Test func aConnectionServesManyRequests() async throws {
    try await TestServer.run { server in
      let head =
        "GET /accounts/4001 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(server.token)\r\n"
      let requests =
        String(repeating: head + "\r\n", count: 20) + head + "Connection: close\r\n\r\n"
      let answers = try await server.client.exchange(Array(requests.utf8))
      let text = String(decoding: answers, as: UTF8.self)
      #expect(text.ranges(of: "HTTP/1.1 200 OK").count == 21)
    }
  }
}
