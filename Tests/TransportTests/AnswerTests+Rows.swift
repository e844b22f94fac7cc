import Evidence

private let ok = "HTTP/1.1 200 OK\r\n"
/// Long enough that a sanitizer, which is slow by the line, does not run into the time limit.
private let field = "X: \(String(repeating: "y", count: 200))\r\n"

extension AnswerTests.Row {
  private typealias Row = AnswerTests.Row

  /// Answers that HTTP allows.
  static let sound: [AnswerTests.Row] = [
    .sends("GET", ok + "Content-Length: 2\r\n\r\nhi", .response(200, "hi")),
    Row(
      "POST", method: "POST", body: "a=1",
      [.read, .send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")], .response(201, "")),
    Row(
      "PUT without a body", method: "PUT",
      [.read, .send(ok + "Content-Length: 1\r\n\r\nx")], .response(200, "x")),
    Row(
      "DELETE with a body", method: "DELETE", body: "{}",
      [.read, .send(ok + "Content-Length: 1\r\n\r\nx")], .response(200, "x")),
    Row(
      "HEAD with a Content-Length", method: "HEAD",
      [.read, .send(ok + "Content-Length: 1000000000\r\n\r\n")], .response(200, "")),
    .sends("204", "HTTP/1.1 204 No Content\r\n\r\n", .response(204, "")),
    .sends(
      "304 with a Content-Length", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
      .response(304, "")),
    .sends(
      "error status", "HTTP/1.1 500 Oops\r\nContent-Length: 3\r\n\r\nbad", .response(500, "bad")),
    .sends(
      "401", "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
      .response(401, "")),
    .sends("body until close", ok + "\r\nuntil the end", .response(200, "until the end")),
    .sends("HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nold", .response(200, "old")),
    .sends(
      "chunked", ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n3;ext=1\r\n yo\r\n0\r\n\r\n",
      .response(200, "hi yo")),
    .sends(
      "chunked in capitals", ok + "transfer-encoding: CHUNKED\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n",
      .response(200, "0123456789")),
    .sends(
      "trailers",
      ok + "Transfer-Encoding: chunked\r\nTrailer: X\r\n\r\n1\r\na\r\n0\r\nX: y\r\n\r\n",
      .response(200, "a")),
    .sends(
      "interim responses",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + ok
        + "Content-Length: 2\r\n\r\nhi", .response(200, "hi")),
    .sends(
      "redirect to another host",
      "HTTP/1.1 302 Found\r\nLocation: http://example.invalid/\r\nContent-Length: 0\r\n\r\n",
      .response(302, "")),
    .sends(
      "redirect to a file",
      "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n",
      .response(302, "")),
    .sends(
      "the same Content-Length twice", ok + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nhi",
      .response(200, "hi")),
    .sends(
      "lines that end in LF alone", "HTTP/1.1 200 OK\nContent-Length: 2\n\nhi", .response(200, "hi")
    ),
    .sends(
      "no reason and no space", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi", .response(200, "hi")),
    Row(
      "an answer in single bytes", [.read, .drip(ok + "Content-Length: 2\r\n\r\nhi", 0.002)],
      .response(200, "hi")),
    Row(
      "an answer before the whole request is read", method: "POST",
      body: String(repeating: "x", count: 100),
      [
        .send("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
        .pause(0.2),
      ],
      .response(413, "")),
    Row(
      "another protocol that was asked for",
      headers: HTTPHeaders(["Connection": "Upgrade", "Upgrade": "websocket"]),
      [
        .read, .send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"), .hang,
      ], .response(101, "")),
  ]

  /// Answers that HTTP forbids.
  static let malformed: [AnswerTests.Row] = [
    .sends("status 000", "HTTP/1.1 000 Zero\r\n\r\n", .failure(.malformedAnswer, [])),
    .sends("status 099", "HTTP/1.1 099 Low\r\n\r\n", .failure(.malformedAnswer, [])),
    .sends(
      "status 600", "HTTP/1.1 600 High\r\n\r\n", .failure(.malformedAnswer, ["600", "100 to 599"])),
    .sends("status 999", "HTTP/1.1 999 Odd\r\n\r\n", .failure(.malformedAnswer, ["999"])),
    .sends("status of two digits", "HTTP/1.1 20 OK\r\n\r\n", .failure(.malformedAnswer, [])),
    .sends("status of four digits", "HTTP/1.1 2000 OK\r\n\r\n", .failure(.malformedAnswer, [])),
    .sends("HTTP/0.9", "<html>hello</html>", .failure(.malformedAnswer, ["HTTP/0.9"])),
    .sends("another protocol", "SSH-2.0-OpenSSH_9.2\r\n", .failure(.malformedAnswer, [])),
    .sends(
      "lower case", "http/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
      .failure(.malformedAnswer, ["http/1.1"])),
    .sends(
      "HTTP/1.2", "HTTP/1.2 200 OK\r\nContent-Length: 0\r\n\r\n", .failure(.malformedAnswer, [])),
    .sends(
      "HTTP/2 in text", "HTTP/2 200 OK\r\nContent-Length: 0\r\n\r\n", .failure(.malformedAnswer, [])
    ),
    .sends(
      "HTTP/9.9", "HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n", .failure(.malformedAnswer, [])),
    .sends(
      "two spaces before the status", "HTTP/1.1  200 OK\r\nContent-Length: 0\r\n\r\n",
      .failure(.malformedAnswer, [])),
    .sends(
      "ANSI escape in the reason", "HTTP/1.1 200 \u{1B}[31mRed\r\nContent-Length: 0\r\n\r\n",
      .failure(.malformedAnswer, ["control character", "\\x1B"])),
    .sends(
      "NUL in a header", ok + "X: a\0b\r\nContent-Length: 0\r\n\r\n", .failure(.malformedAnswer, [])
    ),
    .sends(
      "control character in a header", ok + "X: a\u{07}b\r\nContent-Length: 0\r\n\r\n",
      .failure(.malformedAnswer, ["\\x07"])),
    .sends(
      "CR inside a header", ok + "X: a\rb\r\nContent-Length: 0\r\n\r\n",
      .failure(.malformedAnswer, ["\\x0D"])),
    .sends(
      "folded header", ok + "X: a\r\n b\r\nContent-Length: 0\r\n\r\n",
      .failure(.malformedAnswer, ["folding"])),
    .sends(
      "header without a colon", ok + "nonsense\r\nContent-Length: 0\r\n\r\n",
      .failure(.malformedAnswer, ["colon"])),
    .sends(
      "header without a name", ok + ": x\r\nContent-Length: 0\r\n\r\n",
      .failure(.malformedAnswer, ["field name"])),
    .sends(
      "space before the colon", ok + "Content-Length : 0\r\n\r\n",
      .failure(.malformedAnswer, ["field name"])),
    .sends(
      "differing Content-Lengths", ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nhi!",
      .failure(.malformedAnswer, ["differing"])),
    .sends(
      "Content-Length as a list that differs", ok + "Content-Length: 2, 3\r\n\r\nhi!",
      .failure(.malformedAnswer, ["differing"])),
    .sends(
      "negative Content-Length", ok + "Content-Length: -2\r\n\r\nhi",
      .failure(.malformedAnswer, [])),
    .sends(
      "signed Content-Length", ok + "Content-Length: +2\r\n\r\nhi",
      .failure(.malformedAnswer, ["+2"])),
    .sends(
      "hexadecimal Content-Length", ok + "Content-Length: 0x2\r\n\r\nhi",
      .failure(.malformedAnswer, ["0x2"])),
    .sends(
      "empty Content-Length", ok + "Content-Length:\r\n\r\nhi", .failure(.malformedAnswer, [])),
    .sends(
      "Content-Length of 40 digits",
      ok + "Content-Length: \(String(repeating: "9", count: 40))\r\n\r\nhi",
      .failure(.malformedAnswer, [])),
    .sends(
      "both framings",
      ok + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
      .failure(.malformedAnswer, ["both"])),
    .sends(
      "chunked twice", ok + "Transfer-Encoding: chunked, chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
      .failure(.malformedAnswer, ["chunked, chunked"])),
    .sends(
      "unknown transfer coding", ok + "Transfer-Encoding: zip\r\n\r\nhi",
      .failure(.malformedAnswer, [])),
    .sends(
      "gzip as transfer coding", ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      .failure(.malformedAnswer, ["gzip, chunked"])),
    .sends(
      "chunked in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      .failure(.malformedAnswer, ["HTTP/1.0"])),
    .sends(
      "chunk size that is no number",
      ok + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nhi\r\n0\r\n\r\n",
      .failure(.malformedAnswer, ["chunk"])),
    .sends(
      "chunk size of 40 digits",
      ok
        + "Transfer-Encoding: chunked\r\n\r\n\(String(repeating: "F", count: 40))\r\nhi\r\n0\r\n\r\n",
      .failure(.malformedAnswer, ["chunk"])),
    .sends(
      "chunk longer than its size",
      ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi there\r\n0\r\n\r\n",
      .failure(.malformedAnswer, ["chunk"])),
    .sends(
      "control character in a trailer",
      ok + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: \u{01}\r\n\r\n",
      .failure(.malformedAnswer, [])),
    .sends(
      "another protocol unasked", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
      .failure(.malformedAnswer, ["101"])),
    .sends(
      "interim response and no other", "HTTP/1.1 100 Continue\r\n\r\n",
      .failure(.malformedAnswer, [])),
    .sends(
      "Content-Length too short", ok + "Content-Length: 1\r\n\r\nhi",
      .failure(.malformedAnswer, ["Content-Length"])),
    .sends(
      "204 with a body", "HTTP/1.1 204 No Content\r\n\r\nhi",
      .failure(.malformedAnswer, ["after its end"])),
    .sends(
      "204 with a Content-Length and a body",
      "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nhi",
      .failure(.malformedAnswer, ["after its end"])),
    .sends(
      "304 with a body", "HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\nhi",
      .failure(.malformedAnswer, ["after its end"])),
    .sends(
      "bytes after the last chunk",
      ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\nmore",
      .failure(.malformedAnswer, ["after its end"])),
    .sends(
      "two answers", ok + "Content-Length: 2\r\n\r\nhi" + ok + "Content-Length: 2\r\n\r\nhi",
      .failure(.malformedAnswer, ["Content-Length"])),
    Row(
      "HEAD with a body", method: "HEAD",
      [.read, .send(ok + "Content-Length: 2\r\n\r\nhi")],
      .failure(.malformedAnswer, ["after its end"])),
    .sends(
      "gzip label on plain text", ok + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nhi",
      .failure(.badEncoding, ["gzip"])),
    .sends(
      "encoding that is none", ok + "Content-Encoding: utf-8\r\nContent-Length: 2\r\n\r\nhi",
      .failure(.badEncoding, ["utf-8"])),
    .sends(
      "encoding that we cannot undo", ok + "Content-Encoding: br\r\nContent-Length: 2\r\n\r\nhi",
      .failure(.other, ["br"])),
    .sends(
      "five encodings",
      ok + "Content-Encoding: gzip, gzip, gzip, gzip, gzip\r\nContent-Length: 2\r\n\r\nhi",
      .failure(.badEncoding, ["5"])),
  ]

  /// Answers that stop too early.
  static let cut: [AnswerTests.Row] = [
    Row("closed at once", [], .failure(.emptyAnswer, [])),
    Row("reset at once", [.reset], .failure(.emptyAnswer, [])),
    Row("closed after the request", [.read], .failure(.emptyAnswer, [])),
    Row("reset after the request", [.read, .pause(0.05), .reset], .failure(.emptyAnswer, [])),
    .sends("cut in the status line", "HTTP/1.1 20", .failure(.emptyAnswer, ["without a line"])),
    .sends("cut after the status line", ok, .failure(.malformedAnswer, ["header section"])),
    .sends("cut in a header", ok + "Content-Le", .failure(.malformedAnswer, ["header section"])),
    .sends(
      "cut before the blank line", ok + "Content-Length: 0\r\n",
      .failure(.malformedAnswer, ["header section"])),
    .sends(
      "Content-Length too long", ok + "Content-Length: 10\r\n\r\nhi",
      .failure(.truncatedBody, ["2 of 10"])),
    .sends(
      "chunked without an end", ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n",
      .failure(.truncatedBody, ["2 of"])),
    .sends(
      "cut inside a chunk", ok + "Transfer-Encoding: chunked\r\n\r\n9\r\nhi",
      .failure(.truncatedBody, [])),
    .sends(
      "cut inside the trailers", ok + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: y\r\n",
      .failure(.truncatedBody, [])),
    Row(
      "reset in mid-body",
      [.read, .send(ok + "Content-Length: 1000\r\n\r\nhi"), .pause(0.1), .reset],
      .failure(.connectionReset, ["mid-answer"])),
    Row(
      "reset in mid-headers", [.read, .send(ok + "X: y\r\n"), .pause(0.1), .reset],
      .failure(.connectionReset, ["mid-answer"])),
    Row("never answers", [.read, .hang], timeout: 0.3, .failure(.answerTimeout, ["0.3 s"])),
    Row("never reads", [.pause(1)], timeout: 0.3, .failure(.answerTimeout, ["0.3 s"])),
    Row(
      "stops in the headers", [.read, .send(ok), .hang], timeout: 0.3,
      .failure(.answerTimeout, ["header section", "0.3 s"])),
    Row(
      "stops in the body", [.read, .send(ok + "Content-Length: 10\r\n\r\nhi"), .hang], timeout: 0.3,
      .failure(.answerTimeout, ["2 of 10", "0.3 s"])),
    Row(
      "drips", [.read, .drip(ok + "X: \(String(repeating: "y", count: 999))\r\n\r\n", 0.01)],
      timeout: 0.5, .failure(.answerTimeout, [])),
  ]

  /// Answers that do not stop, or not soon enough.
  static let endless: [AnswerTests.Row] = [
    Row(
      "endless body until close",
      [.read, .send(ok + "\r\n"), .flood(String(repeating: "x", count: 64 << 10))],
      .failure(.bodyTooLarge, ["1048576"])),
    Row(
      "endless chunks",
      [
        .read, .send(ok + "Transfer-Encoding: chunked\r\n\r\n"),
        .flood("400\r\n\(String(repeating: "x", count: 1024))\r\n"),
      ],
      .failure(.bodyTooLarge, ["1048576"])),
    .sends(
      "a body declared beyond the limit", ok + "Content-Length: 1000000000\r\n\r\nhi",
      .failure(.bodyTooLarge, ["1048576"])),
    Row(
      "a body at the limit",
      [.read, .send(ok + "Content-Length: 1000\r\n\r\n" + String(repeating: "x", count: 1000))],
      maxBodyBytes: 1000, .response(200, String(repeating: "x", count: 1000))),
    Row(
      "a body one byte beyond the limit",
      [.read, .send(ok + "\r\n" + String(repeating: "x", count: 1001))],
      maxBodyBytes: 1000, .failure(.bodyTooLarge, ["1000"])),
    Row(
      "endless trailers",
      [.read, .send(ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n"), .flood(field)],
      .failure(.headersTooLarge, ["65536"])),
    Row(
      "endless headers", [.read, .send(ok), .flood(field)],
      .failure(.headersTooLarge, ["65536"])),
    Row(
      "endless interim responses", [.read, .flood("HTTP/1.1 103 Early Hints\r\n\(field)\r\n")],
      .failure(.headersTooLarge, ["65536"])),
    Row(
      "endless headers under libcurl's limit alone", [.read, .send(ok), .flood(field)],
      maxHeaderBytes: 64 << 20, .failure(.headersTooLarge, [])),
    Row(
      "a header line of 2 MB",
      [.read, .send(ok), .flood("X: " + String(repeating: "y", count: 2 << 20) + "\r\n")],
      maxHeaderBytes: 64 << 20, .failure(.headersTooLarge, ["100 KB"])),
    Row(
      "an endless status line", [.read, .flood("HTTP/1.1 200 aaaaaaaaaaaaaaaaaaaaaaaa")],
      .failure(.headersTooLarge, [])),
    Row(
      "an endless chunk extension",
      [
        .read, .send(ok + "Transfer-Encoding: chunked\r\n\r\n1;"),
        .flood(String(repeating: "x", count: 4096)),
      ], timeout: 1, .failure(.answerTimeout, [])),
  ]
}
