import Documents
import FoundationEssentials
import Testing

/// The public compliance suite of RFC 9535, where it lies beside the package.
@Suite("JSONPath compliance")
struct JSONPathComplianceTests {
  static let suite = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/data/jsonpath/cts.json").standardized

  /// Cases that are not answered as the suite says, each with its reason.
  static let known: [String: String] = [:]

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: suite.path),
      "the JSONPath compliance suite (../shared/data/jsonpath/cts.json) is not here"))
  func suitePasses() throws {
    let bytes = Array(try Data(contentsOf: Self.suite))
    let document = try StructuredReader.read(bytes, file: SourceFile(name: "cts.json"))
    let cases = try #require(document["tests"]?.array)
    #expect(cases.count > 600)
    var passed = 0
    for test in cases {
      let name = test["name"]?.string ?? "?"
      let query = try #require(test["selector"]?.string)
      let failure = Self.failure(of: test, query)
      if failure == nil { passed += 1 }
      if Self.known[name] == nil {
        #expect(failure == nil, "\(name): \(query): \(failure ?? "")")
      } else {
        #expect(failure != nil, "\(name) passes now: take it off the list")
      }
    }
    #expect(passed == cases.count - Self.known.count)
  }

  /// Nil where the case is answered as it should be.
  private static func failure(of test: Value, _ query: String) -> String? {
    let path: JSONPath
    do {
      path = try JSONPath(query)
    } catch {
      return test["invalid_selector"]?.bool == true ? nil : "refused: \(error)"
    }
    if test["invalid_selector"]?.bool == true { return "accepted though invalid" }
    guard let document = test["document"], let nodes = try? path.nodes(in: document) else {
      return "no answer"
    }
    let found = JSONWriter.text(.array(nodes.map(\.value)))
    let results = test["result"].map { [$0] } ?? test["results"]?.array ?? []
    guard results.contains(where: { JSONWriter.text($0) == found }) else { return "found \(found)" }
    let paths = JSONWriter.text(.array(nodes.map { .string($0.normalizedPath) }))
    let wanted = test["result_paths"].map { [$0] } ?? test["results_paths"]?.array ?? []
    guard wanted.isEmpty || wanted.contains(where: { JSONWriter.text($0) == paths }) else {
      return "at \(paths)"
    }
    return nil
  }
}
