import Checks
import Evidence

typealias Table = CheckTableTests

/// What is asked, and what the status says to it.
enum ExpectationRows {
  static let all: [Table.Row] = [
    // Refusals of invalid requests: no false alarm where it was refused for another good reason.
    Table.always(
      "an invalid request accepted", expect: Table.refused, finds: "negative-accepted failure"),
    Table.always("refused by the documented range 410", expect: Table.refused, status: 410),
    Table.always("refused by the documented range 412", expect: Table.refused, status: 412),
    Table.always("refused by the documented range 415", expect: Table.refused, status: 415),
    Table.always("refused by the documented range 422", expect: Table.refused, status: 422),
    Table.always("refused by the documented range 428", expect: Table.refused, status: 428),
    Table.always(
      "403 says nothing about the request", expect: Table.refused, status: 403,
      finds: "negative-accepted warning"),
    Table.always(
      "without a required parameter accepted", expect: Table.omitted,
      finds: "required-parameter failure"),
    Table.always("without it, but not found", expect: Table.omitted, status: 404),
    Table.always("without it, but a precondition failed", expect: Table.omitted, status: 412),
    Table.always(
      "without it, and forbidden", expect: Table.omitted, status: 403,
      finds: "required-parameter warning"),
    // Generated values may be refused for what they mean.
    Table.always("generated, accepted", expect: Table.generated),
    Table.always("generated, an unknown id", expect: Table.generated, status: 404),
    Table.always("generated, a conflict", expect: Table.generated, status: 409),
    Table.always("generated, unprocessable", expect: Table.generated, status: 422),
    Table.always("generated, forbidden", expect: Table.generated, status: 403),
    Table.doubtful(
      "generated, malformed", expect: Table.generated, status: 400, finds: "positive-rejected"),
    Table.always(
      "generated, unauthenticated", expect: Table.generated, status: 401,
      finds: "positive-rejected failure"),
    Table.always("from fixtures, an unknown id", status: 404, finds: "positive-rejected failure"),
    // Server errors.
    Table.row(
      "a documented server error", expect: Table.refused, status: 500,
      lenient: ["server-error warning", "negative-accepted warning"],
      standard: ["server-error failure"], strict: ["server-error failure"]),
    Table.always(
      "an undocumented server error", expect: Table.refused, status: 502,
      finds: "server-error failure"),
    Table.always(
      "a server error that a suite asks for", expect: Expectation(.exactly, [500]), status: 500),
    // Methods.
    Table.always(
      "405 with Allow", on: "PATCH /things/{id}", expect: Table.noMethod, status: 405,
      headers: ["Allow": "GET, HEAD, PUT,DELETE"]),
    Table.row(
      "405 without Allow", on: "PATCH /things/{id}", expect: Table.noMethod, status: 405,
      lenient: [], standard: ["method-not-allowed warning"], strict: ["method-not-allowed failure"]),
    Table.doubtful(
      "Allow lacks a method", on: "PATCH /things/{id}", expect: Table.noMethod, status: 405,
      headers: ["Allow": "GET"], finds: "method-not-allowed"),
    Table.doubtful(
      "Allow lists the refused one", on: "PATCH /things/{id}", expect: Table.noMethod, status: 405,
      headers: ["Allow": "GET, PUT, DELETE, PATCH"], finds: "method-not-allowed"),
    Table.doubtful(
      "404 for a method", on: "PATCH /things/{id}", expect: Table.noMethod, status: 404,
      finds: "method-not-allowed"),
    Table.always(
      "a method accepted", on: "PATCH /things/{id}", expect: Table.noMethod, status: 200,
      finds: "method-not-allowed failure"),
    Table.always("501 for a method", on: "PATCH /things/{id}", expect: Table.noMethod, status: 501),
    Table.always(
      "401 before the method", on: "PATCH /things/{id}", expect: Table.noMethod, status: 401),
    Table.always(
      "500 for a method", on: "PATCH /things/{id}", expect: Table.noMethod, status: 500,
      finds: "server-error failure"),
    // Credentials.
    Table.always(
      "a documented 401 where no credential is asked for", on: "GET /login",
      expect: Expectation(.generated, [200]),
      status: 401),
    Table.row(
      "a 401 that only the security requirement speaks of", on: Table.thing,
      expect: Expectation(.unauthorised, [401]), status: 401,
      headers: ["WWW-Authenticate": "Bearer"], lenient: [], standard: [], strict: []),
    Table.row(
      "a 401 that nothing speaks of", on: Table.thing, status: 401,
      headers: ["WWW-Authenticate": "Bearer"], lenient: ["status-code failure"],
      standard: ["status-code failure"], strict: ["status-code failure"]),
    Table.always(
      "answered where no credential is asked for", expect: Expectation(.unauthorised, [401]),
      status: 200),
    Table.always(
      "a token of another scope accepted", expect: .forbidden(circumstance: "its scope was b"),
      status: 200, finds: "scope-enforced failure"),
    Table.always(
      "a token of another scope forbidden, which nothing documents", on: Table.thing,
      expect: .forbidden(circumstance: "its scope was b"), status: 403),
    Table.always(
      "a token of another scope not found", expect: .forbidden(circumstance: "its scope was b"),
      status: 404, finds: "scope-enforced warning"),
    Table.always(
      "another user's thing answered", expect: .foreign(circumstance: "it is Ann's"), status: 200,
      finds: "foreign-access failure"),
    Table.always(
      "another user's thing forbidden", expect: .foreign(circumstance: "it is Ann's"), status: 403),
    Table.always(
      "another user's thing hidden", expect: .foreign(circumstance: "it is Ann's"), status: 404),
    Table.doubtful(
      "another user unknown", expect: .foreign(circumstance: "it is Ann's"), status: 409,
      finds: "foreign-access"),
  ]
}

/// What header fields say.
enum HeaderRows {
  static let all: [Table.Row] = [
    Table.always(
      "all headers as documented", on: Table.thing, status: 200, headers: Table.json, body: "{}"),
    Table.always(
      "a required header missing", on: Table.thing, status: 200,
      headers: ["Content-Type": "application/json"], body: "{}", finds: "response-headers failure"),
    Table.always(
      "a header of the wrong type", on: Table.thing, status: 200,
      headers: ["Content-Type": "application/json", "X-Total": "many"], body: "{}",
      finds: "response-headers failure"),
    Table.always(
      "items of a header", on: Table.thing, status: 200,
      headers: ["Content-Type": "application/json", "X-Total": "1", "X-Tags": "a, b"], body: "{}"),
    Table.always(
      "a wrong item of a header", on: Table.thing, status: 200,
      headers: ["Content-Type": "application/json", "X-Total": "1", "X-Tags": "a,c"], body: "{}",
      finds: "response-headers failure"),
    Table.row(
      "two Locations", status: 200, headers: ["Location": "/a", "Location": "/b"], lenient: [],
      standard: ["response-headers warning"], strict: ["response-headers failure"]),
    Table.doubtful(
      "the same ETag twice", status: 200, headers: ["ETag": "a", "ETag": "a"],
      finds: "response-headers"),
    Table.always(
      "two Set-Cookies are two", status: 200, headers: ["Set-Cookie": "a=1", "Set-Cookie": "b=2"]),
    Table.always("no Content-Type without a body", status: 200),
    Table.always("no Content-Type on 204", on: "DELETE /things/{id}", expect: gone, status: 204),
    Table.always("no Content-Type on 304", expect: Expectation(.exactly, [304]), status: 304),
    // Challenges.
    Table.always(
      "a 401 with its challenge", on: Table.thing, expect: Expectation(.exactly, [401]),
      status: 401, headers: ["WWW-Authenticate": "Basic realm=\"x\", Bearer realm=\"y\""]),
    Table.strictOnly(
      "a 401 without a challenge", on: Table.thing, expect: Expectation(.exactly, [401]),
      status: 401, finds: "auth-challenge"),
    Table.doubtful(
      "a 401 with another challenge", on: Table.thing, expect: Expectation(.exactly, [401]),
      status: 401, headers: ["WWW-Authenticate": "Basic realm=\"Bearer\""], finds: "auth-challenge"),
    // Time.
    Table.always(
      "within its limit", on: Table.thing, status: 200, headers: Table.json, body: "{}",
      seconds: 0.5),
    Table.always(
      "over its own limit", on: Table.thing, status: 200, headers: Table.json, body: "{}",
      seconds: 0.51, finds: "latency failure"),
    Table.always("within the standard limit", status: 200, seconds: 9.9),
    Table.doubtful("over the standard limit", status: 200, seconds: 10.1, finds: "latency"),
    // Tokens.
    Table.strictOnly(
      "a token that may be stored", status: 200, headers: ["Content-Type": "application/json"],
      body: #"{"access_token":"x"}"#, finds: "token-caching"),
    Table.always(
      "a token that may not be stored", status: 200,
      headers: ["Content-Type": "application/json", "Cache-Control": "private, No-Store"],
      body: #"{"access_token":"x"}"#),
    // Text is no JSON, whatever it could be read as.
    Table.row(
      "a number that says it is text", on: Table.thing, status: 200,
      headers: ["Content-Type": "text/plain", "X-Total": "1"], body: "123",
      lenient: ["content-type warning"], standard: ["content-type failure"],
      strict: ["content-type failure"]),
    Table.row(
      "text for an Accept that nothing meets", on: Table.thing,
      expect: Expectation(.optional, [406]), status: 200,
      headers: ["Content-Type": "text/plain", "X-Total": "1"], body: "none", lenient: [],
      standard: [], strict: []),
  ]

  static let gone = Expectation(.accepted, [204])
}

/// What one answer says to another.
enum SequenceRows {
  private static let put = "PUT /things/{id}"
  private static let delete = "DELETE /things/{id}"
  private static let json: KeyValuePairs = ["Content-Type": "application/json"]

  static let all: [Table.Row] = [
    Table.doubtful(
      "answered after it was deleted", expect: .deleted(circumstance: "it was deleted"),
      status: 200, finds: "use-after-delete"),
    Table.always("gone", expect: .deleted(circumstance: "it was deleted"), status: 404),
    Table.always("gone for good", expect: .deleted(circumstance: "it was deleted"), status: 410),
    Table.doubtful(
      "not there after it was created", expect: Expectation(.created, [200]), status: 404,
      finds: "available-after-create"),
    Table.always("there after it was created", expect: Expectation(.created, [200]), status: 200),
    Table.always("PUT twice", on: put, expect: any, status: 200, after: (.repeated, 201, [:], "")),
    Table.doubtful(
      "PUT creates twice", on: put, expect: any, status: 201, after: (.repeated, 201, [:], ""),
      finds: "idempotence"),
    Table.doubtful(
      "PUT refused the second time", on: put, expect: any, status: 409,
      after: (.repeated, 200, [:], ""), finds: "idempotence"),
    Table.always(
      "PUT refused both times", on: put, expect: any, status: 409, after: (.repeated, 409, [:], "")),
    Table.always(
      "DELETE twice", on: delete, expect: any, status: 204, after: (.repeated, 204, [:], "")),
    Table.always(
      "DELETE finds nothing", on: delete, expect: any, status: 404, after: (.repeated, 204, [:], "")
    ),
    Table.always(
      "the same answer", status: 200, headers: json, body: #"{"a":1,"b":[1,2]}"#,
      after: (.reread, 200, [:], #"{"b":[2,1],"a":1}"#)),
    Table.always(
      "another moment", status: 200, headers: json, body: #"{"a":1,"timestamp":2}"#,
      after: (.reread, 200, [:], #"{"a":1,"timestamp":1}"#)),
    Table.doubtful(
      "another answer", status: 200, headers: json, body: #"{"views":8}"#,
      after: (.reread, 200, [:], #"{"views":7}"#), finds: "safe-method"),
    Table.doubtful(
      "one member more", status: 200, headers: json, body: #"{"a":1,"b":2}"#,
      after: (.reread, 200, [:], #"{"a":1}"#), finds: "safe-method"),
    Table.always(
      "HEAD like GET", method: "HEAD", expect: optional, status: 200, headers: json,
      after: (.head, 200, json, "{}")),
    Table.doubtful(
      "HEAD of another type", method: "HEAD", expect: optional, status: 200,
      headers: ["Content-Type": "text/html"], after: (.head, 200, json, "{}"), finds: "head-options"
    ),
    Table.doubtful(
      "HEAD of another status", method: "HEAD", expect: optional, status: 204,
      after: (.head, 200, json, "{}"), finds: "head-options"),
    Table.always(
      "HEAD not supported", method: "HEAD", expect: optional, status: 405,
      after: (.head, 200, json, "{}")),
    Table.always(
      "OPTIONS lists them", on: "OPTIONS /things/{id}", expect: optional, status: 204,
      headers: ["Allow": "GET, PUT, DELETE, OPTIONS"]),
    Table.doubtful(
      "OPTIONS leaves one out", on: "OPTIONS /things/{id}", expect: optional, status: 204,
      headers: ["Allow": "GET"], finds: "head-options"),
    Table.always(
      "listed", status: 200, headers: json, body: #"{"things":[{"id":7},{"id":8}]}"#,
      after: (.listed, 201, json, #"{"id":8}"#)),
    Table.always(
      "listed as text", status: 200, headers: json, body: #"[{"thing_id":"8"}]"#,
      after: (.listed, 201, json, #"{"id":8}"#)),
    Table.always(
      "listed by ids alone", status: 200, headers: json, body: #"{"ids":["7","8"]}"#,
      after: (.listed, 201, json, #"{"id":8}"#)),
    Table.doubtful(
      "not listed", status: 200, headers: json, body: #"{"things":[{"id":7}]}"#,
      after: (.listed, 201, json, #"{"id":8}"#), finds: "listed-after-create"),
    Table.doubtful(
      "not in an empty list", status: 200, headers: json, body: "[]",
      after: (.listed, 201, json, #"{"id":8}"#), finds: "listed-after-create"),
    Table.always(
      "a list that shows no ids", status: 200, headers: json, body: #"[{"name":"a"}]"#,
      after: (.listed, 201, json, #"{"id":8}"#)),
    Table.always(
      "no list", status: 200, headers: json, body: #"{"name":"a"}"#,
      after: (.listed, 201, json, #"{"id":8}"#)),
    Table.always(
      "on another page, by a link", status: 200,
      headers: ["Content-Type": "application/json", "Link": "</things?p=2>; rel=\"next\""],
      body: #"[{"id":7}]"#, after: (.listed, 201, json, #"{"id":8}"#)),
    Table.always(
      "on another page, by the total", status: 200, headers: json,
      body: #"{"total":2,"things":[{"id":7}]}"#, after: (.listed, 201, json, #"{"id":8}"#)),
    Table.always(
      "on another page, by a flag", status: 200, headers: json,
      body: #"{"has_more":true,"things":[{"id":7}]}"#, after: (.listed, 201, json, #"{"id":8}"#)),
    Table.doubtful(
      "on no other page", status: 200, headers: json,
      body: #"{"has_more":false,"next":null,"total":1,"things":[{"id":7}]}"#,
      after: (.listed, 201, json, #"{"id":8}"#), finds: "listed-after-create"),
    Table.always(
      "on another page, by its length", status: 200, headers: json,
      body: "[" + (1...10).map { #"{"id":\#($0)}"# }.joined(separator: ",") + "]",
      after: (.listed, 201, json, #"{"id":18}"#)),
    Table.always(
      "an answer without an id", status: 200, headers: json, body: #"[{"id":7}]"#,
      after: (.listed, 201, json, #"{"name":"a"}"#)),
    Table.always(
      "no longer listed", status: 200, headers: json, body: #"[{"id":7}]"#,
      after: (.unlisted, 201, json, #"{"id":8}"#)),
    Table.doubtful(
      "still listed", status: 200, headers: json, body: #"[{"id":7},{"id":8}]"#,
      after: (.unlisted, 201, json, #"{"id":8}"#), finds: "listed-after-create"),
    Table.always(
      "OPTIONS not supported", on: "OPTIONS /things/{id}", expect: optional, status: 501),
  ]

  /// The status itself is not what these rows are about.
  private static let any = Expectation(.optional, [200])
  private static let optional = Expectation(.optional, [200])
}

/// What error answers let slip.
enum ErrorRows {
  private static func leak(_ name: String, _ body: String) -> Table.Row {
    Table.doubtful(name, expect: Table.refused, status: 400, body: body, finds: "error-leak")
  }

  private static func quiet(_ name: String, _ body: String) -> Table.Row {
    Table.always(name, expect: Table.refused, status: 400, body: body)
  }

  static let all: [Table.Row] = [
    leak("Java", #"{"error":{"m":"x\n\tat a.b.C.run(C.java:12)"}}"#),
    leak("Python", "Traceback (most recent call last):\n  File \"/x/a.py\", line 3, in f"),
    leak("Python in JSON", #"{"e":"File \"a.py\", line 3"}"#),
    leak(".NET", "   at N.C.M() in D:\\x\\C.cs:line 12"),
    leak("Node", "Error: x\n    at f (/srv/a.js:10:5)"),
    leak("PHP", "<b>Fatal error</b>: in a.php on line 12"),
    leak("Ruby", "app.rb:12:in `f'"),
    leak("Go", "panic: x\n\ngoroutine 1 [running]:"),
    leak("PostgreSQL", #"{"e":"syntax error at or near \"x\""}"#),
    leak("MySQL", "You have an error in your SQL syntax; check"),
    leak("Oracle", "ORA-00942: table or view does not exist"),
    leak("SQL Server", "Unclosed quotation mark after the character string ''."),
    leak("SQLite", "sqlite3.OperationalError: no such table"),
    leak("SQLSTATE", "SQLSTATE[42S02]: Base table"),
    leak("a path", #"{"e":"cannot open /var/www/app/x.txt"}"#),
    leak("a Windows path", #"{"e":"C:\\inetpub\\x"}"#),
    quiet("a plain refusal", #"{"error":{"code":"bad","message":"limit must be an integer"}}"#),
    quiet("a URL is no path", #"{"see":"https://h/var/www/docs"}"#),
    quiet("a file name", #"{"e":"upload report.java: wrong type"}"#),
    quiet("ORA without a number", #"{"e":"ORA-1 is no plan"}"#),
    quiet("a word of SQL", #"{"e":"the SQL plan does not include this"}"#),
    Table.always("no error", status: 200, body: "sqlite3.OperationalError"),
  ]
}
