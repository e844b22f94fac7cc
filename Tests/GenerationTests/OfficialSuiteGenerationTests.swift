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
    var testDescription: String { folder }
  }

  static let drafts = [
    Draft(folder: "draft4", dialect: .draft4), Draft(folder: "draft7", dialect: .draft7),
    Draft(folder: "draft2019-09", dialect: .draft201909),
    Draft(folder: "draft2020-12", dialect: .draft202012),
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
        } else {
          failures.append("\(title): \(generated.reason ?? "")")
        }
      }
    }
    print("\(draft.folder): \(found) generated, \(failures.count) not")
    for failure in failures { print("  NONE", failure) }
  }
}
