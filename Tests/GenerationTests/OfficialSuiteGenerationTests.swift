import Documents
import Schemas
import Suites
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Makes up a value for each schema of the official JSON Schema test suite, required part.
@Suite struct OfficialSuiteGenerationTests {
  struct Draft: Sendable, CustomTestStringConvertible {
    var folder: String
    var dialect: SchemaDialect
    /// How many schemas have to get a value.
    var least: Int
    var testDescription: String { folder }
  }

  static let drafts = [
    Draft(folder: "draft4", dialect: .draft4, least: 151),
    Draft(folder: "draft7", dialect: .draft7, least: 236),
    Draft(folder: "draft2019-09", dialect: .draft201909, least: 345),
    Draft(folder: "draft2020-12", dialect: .draft202012, least: 352),
  ]

  @Test(
    .enabled(if: PackageFiles.suite != nil, "the JSON Schema test suite is not at hand"),
    arguments: drafts)
  func generates(_ draft: Draft) throws {
    let folder = try #require(PackageFiles.suite) + "/tests/" + draft.folder
    var found = 0
    var failures: [String] = []
    for name in try PackageFiles.files(folder) {
      let data = try #require(FileManager.default.contents(atPath: folder + "/" + name))
      let groups = try JSONReader.read(Array(data), file: SourceFile(name: name))
      for group in groups.root.items {
        let title = "\(name)/\(group["description"]?.string ?? "")"
        let subject = Subject(try #require(group["schema"]).value, draft.dialect)
        let generated = subject.generated()
        if let value = generated.value {
          #expect(try isValid(value, subject.schema()), "\(title)")
          found += 1
          if draft.dialect == .draft202012 { try checkVariants(subject, title) }
        } else {
          failures.append("\(title): \(generated.reason ?? "no reason")")
        }
      }
    }
    print("\(draft.folder): a value for \(found) schemas, none for \(failures.count)")
    let unexpected = failures.filter { failure in
      !Self.withoutValue.contains { failure.hasPrefix($0.title + ":") }
        && !failure.contains("leads nowhere")
    }
    #expect(unexpected.isEmpty)
    // Most of the schemas that have no value refer to files of the suite that a contract can't have.
    #expect(found >= draft.least, "\(found)")
  }

  private func checkVariants(_ subject: Subject, _ title: String) throws {
    let schema = try subject.schema()
    for variant in subject.boundaries() {
      #expect(try isValid(variant.value, schema), "\(title): \(variant.id)")
    }
    for variant in subject.violations() {
      let violations = try broken(variant.value, schema)
      #expect(Set(violations.map(\.keyword)) == [variant.keyword], "\(title): \(variant.id)")
      #expect(Set(violations.map(\.instance)) == [variant.pointer], "\(title): \(variant.id)")
    }
  }

  /// The schemas that no value satisfies, by the file and the description of their group.
  static let withoutValue: [(title: String, why: String)] = [
    ("allOf.json/allOf with boolean schemas, some false", "one part is false"),
    ("allOf.json/allOf with boolean schemas, all false", "all parts are false"),
    ("anyOf.json/anyOf with boolean schemas, all false", "all branches are false"),
    ("boolean_schema.json/boolean schema 'false'", "false accepts nothing"),
    ("enum.json/empty enum", "no value is listed"),
    ("not.json/forbid everything with empty schema", "not {} accepts nothing"),
    ("not.json/forbid everything with boolean schema true", "not true accepts nothing"),
    ("oneOf.json/oneOf with boolean schemas, all true", "more than one branch always holds"),
    ("oneOf.json/oneOf with boolean schemas, more than one true", "two branches always hold"),
    ("oneOf.json/oneOf with boolean schemas, all false", "all branches are false"),
    ("ref.json/$ref to boolean schema false", "the target is false"),
    (
      "unevaluatedProperties.json/unevaluatedProperties with not",
      "it requires a member that nothing evaluates"
    ),
  ]
}
