import Documents
import Servers
import Testing

/// What a mock answers where models leave nearly everything open.
struct MockOpenModelTests {
  static let definition = """
    swagger: "2.0"
    info: {title: profiles, version: "1"}
    produces: [application/json]
    consumes: [application/json]
    securityDefinitions: {key: {type: apiKey, in: header, name: X-Key}}
    paths:
      /profiles/{profileId}:
        put:
          security: [{key: []}]
          parameters:
            - {name: profileId, in: path, required: true, type: integer}
            - {name: body, in: body, required: true, schema: {type: object, properties: {service: {type: string}}}}
          responses:
            "200": {description: done, schema: {$ref: "#/definitions/done"}}
            "401": {description: who, schema: {$ref: "#/definitions/errorBody"}}
            default: {description: else, schema: {$ref: "#/definitions/errorBody"}}
    definitions:
      done: {type: object, properties: {payload: {type: string}, severity: {type: string}}}
      errorBody: {type: object, properties: {error: {type: object}}}
    """

  @Test func anErrorWithoutAModelStillSaysWhatIsWrong() async throws {
    let configuration = try MockTestServer.configuration(Self.definition)
    try await MockTestServer.run(configuration) { server in
      let refused = try await server.send("PUT", "/profiles/5", json: #"{"service":"a"}"#)
      #expect(refused.status == 401)
      let error = try #require(try refused.json()["error"])
      #expect(error["code"]?.integer == 401)
      #expect(error["message"]?.string?.isEmpty == false)
    }
  }

  @Test func aThingThatTheAnswerHasNoRoomForLeavesItAsMadeUp() async throws {
    var configuration = try MockTestServer.configuration(Self.definition)
    configuration.credentials = nil
    try await MockTestServer.run(configuration) { server in
      let changed = try await server.send("PUT", "/profiles/5", json: #"{"service":"a"}"#)
      #expect(changed.status == 200)
      #expect(try changed.json()["payload"]?.string != nil)
      #expect(try changed.json()["service"] == nil)
    }
  }
}
