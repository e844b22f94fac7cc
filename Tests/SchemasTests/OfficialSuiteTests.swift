import Documents
import Schemas
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Runs the official JSON Schema test suite, where its files are at hand: in the folder that
/// `MUSTER_JSON_SCHEMA_SUITE` names, or in `../shared/data/json-schema-test-suite` seen from the
/// package.
@Suite struct OfficialSuiteTests {
  struct Draft: Sendable, CustomTestStringConvertible {
    var folder: String
    var dialect: SchemaDialect
    var testDescription: String { folder }
  }

  static let drafts: [Draft] = [
    Draft(folder: "draft4", dialect: .draft4), Draft(folder: "draft6", dialect: .draft6),
    Draft(folder: "draft7", dialect: .draft7),
    Draft(folder: "draft2019-09", dialect: .draft201909),
    Draft(folder: "draft2020-12", dialect: .draft202012),
  ]

  /// `draft/file/group/test`, and why it can't pass; the list that `script/jsonschema-suite` goes by.
  static let expectedFailures: [String: String] = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../EndToEndTests/Fixtures/jsonschema-suite-failures.txt").path
    guard let data = FileManager.default.contents(atPath: path) else { return ["no list": path] }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    let rows = lines.filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t") }
    return Dictionary(
      rows.map { (String($0.first ?? ""), String($0.last ?? "")) }, uniquingKeysWith: { $1 })
  }()

  static let root: String? = {
    let environment = ProcessInfo.processInfo.environment["MUSTER_JSON_SCHEMA_SUITE"]
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let beside = package.appendingPathComponent("../shared/data/json-schema-test-suite").path
    return [environment ?? beside, beside].first {
      FileManager.default.fileExists(atPath: $0 + "/tests/draft4")
    }
  }()

  static func files(_ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
      .sorted()
  }

  static func read(_ path: String) throws -> JSONDocument {
    let data = try #require(FileManager.default.contents(atPath: path))
    return try JSONReader.read(Array(data), file: SourceFile(name: path))
  }

  /// The remotes as the suite wants them: below http://localhost:1234/, each in its draft.
  static func registry(_ root: String, _ draft: Draft) throws -> SchemaRegistry {
    var registry = SchemaRegistry()
    for name in try files(root + "/remotes") {
      var dialect = draft.dialect
      for other in drafts where name.hasPrefix(other.folder + "/") { dialect = other.dialect }
      let document = try read(root + "/remotes/" + name)
      registry.add(Value(document), uri: "http://localhost:1234/" + name, dialect: dialect)
    }
    return registry
  }

  @Test(
    .enabled(if: root != nil, "the JSON Schema test suite is not at hand"), arguments: drafts)
  func passes(_ draft: Draft) throws {
    let root = try #require(Self.root)
    let registry = try Self.registry(root, draft)
    let folder = root + "/tests/" + draft.folder
    var passed = 0
    var failures: [String] = []
    for name in try Self.files(folder) {
      let formats = name.contains("optional/format/") || name == "optional/content.json"
      let options = SchemaOptions(
        assertFormats: formats ? true : nil, direction: .none)
      for group in try Self.read(folder + "/" + name).root.items {
        let title = "\(draft.folder)/\(name)/\(group["description"]?.string ?? "")"
        let schema = try #require(group["schema"])
        var local = registry
        local.add(schema.value, uri: "urn:muster:test", dialect: draft.dialect)
        let compiler = SchemaCompiler(
          registry: local, dialect: draft.dialect, options: options)
        let compiled: Schema
        do {
          compiled = try compiler.compile(uri: "urn:muster:test", pointer: JSONPointer())
        } catch {
          failures.append("\(title): \(error)")
          continue
        }
        for test in group["tests"]?.items.map({ $0 }) ?? [] {
          let data = try #require(test["data"])
          let label = "\(title)/\(test["description"]?.string ?? "")"
          let expected = test["valid"]?.bool
          let isValid = compiled.isValid(data)
          let violations = compiled.violations(in: data)
          let isConsistent = isValid == violations.isEmpty
          if isValid == expected, isConsistent {
            passed += 1
          } else {
            failures.append("\(label): \(isValid) \(violations.map(\.description))")
          }
        }
      }
    }
    print("\(draft.folder): \(passed) passed, \(failures.count) failed")
    for failure in failures { print("  FAILED", failure) }
    let unexpected = failures.filter { failure in
      !Self.expectedFailures.keys.contains { failure.hasPrefix($0 + ":") }
    }
    let repaired = Self.expectedFailures.keys.filter { key in
      key.hasPrefix(draft.folder + "/") && !failures.contains { $0.hasPrefix(key + ":") }
    }
    #expect(Self.expectedFailures["no list"] == nil)
    #expect(unexpected.isEmpty)
    #expect(repaired.isEmpty, "these pass now: strike them off the list")
  }
}
