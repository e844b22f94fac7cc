import Documents
import Testing

@testable import Servers

/// The files under `spec/crm` agree with the founding contract and with the server.
struct SpecFileTests {
  private static let seed =
    (SpecFolder.root ?? "") + "/../shared/seed/tigo_b2b_co_selfcare_crm_v2.md"

  /// A line without its free text; nil for lines that are nothing but free text.
  private static func skeleton(_ line: String) -> String? {
    if line.hasPrefix("**Summary:**") { return "**Summary:**" }
    if line.hasPrefix("**Description:**") { return "**Description:**" }
    if line.hasPrefix("|read|") { return "|read|" }
    var cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard line.hasPrefix("| "), !line.hasPrefix("| ---"), !line.hasPrefix("| Name"),
      !line.hasPrefix("| Code")
    else { return line }
    cells[cells.count == 7 || cells.count == 6 ? 3 : 2] = " "
    return cells.joined(separator: "|")
  }

  @Test(
    .enabled(
      if: SpecFolder.lines(seed) != nil, "the founding contract is not beside this checkout"))
  func theContractHasTheFoundingStructure() throws {
    let root = try #require(SpecFolder.root)
    let own = try #require(SpecFolder.lines(root + "/spec/crm/crm-b2b-co.md"))
    let founding = try #require(SpecFolder.lines(Self.seed))
    func body(_ lines: [String]) -> [String] {
      let start = lines.firstIndex(of: "### Security") ?? lines.endIndex
      return lines[start...].compactMap(Self.skeleton).filter { !$0.isEmpty }
    }
    #expect(body(own) == body(founding))
    #expect(body(own).count > 400)
    #expect(own.prefix(2) == founding.prefix(2))
    #expect(own.contains("**Version:** 2.0.0") && founding.contains("**Version:** 2.0.0"))
  }

  @Test(
    .enabled(
      if: SpecFolder.lines(seed) != nil, "the founding contract is not beside this checkout"))
  func noSentenceIsTheFoundingContracts() throws {
    let root = try #require(SpecFolder.root)
    let own = try #require(SpecFolder.lines(root + "/spec/crm/crm-b2b-co.md"))
    let founding = try #require(SpecFolder.lines(Self.seed))
    func sentences(_ lines: [String]) -> Set<String> {
      var texts: Set<String> = []
      for line in lines {
        let cells = line.split(separator: "|").map {
          $0.split(separator: " ").joined(separator: " ")
        }
        if line.hasPrefix("**Summary:**") || line.hasPrefix("**Description:**") {
          texts.insert(String(line.drop { $0 != " " }))
        } else if line.hasPrefix("| "), cells.count >= 3 {
          texts.insert(cells[cells.count == 5 ? 2 : cells.count == 4 ? 2 : 1])
        }
      }
      return texts.subtracting(["", "Description", "-----------", "Type", "----", "Located in"])
    }
    let shared = sentences(own).intersection(sentences(founding))
    #expect(shared.isEmpty, "\(shared)")
  }

  @Test func theServerHasTheContractsOperations() throws {
    #expect(CRMRoutes.all.map(\.operation) == (try MarkdownFacts().operations))
  }

  /// The overlay's demands on answers, held against the answers themselves.
  @Test func theServerKeepsWhatTheOverlaySays() async throws {
    let root = try #require(SpecFolder.root)
    let lines = try #require(SpecFolder.lines(root + "/spec/crm/overlay.yaml"))
    let overlay = try YAMLReader.read(
      Array(lines.joined(separator: "\n").utf8), file: SourceFile(name: "overlay.yaml"))
    var models: [String: Value] = [:]
    for action in try #require(overlay["actions"]?.array) {
      let target = try #require(action["target"]?.string)
      #expect(action["description"]?.string?.isEmpty == false, "\(target)")
      guard target.hasPrefix("$.definitions.") else { continue }
      let name = String(target.dropFirst("$.definitions.".count))
      #expect(models[name] == nil, "\(name) twice")
      let update: Value = try #require(action["update"])
      models[name] = update
    }
    let facts = try MarkdownFacts()
    #expect(Set(models.keys) == Set(facts.models.keys))
    for (name, update) in models {
      let documented = Set(facts.models[name]?.map(\.name) ?? [])
      let required = Set(update["required"]?.array?.compactMap(\.string) ?? [])
      #expect(required.isSubset(of: documented), "\(name)")
    }
    let fixtures = try SpecFolder.fixtures()
    try await TestServer.run { server in
      for cell in StatusCellTests.cells where cell.status != 401 {
        let answer = try await cell.provoke(on: server, fixtures: fixtures, facts: facts)
        let model = cell.status == 200 ? facts.answers[cell.operation] : "errorBody"
        let schema = try #require(model.flatMap { models[$0] })
        for problem in Self.problems(try answer.json(), schema, models) {
          Issue.record("\(cell.testDescription): \(problem)")
        }
      }
    }
  }

  /// The few keywords that the overlay uses.
  private static func problems(
    _ value: Value, _ schema: Value, _ models: [String: Value]
  ) -> [String] {
    if let reference = schema["$ref"]?.string {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      return models[name].map { problems(value, $0, models) } ?? ["unknown model \(name)"]
    }
    var found: [String] = []
    if let type = schema["type"]?.string {
      let fits =
        type == "integer" ? value.integer != nil : type == value.typeName
      if !fits { found.append("\(value.typeName) instead of \(type)") }
    }
    for name in schema["required"]?.array?.compactMap(\.string) ?? [] where value[name] == nil {
      found.append("\(name) is missing")
    }
    for member in schema["properties"]?.object ?? ValueObject() {
      guard let inner = value[member.name] else { continue }
      found += problems(inner, member.value, models).map { "\(member.name): \($0)" }
    }
    if let items = schema["items"], let values = value.array {
      for (index, item) in values.enumerated() {
        found += problems(item, items, models).map { "\(index): \($0)" }
        let known = items["properties"]?.object?.names
        if let known, let unknown = item.object?.names.first(where: { !known.contains($0) }) {
          found.append("\(index): \(unknown) is not in the overlay")
        }
      }
    }
    if let minimum = schema["minItems"]?.integer, value.array?.count ?? minimum < minimum {
      found.append("fewer than \(minimum) items")
    }
    return found
  }
}
