extension OpenAPI3Tests {
  static let parameters: [Row] = [
    Row(
      "a path parameter", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: p, in: path, required: true, schema: {type: string}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        path p: string @/paths/~1a~1{p}/get/parameters/0/schema simple required
        200 “ok”
      """),
    Row(
      "a path parameter in matrix style", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: p, in: path, required: true, style: matrix, explode: true, schema: \
      {type: array}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        path p: array @/paths/~1a~1{p}/get/parameters/0/schema matrix exploded required
        200 “ok”
      """),
    Row(
      "a path parameter in label style", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: p, in: path, required: true, style: label, schema: {type: string}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        path p: string @/paths/~1a~1{p}/get/parameters/0/schema label required
        200 “ok”
      """),
    Row(
      "a path parameter in form style", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: p, in: path, required: true, style: form, schema: {type: string}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        path p: string @/paths/~1a~1{p}/get/parameters/0/schema simple required
        200 “ok”
      spec:7:54: warning: a path parameter such as `p` can't have the style `form`; known: \
      label, matrix, simple; simple is assumed [style-illegal]
      """),
    Row(
      "an optional path parameter", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: p, in: path, schema: {type: string}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        path p: string @/paths/~1a~1{p}/get/parameters/0/schema simple required
        200 “ok”
      spec:7:11: warning: the path parameter `p` isn't marked as required; add `required: true` \
      [path-parameter-optional]
      """),
    Row(
      "a query parameter", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: query, allowReserved: true, allowEmptyValue: true, deprecated: \
      true, schema: {type: array, items: {type: string}}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        query q: [ string ] @/paths/~1a~1{p}/get/parameters/0/schema form exploded deprecated \
      reserved empty
        200 “ok”
      """),
    Row(
      "a query parameter without explode", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: query, explode: false, schema: {type: array, items: {type: string}}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        query q: [ string ] @/paths/~1a~1{p}/get/parameters/0/schema form
        200 “ok”
      """),
    Row(
      "a query parameter with spaces", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: query, style: spaceDelimited, schema: {type: array}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        query q: array @/paths/~1a~1{p}/get/parameters/0/schema spaceDelimited
        200 “ok”
      """),
    Row(
      "a query parameter with pipes that explodes", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: query, style: pipeDelimited, explode: true, schema: {type: array}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        query q: array @/paths/~1a~1{p}/get/parameters/0/schema pipeDelimited
        200 “ok”
      spec:7:63: warning: the style `pipeDelimited` of `q` means nothing with `explode: true`; \
      write `explode: false`; that is assumed [explode-illegal]
      """),
    Row(
      "a deep object", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: query, style: deepObject, explode: true, schema: {type: object}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        query q: object @/paths/~1a~1{p}/get/parameters/0/schema deepObject exploded
        200 “ok”
      """),
    Row(
      "a deep object that doesn't explode", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: query, style: deepObject, explode: false, schema: {type: object}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        query q: object @/paths/~1a~1{p}/get/parameters/0/schema deepObject exploded
        200 “ok”
      spec:7:60: warning: the style `deepObject` of `q` means nothing with `explode: false`; \
      write `explode: true`; that is assumed [explode-illegal]
      """),
    Row(
      "a deep object that is a text", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: query, style: deepObject, schema: {type: string}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        query q: string @/paths/~1a~1{p}/get/parameters/0/schema form exploded
        200 “ok”
      spec:7:39: warning: `q` can't have the style `deepObject`: its type is string; remove the \
      style; form is assumed [style-illegal]
      """),
    Row(
      "a misspelt style", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: query, style: forms, schema: {type: string}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        query q: string @/paths/~1a~1{p}/get/parameters/0/schema form exploded
        200 “ok”
      spec:7:39: warning: a query parameter such as `q` can't have the style `forms`; did you \
      mean `form`?; form is assumed [style-illegal]
      """),
    Row(
      "a header parameter", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: X-A, in: header, explode: true, schema: {type: object}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        header X-A: object @/paths/~1a~1{p}/get/parameters/0/schema simple exploded
        200 “ok”
      """),
    Row(
      "header parameters that are ignored", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: accept, in: header, schema: {type: string}}
              - {name: Content-Type, in: header, schema: {type: string}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        200 “ok”
      spec:7:11: note: the header parameter `accept` is ignored; remove it: the media types of \
      the content say it [header-parameter-ignored]
      spec:8:11: note: the header parameter `Content-Type` is ignored; remove it: the media \
      types of the content say it [header-parameter-ignored]
      """),
    Row(
      "the credential's header", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: authorization, in: header, required: true, schema: {type: string}}
            responses: {'200': {description: ok}}
      components: {securitySchemes: {b: {type: http, scheme: bearer}}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      scheme b: http(scheme: "bearer")
      GET /a/{p}
        security (b)
        header authorization: string @/paths/~1a~1{p}/get/parameters/0/schema simple required \
      credential
        200 “ok”
      spec:7:11: note: operations with an Authorization parameter are taken to require `b`; say \
      `security` in an overlay where that is wrong [security-assumed]
      """),
    Row(
      "a cookie parameter", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: c, in: cookie, schema: {type: string}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        cookie c: string @/paths/~1a~1{p}/get/parameters/0/schema form exploded
        200 “ok”
      """),
    Row(
      "a cookie parameter in cookie style", version: "3.2.0",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: c, in: cookie, style: cookie, schema: {type: string}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.2, openapi-3.1
      GET /a/{p}
        cookie c: string @/paths/~1a~1{p}/get/parameters/0/schema cookie exploded
        200 “ok”
      """),
    Row(
      "a cookie style before 3.2", version: "3.1.0",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: c, in: cookie, style: cookie, schema: {type: string}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.1, openapi-3.1
      GET /a/{p}
        cookie c: string @/paths/~1a~1{p}/get/parameters/0/schema form exploded
        200 “ok”
      spec:7:40: warning: a cookie parameter such as `c` can't have the style `cookie`; known: \
      form; form is assumed [style-illegal]
      """),
    Row(
      "a parameter with content", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: query, content: {application/json: {schema: {type: object}, \
      example: {a: 1}}}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        query q: object @/paths/~1a~1{p}/get/parameters/0/content/application~1json/schema form \
      exploded in application/json
        200 “ok”
      """),
    Row(
      "a parameter with two contents", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: query, content: {application/json: {}, text/plain: {}}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        query q: any @/x-muster-any form exploded in application/json
        200 “ok”
      spec:7:41: warning: `q` must be written in exactly one media type; keep one; the first \
      counts [content-not-single]
      """),
    Row(
      "a parameter with schema and content", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: query, schema: {type: string}, content: {application/json: {}}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        query q: string @/paths/~1a~1{p}/get/parameters/0/schema form exploded
        200 “ok”
      spec:7:11: warning: `q` has both a schema and a content; keep one of them; the schema \
      counts [schema-and-content]
      """),
    Row(
      "a parameter with neither", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: query}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        query q: any @/x-muster-any form exploded
        200 “ok”
      spec:7:11: warning: nothing says what `q` holds; add a `schema`; any value is taken to be \
      right [schema-missing]
      """),
    Row(
      "the whole query", version: "3.2.0",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: querystring, content: {application/x-www-form-urlencoded: \
      {schema: {type: object}}}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.2, openapi-3.1
      GET /a/{p}
        querystring q: object \
      @/paths/~1a~1{p}/get/parameters/0/content/application~1x-www-form-urlencoded/schema form \
      exploded in application/x-www-form-urlencoded
        200 “ok”
      """),
    Row(
      "the whole query beside a part of it", version: "3.2.0",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: querystring, schema: {type: object}}
              - {name: r, in: query, schema: {type: string}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.2, openapi-3.1
      GET /a/{p}
        querystring q: object @/paths/~1a~1{p}/get/parameters/0/schema form exploded
        query r: string @/paths/~1a~1{p}/get/parameters/1/schema form exploded
        200 “ok”
      spec:7:11: warning: the operation has `q` for the whole query and query parameters beside \
      it; keep one kind (OpenAPI 3.2 §4.12.1) [querystring-and-query]
      spec:7:11: warning: `q` stands for the whole query and has no content; write `content` \
      with application/x-www-form-urlencoded instead of `schema` [querystring-schema]
      """),
    Row(
      "the whole query before 3.2", version: "3.1.0",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: querystring, content: {application/x-www-form-urlencoded: {}}}
            responses: {'200': {description: ok}}
      """,
      """
      spec:7:25: error: `/paths/~1a~1{p}/get/parameters/0` must say where the parameter is, not \
      `querystring`; known: cookie, header, path, query [location-invalid]
      """),
    Row(
      "a parameter of Swagger 2.0", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: body, schema: {type: string}}
            responses: {'200': {description: ok}}
      """,
      """
      spec:7:25: error: `/paths/~1a~1{p}/get/parameters/0` must say where the parameter is, not \
      `body`; known: cookie, header, path, query [location-invalid]
      """),
    Row(
      "examples of a parameter", version: "3.0.3",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: query, schema: {type: string}, examples: {a: {value: x}, b: \
      {$ref: '#/components/examples/b'}, c: {externalValue: 'https://e'}}}
            responses: {'200': {description: ok}}
      components: {examples: {b: {value: y}}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a/{p}
        query q: string @/paths/~1a~1{p}/get/parameters/0/schema form exploded example a "x" \
      @/paths/~1a~1{p}/get/parameters/0/examples/a/value example b "y" \
      @/components/examples/b/value example c https://e @-
        200 “ok”
      """),
    Row(
      "serialised examples", version: "3.2.0",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: query, schema: {type: string}, examples: {a: {dataValue: x, \
      serializedValue: 'q=x'}}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.2, openapi-3.1
      GET /a/{p}
        query q: string @/paths/~1a~1{p}/get/parameters/0/schema form exploded example a "x" \
      @/paths/~1a~1{p}/get/parameters/0/examples/a/dataValue
        200 “ok”
      """),
    Row(
      "examples of a schema", version: "3.1.0",
      """
      paths:
        /a/{p}:
          get:
            parameters:
              - {name: q, in: query, schema: {type: string, examples: [x, y]}}
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.1, openapi-3.1
      GET /a/{p}
        query q: string @/paths/~1a~1{p}/get/parameters/0/schema form exploded example - "x" \
      @/paths/~1a~1{p}/get/parameters/0/schema/examples/0 example - "y" \
      @/paths/~1a~1{p}/get/parameters/0/schema/examples/1
        200 “ok”
      """),
  ]
}
