import Evidence
import FoundationEssentials
import Reports
import Testing

@Suite struct CurlCommandTests {
  struct Row: Sendable, CustomStringConvertible {
    var name: String
    var request: HTTPRequest
    var command: String
    var description: String { name }
  }

  static let rows: [Row] = [
    Row(
      name: "plain", request: HTTPRequest(method: "GET", url: "http://h:1/a"),
      command: "curl -i http://h:1/a"),
    Row(
      name: "query", request: HTTPRequest(method: "GET", url: "http://h/a?b=1&c=it's"),
      command: #"curl -i 'http://h/a?b=1&c=it'\''s'"#),
    Row(
      name: "braces", request: HTTPRequest(method: "GET", url: "http://h/{a}"),
      command: "curl -i --globoff 'http://h/{a}'"),
    Row(
      name: "dots", request: HTTPRequest(method: "GET", url: "http://h/a/../b"),
      command: "curl -i --path-as-is http://h/a/../b"),
    Row(
      name: "head", request: HTTPRequest(method: "HEAD", url: "http://h/"),
      command: "curl -i --head http://h/"),
    Row(
      name: "token",
      request: HTTPRequest(
        method: "GET", url: "http://h/",
        headers: HTTPHeaders(["authorization": "[redacted]", "Cookie": "[redacted]"])),
      command:
        #"curl -i http://h/ -H "authorization: Bearer $MUSTER_TOKEN" -H "Cookie: $MUSTER_COOKIE""#),
    Row(
      name: "another user's token",
      request: {
        var request = HTTPRequest(
          method: "GET", url: "http://h/",
          headers: HTTPHeaders(["Authorization": "[redacted]", "Cookie": "[redacted]"]))
        request.tokenVariable = "MUSTER_OTHER_TOKEN"
        return request
      }(),
      command:
        #"curl -i http://h/ -H "Authorization: Bearer $MUSTER_OTHER_TOKEN" -H "Cookie: $MUSTER_COOKIE""#
    ),
    Row(
      name: "a token in the query",
      request: HTTPRequest(method: "GET", url: "http://h/?a=1&access_token=[redacted]&b=2"),
      command: #"curl -i 'http://h/?a=1&access_token='"$MUSTER_TOKEN"'&b=2'"#),
    Row(
      name: "a token as Basic",
      request: HTTPRequest(
        method: "GET", url: "http://h/", headers: HTTPHeaders(["Authorization": "Basic [redacted]"])
      ),
      command: #"curl -i http://h/ -H "Authorization: Basic $MUSTER_TOKEN""#),
    Row(
      name: "what curl sets itself",
      request: HTTPRequest(
        method: "GET", url: "http://h/",
        headers: HTTPHeaders(["Host": "h", "Content-Length": "3", "X-A": "", "Accept": "*/*"])),
      command: "curl -i http://h/ -H 'X-A;' -H 'Accept: */*'"),
    Row(
      name: "post",
      request: HTTPRequest(
        method: "POST", url: "http://h/",
        headers: HTTPHeaders(["Content-Type": "application/json"]),
        body: Array(#"{"a":"$x `y`"}"#.utf8)),
      command: #"curl -i http://h/ -H 'Content-Type: application/json' --data-raw '{"a":"$x `y`"}'"#
    ),
    Row(
      name: "empty body, no type",
      request: HTTPRequest(method: "PUT", url: "http://h/", body: []),
      command: "curl -i -X PUT http://h/ -H 'Content-Type:' --data-raw ''"),
    Row(
      name: "post without body", request: HTTPRequest(method: "POST", url: "http://h/"),
      command: "curl -i -X POST http://h/"),
    Row(
      name: "controls",
      request: HTTPRequest(
        method: "POST", url: "http://h/",
        headers: HTTPHeaders(["Content-Type": "a"]), body: [0x1B, 0x27, 0x5C, 0x0A, 0xFF, 0x31]),
      command: #"curl -i http://h/ -H 'Content-Type: a' --data-raw $'\033\'\\\n\3771'"#),
    Row(
      name: "a body that no argument can hold",
      request: HTTPRequest(
        method: "POST", url: "http://h/",
        headers: HTTPHeaders(["Content-Type": "a"]), body: [0, 1]),
      command: "curl -i http://h/ -H 'Content-Type: a' --data-binary @BODY # BODY: 2 bytes"),
  ]

  @Test(arguments: rows) func reads(_ row: Row) {
    #expect(CurlCommand.text(row.request) == row.command)
  }
}
