import Documents
import Testing

/// One status code of one operation, provoked with nothing but what `fixtures.yaml` says.
struct FixtureCell: Sendable, CustomTestStringConvertible {
  let operation: String
  let status: Int

  var testDescription: String { "\(operation) → \(status)" }

  /// Runs the preparing steps, then the request itself.
  func provoke(on server: TestServer, fixtures: Value, facts: MarkdownFacts) async throws
    -> HTTPAnswer
  {
    let entry = fixtures["operations"]?[operation]
    var captured: [String: Value] = [:]
    if status == 200 {
      for step in entry?["before"]?.array ?? [] {
        captured.merge(
          try await run(step, on: server, fixtures: fixtures, facts: facts)
        ) { $1 }
      }
    }
    var values = fixtures["parameters"]?.object ?? ValueObject()
    for member in entry?["parameters"]?.object ?? ValueObject() {
      values[member.name] = Self.resolved(member.value, captured)
    }
    var body = entry?["body"]
    switch status {
    case 404:
      for member in fixtures["missing"]?.object ?? ValueObject() {
        values[member.name] = member.value
      }
      body = entry?["missing"]?["body"] ?? body
    case 400: spoil(&values, &body, facts)
    default: break
    }
    // Only a positive run has captured values; for the others any number will do.
    for member in values where member.value.string?.hasPrefix("${") == true {
      values[member.name] = .integer(1)
    }
    return try await request(
      operation, values, body, token: status == 401 ? nil : server.token, server, facts)
  }

  private func run(
    _ step: Value, on server: TestServer, fixtures: Value, facts: MarkdownFacts
  ) async throws -> [String: Value] {
    let call = try #require(step["call"]?.string)
    var values = fixtures["parameters"]?.object ?? ValueObject()
    for member in step["with"]?.object ?? ValueObject() { values[member.name] = member.value }
    let answer = try await request(call, values, step["body"], token: server.token, server, facts)
    #expect(answer.status == step["expect"]?.integer, "\(call): \(answer.text)")
    var captured: [String: Value] = [:]
    for member in step["capture"]?.object ?? ValueObject() {
      let pointer = try #require(JSONPointer(parsing: member.value.string ?? "-"))
      let value: Value = try #require(try answer.json()[pointer])
      captured[member.name] = value
    }
    return captured
  }

  /// Makes the first integer parameter a word, or where there is none, gives the body's first
  /// member a wrong type.
  private func spoil(_ values: inout ValueObject, _ body: inout Value?, _ facts: MarkdownFacts) {
    let parameter = facts.parameters[operation]?.first { parameter in
      parameter.place == "path" || parameter.place == "query" && parameter.name != "idType"
    }
    if let parameter {
      values[parameter.name] = .string("abc")
    } else if var members = body?.object, let first = members.names.first {
      members[first] = .object(ValueObject())
      body = .object(members)
    }
  }

  private func request(
    _ call: String, _ values: ValueObject, _ body: Value?, token: String?, _ server: TestServer,
    _ facts: MarkdownFacts
  ) async throws -> HTTPAnswer {
    let parts = call.split(separator: " ")
    var target = String(try #require(parts.last))
    var query: [String] = []
    for parameter in facts.parameters[call] ?? [] {
      let value = values[parameter.name]
      let text = value?.string ?? value?.number?.text ?? ""
      switch parameter.place {
      case "path": target = target.replacing("{\(parameter.name)}", with: text)
      case "query": query.append("\(parameter.name)=\(text)")
      default: break
      }
    }
    if !query.isEmpty { target += "?" + query.joined(separator: "&") }
    var headers: [(String, String)] = token.map { [("Authorization", "Bearer \($0)")] } ?? []
    if body != nil { headers.append(TestServer.json) }
    return try await server.client.send(
      String(parts[0]), target, headers: headers, body: body.map { JSONWriter.bytes($0) })
  }

  private static func resolved(_ value: Value, _ captured: [String: Value]) -> Value {
    guard let text = value.string, text.hasPrefix("${") else { return value }
    return captured[String(text.dropFirst(2).dropLast())] ?? value
  }
}
