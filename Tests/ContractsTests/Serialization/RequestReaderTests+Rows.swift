extension RequestReaderTests {
  private static func query(_ text: String) -> String {
    "parameters: [{name: p, in: query, required: true, \(text)}]"
  }

  private static func body(_ text: String) -> String {
    "requestBody: {required: true, content: {\(text)}}"
  }

  private static let form = "application/x-www-form-urlencoded"

  static let rows: [Row] = parameterRows + bodyRows

  private static let parameterRows: [Row] = [
    Row(
      testDescription: "an integer", operation: query("schema: {type: integer}"), target: "/a?p=7",
      seen: ["query p=7"]),
    Row(
      testDescription: "no integer stays a string, and so is wrong",
      operation: query("schema: {type: integer}"), target: "/a?p=seven",
      seen: [#"query p="seven""#], problems: ["wrong query p: type"]),
    Row(
      testDescription: "as JSON spells it", operation: query("schema: {type: integer}"),
      target: "/a?p=007", seen: [#"query p="007""#], problems: ["wrong query p: type"]),
    Row(
      testDescription: "too large a number",
      operation: query("schema: {$ref: '#/components/schemas/Number'}"), target: "/a?p=10",
      seen: ["query p=10"], problems: ["wrong query p: maximum"]),
    Row(
      testDescription: "the number of several types",
      operation: query("schema: {$ref: '#/components/schemas/Either'}"), target: "/a?p=7",
      seen: ["query p=7"]),
    Row(
      testDescription: "the boolean of several types",
      operation: query("schema: {$ref: '#/components/schemas/Either'}"), target: "/a?p=true",
      seen: ["query p=true"]),
    Row(
      testDescription: "the string of several types",
      operation: query("schema: {$ref: '#/components/schemas/Either'}"), target: "/a?p=x7",
      seen: [#"query p="x7""#]),
    Row(
      testDescription: "none of several types",
      operation: query("schema: {$ref: '#/components/schemas/Either'}"), target: "/a?p=70",
      seen: ["query p=70"], problems: ["wrong query p: maximum"]),
    Row(
      testDescription: "a string where the number is out of range",
      operation: query("schema: {anyOf: [{type: integer, maximum: 9}, {type: string}]}"),
      target: "/a?p=70", seen: [#"query p="70""#]),
    Row(
      testDescription: "empty for null", operation: query("schema: {type: [integer, 'null']}"),
      target: "/a?p=", seen: ["query p=null"]),
    Row(
      testDescription: "empty where empty may be",
      operation: query("allowEmptyValue: true, schema: {type: integer}"), target: "/a?p",
      seen: [#"query p="""#]),
    Row(
      testDescription: "empty where it may not be", operation: query("schema: {type: integer}"),
      target: "/a?p", seen: [#"query p="""#], problems: ["wrong query p: type"]),
    Row(
      testDescription: "a schema that leads in a circle",
      operation: query("schema: {$ref: '#/components/schemas/Loop'}"), target: "/a?p=1",
      seen: [#"query p="1""#], problems: ["unjudged query p"]),
    Row(
      testDescription: "missing", operation: query("schema: {type: integer}"), seen: [],
      problems: ["missing query p"]),
    Row(
      testDescription: "given twice", operation: query("schema: {type: integer}"),
      target: "/a?p=1&p=2", seen: ["query p=1"], problems: ["repeated query p"]),
    Row(
      testDescription: "undeclared, once each", operation: query("schema: {type: integer}"),
      target: "/a?p=1&x=2&x=3&y", seen: ["query p=1"], problems: ["undeclared x", "undeclared y"]),
    Row(
      testDescription: "an API key is declared elsewhere",
      operation: query("schema: {type: integer}"), target: "/a?p=1&key=2", seen: ["query p=1"]),
    Row(
      testDescription: "no percent-encoding", operation: query("schema: {type: string}"),
      target: "/a?p=%zz", seen: [], problems: ["unreadable query p: percentEncoding"]),
    Row(
      testDescription: "no UTF-8", operation: query("schema: {type: string}"), target: "/a?p=%FF",
      seen: [], problems: ["unreadable query p: percentEncoding"]),
    Row(
      testDescription: "a plus is a blank", operation: query("schema: {type: string}"),
      target: "/a?p=a+b%2B", seen: [#"query p="a b+""#]),
    Row(
      testDescription: "JSON",
      operation: query("content: {application/json: {schema: {type: object}}}"),
      target: "/a?p=%7B%22a%22:1%7D", seen: [#"query p={"a":1}"#]),
    Row(
      testDescription: "no JSON", operation: query("content: {application/json: {}}"),
      target: "/a?p=%7B", seen: [],
      problems: [
        #"unreadable query p: json(Documents.JSONError.Kind.truncated(inside: "an object"))"#
      ]),
    Row(
      testDescription: "items of a wrong type",
      operation: query("explode: false, schema: {type: array, items: {type: integer}}"),
      target: "/a?p=1,x,3", seen: [#"query p=[1,"x",3]"#], problems: ["wrong query p: type"]),
    Row(
      testDescription: "a comma in an item",
      operation: query("explode: false, schema: {type: array, items: {type: string}}"),
      target: "/a?p=1%2C2,3", seen: [#"query p=["1,2","3"]"#]),
    Row(
      testDescription: "blanks as pluses",
      operation: query("style: spaceDelimited, schema: {type: array, items: {type: integer}}"),
      target: "/a?p=1+2%203", seen: ["query p=[1,2,3]"]),
    Row(
      testDescription: "an exploded object leaves what is another's",
      operation:
        "parameters: [{name: p, in: query, schema: {type: object, additionalProperties: {type: integer}}}, {name: q, in: query, schema: {type: integer}}]",
      target: "/a?x=1&q=2&y=3", seen: [#"query p={"x":1,"y":3}"#, "query q=2"]),
    Row(
      testDescription: "an exploded object of declared members only",
      operation: query("schema: {type: object, properties: {x: {type: integer}}}"),
      target: "/a?x=1&y=2", seen: [#"query p={"x":1}"#], problems: ["undeclared y"]),
    Row(
      testDescription: "text for deepObject",
      operation: query("style: deepObject, schema: {type: object}"), target: "/a?p=1",
      seen: [#"query p="1""#], problems: ["wrong query p: type"]),
    Row(
      testDescription: "names and values out of step",
      operation: query("explode: false, schema: {type: object}"), target: "/a?p=a,1,b",
      seen: [#"query p="a,1,b""#], problems: ["wrong query p: type"]),
    Row(
      testDescription: "a path parameter below a base path",
      operation: "parameters: [{name: p, in: path, required: true, schema: {type: integer}}]",
      target: "https://h:1/v1/a/7?x=1", seen: ["path p=7"], problems: ["undeclared x"]),
    Row(
      testDescription: "a matrix that is none",
      operation:
        "parameters: [{name: p, in: path, required: true, style: matrix, schema: {type: integer}}]",
      target: "/a/7", seen: [#"path p="7""#], problems: ["wrong path p: type"]),
    Row(
      testDescription: "a header in any case, its list padded",
      operation:
        "parameters: [{name: X-P, in: header, schema: {type: array, items: {type: integer}}}]",
      fields: ["x-p": " 1 , 2,,3"], seen: ["header X-P=[1,2,3]"]),
    Row(
      testDescription: "cookies",
      operation:
        "parameters: [{name: p, in: cookie, schema: {type: integer}}, {name: q, in: cookie, required: true, schema: {}}]",
      fields: ["cookie": "x; p=7;z=%"], seen: ["cookie p=7"], problems: ["missing cookie q"]),
    Row(
      testDescription: "the whole query",
      operation:
        "parameters: [{name: p, in: querystring, content: {\(form): {schema: {type: object, properties: {a: {type: integer}}}}}}]",
      target: "/a?a=1&b=x+y", seen: [#"querystring p={"a":1,"b":"x y"}"#]),
    Row(
      testDescription: "the whole query as JSON",
      operation: "parameters: [{name: p, in: querystring, content: {application/json: {}}}]",
      target: "/a?%5B1%5D", seen: ["querystring p=[1]"]),
    Row(
      testDescription: "credentials are not looked at",
      operation: "parameters: [{name: Authorization, in: header, required: true, schema: {}}]",
      seen: []),
  ]

  private static let bodyRows: [Row] = [
    Row(
      testDescription: "no body", operation: body("application/json: {}"), seen: [],
      problems: ["missing body"]),
    Row(
      testDescription: "no body where none is needed",
      operation: "requestBody: {content: {application/json: {}}}", seen: []),
    Row(
      testDescription: "no type", operation: body("application/json: {}"), body: "{}", seen: [],
      problems: ["unknown type -"]),
    Row(
      testDescription: "another type", operation: body("application/json: {}"),
      fields: ["Content-Type": "text/xml"], body: "{}", seen: [],
      problems: ["unknown type text/xml"]),
    Row(
      testDescription: "no JSON", operation: body("application/json: {}"),
      fields: ["Content-Type": "application/json"], body: "{]", seen: [],
      problems: [
        #"unreadable body: json(Documents.JSONError.Kind.unexpected(byte: 93, expected: "a member name or }"))"#
      ]),
    Row(
      testDescription: "an empty body that says it is JSON",
      operation: body("application/json: {}"), fields: ["Content-Type": "application/json"],
      body: "", seen: [], problems: ["unreadable body: json(Documents.JSONError.Kind.emptyInput)"]),
    Row(
      testDescription: "JSON that breaks the schema",
      operation: body(
        "application/json: {schema: {type: object, properties: {id: {type: integer, readOnly: true}, n: {type: integer}}}}"
      ), fields: ["Content-Type": "application/json; charset=utf-8"], body: #"{"n":"x"}"#,
      seen: [#"body={"n":"x"}"#], problems: ["wrong body: /n type"]),
    Row(
      testDescription: "lines", operation: body("application/jsonl: {itemSchema: {type: integer}}"),
      fields: ["Content-Type": "application/jsonl"], body: "1\n\r\n\"x\"", seen: [#"body=[1,"x"]"#],
      problems: ["wrong body: /1 type"]),
    Row(
      testDescription: "a broken line", operation: body("application/jsonl: {}"),
      fields: ["Content-Type": "application/jsonl"], body: "1\n{", seen: [],
      problems: [
        #"unreadable body: item(2, Documents.JSONError.Kind.truncated(inside: "an object"))"#
      ]),
    Row(
      testDescription: "a sequence", operation: body("application/json-seq: {}"),
      fields: ["Content-Type": "application/json-seq"], body: "\u{1E}1\n\u{1E}[2]\n",
      seen: ["body=[1,[2]]"]),
    Row(
      testDescription: "a form",
      operation: body(
        "\(form): {schema: {type: object, properties: {n: {type: integer}, l: {type: array, items: {type: integer}}}}}"
      ), fields: ["Content-Type": form], body: "n=x&l=1&u=%20",
      seen: [#"body={"n":"x","l":[1],"u":" "}"#], problems: ["wrong body: /n type"]),
    Row(
      testDescription: "a form with styles",
      operation: body(
        "\(form): {schema: {type: object, properties: {o: {type: object, properties: {a: {type: integer}}}, l: {type: array, items: {type: integer}}}}, encoding: {o: {style: deepObject}, l: {explode: false}}}"
      ), fields: ["Content-Type": form], body: "o%5Ba%5D=1&l=1,2",
      seen: [#"body={"o":{"a":1},"l":[1,2]}"#]),
    Row(
      testDescription: "a form that is not encoded", operation: body("\(form): {}"),
      fields: ["Content-Type": form], body: "a=%", seen: [],
      problems: ["unreadable body: percentEncoding"]),
    Row(
      testDescription: "parts without a boundary", operation: body("multipart/form-data: {}"),
      fields: ["Content-Type": "multipart/form-data"], body: "--b--", seen: [],
      problems: ["unreadable body: noBoundary"]),
    Row(
      testDescription: "parts without an end", operation: body("multipart/form-data: {}"),
      fields: ["Content-Type": "multipart/form-data; boundary=b"],
      body: "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx", seen: [],
      problems: ["unreadable body: unfinishedMultipart"]),
    Row(
      testDescription: "a part without a name", operation: body("multipart/form-data: {}"),
      fields: ["Content-Type": "multipart/form-data; boundary=b"],
      body: "--b\r\nContent-Disposition: form-data; filename=\"name=a\"\r\n\r\nx\r\n--b--",
      seen: [], problems: ["unreadable body: unnamedPart(1)"]),
    Row(
      testDescription: "parts",
      operation: body(
        "multipart/form-data: {schema: {type: object, properties: {n: {type: integer}}}}"),
      fields: ["Content-Type": "multipart/form-data; boundary=\"b c\""],
      body:
        "preamble\r\n--b c\r\ncontent-disposition: form-data; filename=x; name=\"n\"\r\n\r\n7\r\n--b c\r\nContent-Disposition: form-data; name=j\r\nContent-Type: application/json\r\n\r\n[1]\r\n--b c--\r\nend",
      seen: [#"body={"n":7,"j":[1]}"#]),
    Row(
      testDescription: "text", operation: body("text/plain: {schema: {type: integer}}"),
      fields: ["Content-Type": "text/plain"], body: "7", seen: ["body=7"]),
    Row(
      testDescription: "XML is not looked into", operation: body("application/xml: {}"),
      fields: ["Content-Type": "application/xml"], body: "<a/>", seen: [#"body="<a/>""#]),
    Row(
      testDescription: "form parameters",
      operation:
        "swagger consumes: [\(form)], parameters: [{name: n, in: formData, type: integer, required: true}, {name: l, in: formData, type: array, items: {type: integer}, collectionFormat: pipes}, {name: m, in: formData, type: array, items: {type: integer}, collectionFormat: multi}, {name: x, in: formData, type: string, required: true}]",
      fields: ["Content-Type": form], body: "n=y&l=1%7C2&m=3&m=4",
      seen: [#"form n="y""#, "form l=[1,2]", "form m=[3,4]"],
      problems: ["wrong form n: type", "missing form x"]),
    Row(
      testDescription: "a file",
      operation:
        "swagger consumes: [multipart/form-data], parameters: [{name: f, in: formData, type: file, required: true}]",
      fields: ["Content-Type": "multipart/form-data; boundary=b"],
      body:
        "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\nContent-Type: image/png\r\n\r\n7\r\n--b--\r\n",
      seen: [#"form f="7""#]),
  ]
}
