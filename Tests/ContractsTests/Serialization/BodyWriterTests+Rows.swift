import Documents

extension BodyWriterTests {
  private static let urlEncoded = "application/x-www-form-urlencoded"
  private static let multipart = "multipart/form-data"
  private static let form = Value.object([
    ("a b", .string("\0é &=+")), ("n", .integer(7)), ("l", .array([.integer(1), .integer(2)])),
    ("o", .object([("k", .bool(true))])),
  ])

  static let rows: [Row] = [
    Row(
      testDescription: "JSON", media: "application/problem+json", value: form,
      text: #"{"a b":"\u0000é &=+","n":7,"l":[1,2],"o":{"k":true}}"#,
      contentType: "application/problem+json"),
    Row(
      testDescription: "JSON Lines", media: "application/jsonl",
      value: .array([.object([]), .integer(1)]), text: "{}\n1\n", contentType: "application/jsonl"),
    Row(
      testDescription: "JSON text sequence", media: "application/json-seq",
      value: .array([.string("a"), .null]), text: "\u{1E}\"a\"\n\u{1E}null\n",
      contentType: "application/json-seq"),
    Row(
      testDescription: "any type", media: "'*/*'", value: .integer(1), text: "1",
      contentType: "application/json"),
    Row(
      testDescription: "any text", media: "text/*", value: .integer(1), text: "1",
      contentType: "text/plain"),
    Row(
      testDescription: "text", media: "text/plain; charset=UTF-8", value: .string("é\0"),
      text: "é\0", contentType: "text/plain; charset=UTF-8"),
    Row(
      testDescription: "bytes", media: "application/octet-stream", value: .string("é\0"),
      text: "é\0", contentType: "application/octet-stream"),
    Row(
      testDescription: "XML as it stands", media: "application/xml", value: .string("<a/>"),
      text: "<a/>", contentType: "application/xml"),
    Row(
      testDescription: "a form where nothing is said", media: urlEncoded, value: form,
      text: "a+b=%00%C3%A9+%26%3D%2B&n=7&l=1&l=2&o=%7B%22k%22%3Atrue%7D", contentType: urlEncoded),
    Row(
      testDescription: "a form with styles", media: urlEncoded,
      body: """
        {encoding: {l: {explode: false}, o: {style: deepObject}, p: {style: pipeDelimited},
          s: {style: spaceDelimited, explode: false}, r: {allowReserved: true},
          j: {contentType: application/json}}}
        """,
      value: .object([
        ("l", .array([.string("a,b"), .integer(2)])), ("o", .object([("k", .bool(true))])),
        ("p", .array([.integer(1), .integer(2)])), ("s", .array([.integer(1), .integer(2)])),
        ("r", .string("a/b c")), ("j", .string("x")),
      ]),
      text: "l=a%2Cb,2&o%5Bk%5D=true&p=1%7C2&s=1+2&r=a/b%20c&j=%22x%22", contentType: urlEncoded),
    Row(
      testDescription: "an empty form", media: urlEncoded, value: .object([]), text: "",
      contentType: urlEncoded),
    Row(
      testDescription: "parts where nothing is said", media: multipart,
      value: .object([
        ("a\"\r\nb", .string("é\0")), ("l", .array([.integer(1), .integer(2)])),
        ("o", .object([("k", .bool(true))])),
      ]),
      text: """
        --BOUNDARY
        Content-Disposition: form-data; name="a%22%0D%0Ab"

        é\0
        --BOUNDARY
        Content-Disposition: form-data; name="l"

        1
        --BOUNDARY
        Content-Disposition: form-data; name="l"

        2
        --BOUNDARY
        Content-Disposition: form-data; name="o"
        Content-Type: application/json

        {"k":true}
        --BOUNDARY--

        """, contentType: "multipart/form-data; boundary=BOUNDARY"),
    Row(
      testDescription: "parts with encodings", media: multipart,
      body: """
        {schema: {type: object, properties: {f: {type: string, format: binary}, b: {type: string,
          format: byte}, g: {type: array, items: {type: string, contentMediaType: image/gif}}}},
          encoding: {p: {contentType: "image/png, image/gif",
          headers: {X-A: {required: true, example: 7, schema: {type: integer}}, X-B: {schema: {}}}},
          l: {style: form, explode: false}}}
        """,
      value: .object([
        ("f", .string("1")), ("b", .string("AA==")), ("g", .array([.string("2")])),
        ("p", .string("3")), ("l", .array([.integer(4), .integer(5)])),
      ]),
      text: """
        --BOUNDARY
        Content-Disposition: form-data; name="f"; filename="f"
        Content-Type: application/octet-stream

        1
        --BOUNDARY
        Content-Disposition: form-data; name="b"

        AA==
        --BOUNDARY
        Content-Disposition: form-data; name="g"; filename="g"
        Content-Type: application/octet-stream

        2
        --BOUNDARY
        Content-Disposition: form-data; name="p"; filename="p"
        Content-Type: image/png
        X-A: 7

        3
        --BOUNDARY
        Content-Disposition: form-data; name="l"

        4,5
        --BOUNDARY--

        """, contentType: "multipart/form-data; boundary=BOUNDARY"),
  ]
}
