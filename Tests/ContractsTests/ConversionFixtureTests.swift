import Contracts
import Documents
import FoundationEssentials
import Testing

/// Every definition at hand, converted to everything: what comes out says the same.
@Suite("Conversion of fixtures")
struct ConversionFixtureTests {
  /// Definitions beside the package where it is developed, and its own.
  static let files: [URL] = {
    var files = [Shared.ownSpec]
    if Shared.exists(Shared.seed) { files.append(Shared.seed) }
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: Shared.pairs.path)) ?? []
    for name in names.sorted()
    where name != "README.md" && (name.hasSuffix(".yaml") || name.hasSuffix(".md")) {
      files.append(Shared.pairs.appending(path: name))
    }
    return files + ["swagger", "openapi"].map { DiffTests.folder.appending(path: "\($0).yaml") }
  }()

  static func isOpenAPI3(_ contract: Contract) -> Bool { contract.document["openapi"] != nil }

  /// The contract that a conversion is loaded as.
  static func converted(_ contract: Contract, _ target: ConversionTarget) throws -> Contract {
    try load(text(contract, target), name: target.rawValue).contract
  }

  static func text(_ contract: Contract, _ target: ConversionTarget) -> String {
    switch ContractConverter.convert(contract, to: target).form {
    case .document(let document): YAMLWriter.text(document)
    case .text(let text): text
    }
  }

  static func differences(_ old: Contract, _ new: Contract) -> [String] {
    ContractDiff.changes(from: old, to: new).map(DiffTests.line)
  }

  /// Those that can be loaded, each text once: several versions rendered the same definitions.
  static func contracts() -> [(file: URL, contract: Contract)] {
    var seen: Set<[UInt8]> = []
    return files.compactMap { file in
      guard let bytes = try? Shared.bytes(file), seen.insert(bytes).inserted else { return nil }
      return (try? Shared.load(file)).map { (file, $0.contract) }
    }
  }

  @Test func openAPISaysTheSame() throws {
    for (file, contract) in Self.contracts() {
      let older = try Self.converted(contract, .openAPI30)
      let newer = try Self.converted(contract, .openAPI31)
      #expect(Self.differences(contract, older) == [], "\(file.path)")
      #expect(Self.differences(contract, newer) == [], "\(file.path)")
      let back = try Self.converted(newer, .openAPI30)
      #expect(Self.differences(older, back) == [], "\(file.path)")
      let again = try Self.converted(back, .openAPI31)
      #expect(Self.text(again, .openAPI30) == Self.text(back, .openAPI30), "\(file.path)")
    }
  }

  @Test func swaggerComesBack() throws {
    for (file, contract) in Self.contracts() where !Self.isOpenAPI3(contract) {
      let plain = try Self.converted(contract, .swagger2)
      let back = try Self.converted(try Self.converted(plain, .openAPI30), .swagger2)
      #expect(Self.differences(plain, back) == [], "\(file.path)")
      #expect(back.structure() == plain.structure(), "\(file.path)")
    }
  }

  @Test func conversionsAreStable() throws {
    for (file, contract) in Self.contracts() {
      for target in ConversionTarget.allCases {
        let text = Self.text(contract, target)
        #expect(text == Self.text(contract, target), "\(file.path)")
        guard target != .markdown else { continue }
        #expect(Self.text(try load(text).contract, target) == text, "\(file.path) \(target)")
      }
    }
  }

  /// A rendering loses only what no rendering of Swagger 2.0 prints, and says so.
  @Test func markdownComesBack() throws {
    let losable: Set<String> = [
      "parameter-notation-changed", "request-bound-relaxed", "response-bound-relaxed",
      "request-default-changed", "response-default-changed", "request-pattern-removed",
      "response-pattern-removed", "request-member-became-optional",
      "response-member-became-optional", "response-members-freed", "request-members-freed",
      "response-members-opened", "request-members-opened",
      "response-keyword-changed", "request-keyword-changed", "operation-effect-lowered",
    ]
    for (file, contract) in Self.contracts() {
      let plain = try Self.converted(contract, .swagger2)
      let converted = ContractConverter.convert(plain, to: .markdown)
      guard case .text(let text) = converted.form else {
        Issue.record("markdown is text")
        continue
      }
      let back = try load(text, name: "markdown").contract
      let changes = ContractDiff.changes(from: plain, to: back)
      // Renderings have no read-only and write-only members.
      let lines = changes.filter {
        !losable.contains($0.kind.id) && !$0.message.hasSuffix("-only")
      }.map(DiffTests.line)
      #expect(lines == [], "\(file.path)")
      let hasLoss = converted.diagnostics.contains { $0.severity == .warning }
      #expect(changes.isEmpty || hasLoss, "\(file.path)")
      #expect(back.models.map(\.name) == plain.models.map(\.name), "\(file.path)")
      #expect(back.operations.map(\.id) == plain.operations.map(\.id), "\(file.path)")
      #expect(back.title == plain.title && back.version == plain.version, "\(file.path)")
    }
  }

  @Test(
    .enabled(if: Shared.exists(Shared.seed), "the founding contract (../shared/seed) is not here"))
  func foundingContract() throws {
    let contract = try Shared.load(Shared.seed).contract
    for target in ConversionTarget.allCases {
      let back = try Self.converted(contract, target)
      #expect(back.operations.count == 18)
      #expect(back.models.count == 23)
      #expect(back.models.reduce(0) { $0 + $1.properties.count } == 76)
      #expect(Self.differences(contract, back) == [])
      #expect(
        back.securitySchemes.map(\.kind) == contract.securitySchemes.map(\.kind), "\(target)")
    }
  }
}
