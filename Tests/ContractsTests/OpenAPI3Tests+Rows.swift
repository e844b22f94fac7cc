extension OpenAPI3Tests {
  static let constructs: [Row] = [
    Row(
      "servers with variables", version: "3.0.3",
      """
      servers:
        - url: https://{env}.example.com:{port}/v1
          description: main
          variables:
            env: {default: prod, enum: [prod, test]}
            port: {default: '443'}
        - url: /relative
      paths:
        /a:
          get:
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      server https://{env}.example.com:{port}/v1 env=prod of ["prod", "test"] port=443 → \
      https://prod.example.com:443/v1
      server /relative → /relative
      GET /a
        200 “ok”
      """),
    Row(
      "a server variable that is not defined", version: "3.0.3",
      """
      servers: [{url: 'https://{env}.x'}]
      paths:
        /a:
          get:
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      server https://{env}.x → https://{env}.x
      GET /a
        200 “ok”
      spec:3:17: warning: the server `https://{env}.x` names the variable `env`, which is not \
      defined; add it to `variables`, with a default [server-variable-undefined]
      """),
    Row(
      "a server's default that is none of its values", version: "3.0.3",
      """
      servers: [{url: 'https://{env}.x', variables: {env: {default: a, enum: [b, c]}}}]
      paths:
        /a:
          get:
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      server https://{env}.x env=a of ["b", "c"] → https://a.x
      GET /a
        200 “ok”
      spec:3:63: warning: the default `a` of the server variable `env` is none of its values; \
      write one of them, for instance `b` [server-default-not-in-enum]
      """),
    Row(
      "a server variable without default", version: "3.0.3",
      """
      servers: [{url: 'https://{env}.x', variables: {env: {enum: [b]}}}]
      paths:
        /a:
          get:
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      server https://{env}.x env=b of ["b"] → https://b.x
      GET /a
        200 “ok”
      spec:3:48: warning: the server variable `env` has no default; add `default`; `b` is put \
      in its place [server-default-missing]
      """),
    Row(
      "a server without URL", version: "3.0.3",
      """
      servers: [{description: x}]
      paths:
        /a:
          get:
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a
        200 “ok”
      spec:3:11: warning: the server at `/servers/0` has no URL; add `url`; the server was left \
      out [server-url-missing]
      """),
    Row(
      "servers of path and operation", version: "3.0.3",
      """
      servers: [{url: /root}]
      paths:
        /a:
          servers: [{url: /path}]
          get: {responses: {'200': {description: ok}}}
          put: {servers: [{url: /own}], responses: {'200': {description: ok}}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      server /root → /root
      GET /a
        server /path → /path
        200 “ok”
      PUT /a
        server /own → /own
        200 “ok”
      """),
    Row(
      "every security scheme", version: "3.2.0",
      """
      security: [{key: []}]
      paths:
        /a:
          get: {responses: {'200': {description: ok}}}
          put: {security: [], responses: {'200': {description: ok}}}
          post: {security: [{flows: [r], cookie: []}, {}], responses: {'200': {description: ok}}}
      components:
        securitySchemes:
          key: {type: apiKey, name: X-Key, in: header}
          cookie: {type: apiKey, name: sid, in: cookie}
          basic: {type: http, scheme: Basic}
          bearer: {type: http, scheme: bearer, bearerFormat: JWT}
          digest: {type: http, scheme: digest}
          tls: {type: mutualTLS}
          oidc: {type: openIdConnect, openIdConnectUrl: 'https://o'}
          alias: {$ref: '#/components/securitySchemes/key'}
          flows:
            type: oauth2
            flows:
              implicit: {authorizationUrl: 'https://a', scopes: {r: read}}
              password: {tokenUrl: 'https://t', scopes: {}}
              clientCredentials: {tokenUrl: 'https://t', refreshUrl: 'https://r', scopes: {r: \
      read, x-s: 1}}
              authorizationCode: {tokenUrl: 'https://t', authorizationUrl: 'https://a', scopes: \
      {}}
              deviceAuthorization: {tokenUrl: 'https://t', deviceAuthorizationUrl: 'https://d', \
      scopes: {}}
      """,
      """
      OpenAPI 3.2, openapi-3.1
      scheme key: apiKey(name: "X-Key", location: Contracts.Contract.Parameter.Location.header)
      scheme cookie: apiKey(name: "sid", location: Contracts.Contract.Parameter.Location.cookie)
      scheme basic: basic
      scheme bearer: http(scheme: "bearer")
      scheme digest: http(scheme: "digest")
      scheme tls: mutualTLS
      scheme oidc: openIDConnect(url: "https://o")
      scheme alias: apiKey(name: "X-Key", location: Contracts.Contract.Parameter.Location.header)
      scheme flows: oauth2 implicit - https://a - - ["r"]; password https://t - - - []; \
      clientCredentials https://t - - https://r ["r"]; authorizationCode https://t https://a - \
      - []; deviceAuthorization https://t - https://d - []
      GET /a
        security (key)
        200 “ok”
      PUT /a
        200 “ok”
      POST /a
        security (flows["r"] + cookie) or ()
        200 “ok”
      """),
    Row(
      "security schemes of a later version", version: "3.0.3",
      """
      paths:
        /a:
          get:
            responses: {'200': {description: ok}}
      components: {securitySchemes: {a: {type: mutualTLS}, b: {type: oauth2, flows: \
      {deviceAuthorization: {scopes: {}}}}, c: {type: apiKey, in: body, name: x}}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      scheme a: unknown("mutualTLS")
      scheme b: oauth2 
      scheme c: unknown("apiKey")
      GET /a
        200 “ok”
      spec:7:35: warning: `/components/securitySchemes/a` is no kind of security scheme that \
      OpenAPI 3.0 has; write http with scheme, apiKey with name and in, oauth2, or \
      openIdConnect [security-scheme-unknown]
      spec:7:80: warning: `deviceAuthorization` is no OAuth flow of OpenAPI 3.0; known: \
      authorizationCode, clientCredentials, implicit, password; it was left out \
      [oauth-flow-unknown]
      spec:7:120: warning: `/components/securitySchemes/c` is no kind of security scheme that \
      OpenAPI 3.0 has; write http with scheme, apiKey with name and in, oauth2, or \
      openIdConnect [security-scheme-unknown]
      """),
    Row(
      "references of every kind", version: "3.1.0",
      """
      paths:
        /a: {$ref: '#/components/pathItems/a'}
      components:
        pathItems:
          a:
            parameters: [{$ref: '#/components/parameters/q', description: mine}]
            post:
              requestBody: {$ref: '#/components/requestBodies/b', description: my body}
              responses: {'200': {$ref: '#/components/responses/r', description: my answer}}
              callbacks: {c: {$ref: '#/components/callbacks/c'}}
        parameters:
          q: {$ref: '#/components/parameters/r'}
          r: {name: q, in: query, description: theirs, schema: {$ref: '#/components/schemas/S'}}
        requestBodies: {b: {required: true, description: theirs, content: {application/json: \
      {schema: {$ref: '#/components/schemas/S'}}}}}
        responses: {r: {description: theirs, headers: {X-H: {$ref: '#/components/headers/h'}}, \
      links: {l: {$ref: '#/components/links/l'}}}}
        headers: {h: {required: true, schema: {type: integer}}}
        links: {l: {operationRef: '#/paths/~1a/post'}}
        callbacks: {c: {'{$request.body#/url}': {post: {responses: {}}}}}
        schemas: {S: {type: string}}
      """,
      """
      OpenAPI 3.1, openapi-3.1
      POST /a
        query q: S @/components/schemas/S form exploded “mine”
        body required “my body”
          application/json: S @/components/schemas/S
        200 “my answer”
          header X-H: integer @/components/headers/h/schema simple required
          link l: POST /a
        callback c: POST {$request.body#/url}
      model S: string @/components/schemas/S
      spec:20:44: note: the callback `c` is loaded and not exercised; nothing to do: requests \
      that the target sends are not tested [callback-not-exercised]
      """),
    Row(
      "a path item with members beside its reference", version: "3.1.0",
      """
      paths:
        /a:
          $ref: '#/components/pathItems/a'
          parameters: [{name: q, in: query, schema: {type: integer}}]
          get: {operationId: own, responses: {'200': {description: ok}}}
      components:
        pathItems:
          a:
            parameters: [{name: q, in: query, schema: {type: string}}, {name: r, in: query, \
      schema: {type: string}}]
            get: {operationId: theirs, responses: {'200': {description: ok}}}
            delete: {responses: {'200': {description: ok}}}
      """,
      """
      OpenAPI 3.1, openapi-3.1
      GET /a own
        query q: integer @/paths/~1a/parameters/0/schema form exploded
        query r: string @/components/pathItems/a/parameters/1/schema form exploded
        200 “ok”
      DELETE /a
        query q: integer @/paths/~1a/parameters/0/schema form exploded
        query r: string @/components/pathItems/a/parameters/1/schema form exploded
        200 “ok”
      """),
    Row(
      "media types by reference", version: "3.2.0",
      """
      paths:
        /a: {get: {responses: {'200': {description: ok, content: {application/jsonl: {$ref: \
      '#/components/mediaTypes/m'}}}}}}
      components: {mediaTypes: {m: {itemSchema: {type: object}}}}
      """,
      """
      OpenAPI 3.2, openapi-3.1
      GET /a
        200 “ok”
          application/jsonl: anything items object @/components/mediaTypes/m/itemSchema
      """),
    Row(
      "forms and encodings", version: "3.0.3",
      """
      paths:
        /a:
          post:
            requestBody:
              content:
                multipart/form-data:
                  schema: {type: object, properties: {f: {type: string, format: binary}, o: \
      {type: object}}}
                  encoding:
                    f: {contentType: 'image/png, image/*', headers: {X-N: {schema: {type: \
      string}}, Content-Type: {schema: {type: string}}}}
                    o: {style: deepObject, explode: true, allowReserved: true}
                    p: {style: simple}
                application/x-www-form-urlencoded: {schema: {type: object}}
            responses: {'204': {description: done}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      POST /a
        body
          multipart/form-data: object \
      @/paths/~1a/post/requestBody/content/multipart~1form-data/schema
            encoding f: ["image/png", "image/*"] - exploded header X-N: string \
      @/paths/~1a/post/requestBody/content/multipart~1form-data/encoding/f/headers/X-N/schema \
      simple
            encoding o: [] deepObject exploded reserved
            encoding p: [] - exploded
          application/x-www-form-urlencoded: object \
      @/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/schema
        204 “done”
      spec:13:26: warning: the form field `p` can't have the style `simple`; known: deepObject, \
      form, pipeDelimited, spaceDelimited; it was left out [style-illegal]
      """),
    Row(
      "a body without content", version: "3.0.3",
      """
      paths: {/a: {post: {requestBody: {required: true, content: {}}, responses: {'200': \
      {description: ok}}}}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      POST /a
        body required
          application/json: anything assumed
        200 “ok”
      spec:3:34: warning: the request body at `/paths/~1a/post/requestBody` has no content; \
      name its media types; JSON is assumed [content-missing]
      """),
    Row(
      "statuses", version: "3.0.3",
      """
      paths:
        /a:
          get:
            responses:
              200: {description: ok}
              4XX: {description: no}
              5xx: {description: no}
              default: {description: no}
              2000: {description: no}
              NO: {description: Norway}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a
        200 “ok”
        4XX “no”
        5XX “no”
        default “no”
      spec:9:9: warning: the status range `5xx` is written with small letters; write `5XX`; it \
      is read as that [status-spelling]
      spec:11:9: warning: `2000` is no HTTP status; write three digits or `default`; the \
      response was left out [status-invalid]
      spec:12:9: warning: `NO` is no HTTP status; write three digits or `default`; the response \
      was left out [status-invalid]
      """),
    Row(
      "response headers", version: "3.0.3",
      """
      paths:
        /a:
          get:
            responses:
              '200':
                description: ok
                headers:
                  X-A: {schema: {type: integer}, required: true, deprecated: true, explode: true}
                  content-type: {schema: {type: string}}
                  X-B: {content: {application/json: {schema: {type: object}}}}
                  X-C: {style: form, schema: {type: string}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a
        200 “ok”
          header X-A: integer @/paths/~1a/get/responses/200/headers/X-A/schema simple exploded \
      required deprecated
          header X-B: object \
      @/paths/~1a/get/responses/200/headers/X-B/content/application~1json/schema simple in \
      application/json
          header X-C: string @/paths/~1a/get/responses/200/headers/X-C/schema simple
      spec:13:26: warning: a header such as `X-C` can't have the style `form`; remove the \
      style; simple is assumed [style-illegal]
      """),
    Row(
      "links", version: "3.0.3",
      """
      paths:
        /a:
          post:
            operationId: make
            responses:
              '201':
                description: made
                links:
                  byId: {operationId: take, parameters: {path.id: '$response.body#/id'}, \
      requestBody: '$request.body'}
                  byRef: {operationRef: '#/paths/~1a~1{id}/get'}
                  lost: {operationId: tak}
                  remote: {operationRef: 'https://x/y#/paths/~1a/get'}
                  empty: {}
        /a/{id}:
          get: {operationId: take, parameters: [{name: id, in: path, required: true, schema: \
      {type: string}}], responses: {'200': {description: ok}}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      POST /a make
        201 “made”
          link byId: GET /a/{id} path.id="$response.body#/id" body "$request.body"
          link byRef: GET /a/{id}
          link lost: lost
          link remote: lost
          link empty: lost
      GET /a/{id} take
        path id: string @/paths/~1a~1{id}/get/parameters/0/schema simple required
        200 “ok”
      spec:13:13: warning: the link `lost` leads to the operationId `tak`, which no operation \
      has; did you mean `take`? [link-target-undefined]
      spec:14:13: warning: the link `remote` leads to `https://x/y#/paths/~1a/get`, which is no \
      operation of this definition; correct `operationRef` [link-target-undefined]
      spec:15:13: warning: the link `empty` leads to no operation; add `operationId` \
      [link-target-undefined]
      """),
    Row(
      "callbacks and webhooks", version: "3.1.0",
      """
      paths:
        /a:
          post:
            responses: {'200': {description: ok}}
            callbacks:
              done: {'{$request.body#/url}': {post: {responses: {}}, put: {responses: {}}}}
      webhooks:
        made: {post: {responses: {'200': {description: ok}}}}
      """,
      """
      OpenAPI 3.1, openapi-3.1
      POST /a
        200 “ok”
        callback done: POST {$request.body#/url}
        callback done: PUT {$request.body#/url}
      webhook made: POST
      spec:8:41: note: the 2 callbacks are loaded and not exercised; nothing to do: requests \
      that the target sends are not tested [callback-not-exercised]
      spec:10:10: note: the webhook `made` is loaded and not exercised; nothing to do: requests \
      that the target sends are not tested [webhook-not-exercised]
      """),
    Row(
      "only webhooks", version: "3.1.0",
      """
      webhooks: {made: {post: {responses: {'200': {description: ok}}}}}
      """,
      """
      spec:1:1: error: the definition has no `paths`; add the operations [no-operation]
      """),
    Row(
      "methods of 3.2", version: "3.2.0",
      """
      paths:
        /a:
          query: {responses: {'200': {description: ok}}}
          trace: {responses: {'200': {description: ok}}}
          additionalOperations:
            COPY: {responses: {'200': {description: ok}}}
      """,
      """
      OpenAPI 3.2, openapi-3.1
      QUERY /a
        200 “ok”
      TRACE /a
        200 “ok”
      COPY /a
        200 “ok”
      """),
    Row(
      "methods of 3.2 before it", version: "3.1.0",
      """
      paths:
        /a:
          get: {responses: {'200': {description: ok}}}
          query: {responses: {'200': {description: ok}}}
      """,
      """
      OpenAPI 3.1, openapi-3.1
      GET /a
        200 “ok”
      spec:6:5: warning: `query` is no method of OpenAPI 3.1; known: delete, get, head, \
      options, patch, post, put, trace [method-unknown]
      """),
    Row(
      "extensions and effects", version: "3.0.3",
      """
      paths:
        /a:
          x-item: 1
          post: {summary: Search, tags: [a, b], deprecated: true, x-muster-effect: read, x-own: \
      {a: 1}, responses: {'200': {description: ok}}}
          get: {description: Deletes everything, responses: {'200': {description: ok}}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      POST /a read by overlay deprecated ["a", "b"] ["x-muster-effect", "x-own"]
        200 “ok”
      GET /a destroy by wording
        200 “ok”
      """),
    Row(
      "models", version: "3.0.3",
      """
      paths:
        /a:
          get:
            responses: {'200': {description: ok}}

      components:
        schemas:
          A: {type: object, required: [$ref], properties: {$ref: {type: string}, b: {$ref: \
      '#/components/schemas/B'}, c: {type: string, nullable: true}}}
          B: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}], discriminator: \
      {propertyName: t}}
          C: {$ref: '#/components/schemas/A'}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a
        200 “ok”
      model A: object @/components/schemas/A $ref!: string \
      @/components/schemas/A/properties/$ref, b: B @/components/schemas/B, c: string \
      @/components/schemas/A/properties/c
      model B: A or string @/components/schemas/B
      model C: A @/components/schemas/C
      """),
    Row(
      "models of 3.1", version: "3.1.0",
      """
      paths:
        /a:
          get:
            responses: {'200': {description: ok}}

      components:
        schemas:
          A: true
          B: {type: [string, 'null']}
          C: {$ref: '#/components/schemas/B', description: same, properties: {d: {$ref: \
      '#/components/schemas/B', minLength: 1}, e: false}}
      """,
      """
      OpenAPI 3.1, openapi-3.1
      GET /a
        200 “ok”
      model A: any @/components/schemas/A
      model B: string, null @/components/schemas/B
      model C: B @/components/schemas/C d: B @/components/schemas/C/properties/d, e: nothing \
      @/components/schemas/C/properties/e
      """),
    Row(
      "a dialect", version: "3.1.0",
      """
      jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema
      paths:
        /a:
          get:
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.1, 2020-12
      GET /a
        200 “ok”
      """),
    Row(
      "an unknown dialect", version: "3.1.0",
      """
      jsonSchemaDialect: https://example.com/mine
      paths:
        /a:
          get:
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.1, openapi-3.1
      GET /a
        200 “ok”
      spec:3:20: warning: the JSON Schema dialect `https://example.com/mine` is not known; \
      schemas are read as OpenAPI 3.1's own; name that or a draft of JSON Schema [dialect-unknown]
      """),
    Row(
      "duplicate parameters", version: "3.0.3",
      """
      paths:
        /a:
          get:
            parameters: [{name: q, in: query, schema: {type: string}}, {name: q, in: query, \
      schema: {type: integer}}]
            responses: {'200': {description: ok}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a
        query q: integer @/paths/~1a/get/parameters/1/schema form exploded
        200 “ok”
      spec:6:66: warning: the query parameter `q` is declared twice; remove one of them; the \
      last one counts [parameter-duplicate]
      """),
    Row(
      "paths that are a reference", version: "3.0.3",
      """
      paths: {$ref: '#/x-paths'}
      x-paths: {/a: {get: {responses: {'200': {description: ok}}}}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a
        200 “ok”
      spec:3:15: warning: `paths` itself can't be a reference; refer to its parts one by one; \
      it was followed [reference-misplaced]
      """),
    Row(
      "a path item that refers to itself", version: "3.0.3",
      """
      paths: {/a: {$ref: '#/paths/~1a'}}
      """,
      """
      spec:3:13: error: the reference at `/paths/~1a` leads in a circle; break the circle \
      [reference-cycle]
      """),
    Row(
      "parameters in a circle", version: "3.0.3",
      """
      paths: {/a: {get: {parameters: [{$ref: '#/components/parameters/a'}], responses: {'200': \
      {description: ok}}}}}
      components: {parameters: {a: {$ref: '#/components/parameters/b'}, b: {$ref: \
      '#/components/parameters/a'}}}
      """,
      """
      spec:3:33: error: the reference at `/paths/~1a/get/parameters/0` leads in a circle; break \
      the circle [reference-cycle]
      """),
    Row(
      "a reference to nothing", version: "3.0.3",
      """
      paths: {/a: {get: {responses: {'200': {$ref: '#/components/responses/x'}}}}}
      """,
      """
      spec:3:46: error: nothing stands at `#/components/responses/x`; define it or correct the \
      reference [reference-undefined]
      """),
    Row(
      "a reference to another file that nobody gives", version: "3.0.3",
      """
      paths: {/a: {$ref: 'a.yaml'}}
      """,
      """
      spec:3:20: error: the reference `a.yaml` leads out of the file; put what it refers to \
      into this file [reference-external]
      """),
    Row(
      "an assumption said once", version: "3.0.3",
      """
      paths:
        /a: {get: {parameters: [{$ref: '#/components/parameters/a'}], responses: {'200': \
      {description: ok}}}}
        /b: {get: {parameters: [{$ref: '#/components/parameters/a'}], responses: {'200': \
      {description: ok}}}}
      components: {parameters: {a: {name: q, in: query, style: simple, schema: {type: string}}}}
      """,
      """
      OpenAPI 3.0, openapi-3.0
      GET /a
        query q: string @/components/parameters/a/schema form exploded
        200 “ok”
      GET /b
        query q: string @/components/parameters/a/schema form exploded
        200 “ok”
      spec:6:58: warning: a query parameter such as `q` can't have the style `simple`; known: \
      deepObject, form, pipeDelimited, spaceDelimited; form is assumed [style-illegal]
      """),
  ]
}
