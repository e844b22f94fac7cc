internal import Documents
internal import FoundationEssentials
internal import Schemas

/// Seeds that are no copies of files: the cases of two public test suites, in the notation of the
/// targets `schema-compiler`, `pattern-engine` and `json-path`.
enum Seeds {
  private static let drafts: [(folder: String, dialect: SchemaDialect)] = [
    ("draft4", .draft4), ("draft6", .draft6), ("draft7", .draft7),
    ("draft2019-09", .draft201909), ("draft2020-12", .draft202012),
  ]

  /// - Parameters:
  ///   - shared: holds `json-schema-test-suite` and `jsonpath`.
  ///   - folder: gets a folder for each target.
  static func write(from shared: String, to folder: String) throws {
    for (draft, dialect) in drafts {
      let tests = "\(shared)/json-schema-test-suite/tests/\(draft)"
      for name in try FileManager.default.subpathsOfDirectory(atPath: tests)
      where name.hasSuffix(".json") {
        let stem = "\(draft)-\(name.replacing("/", with: "-"))"
        for (place, group) in (read("\(tests)/\(name)")?.array ?? []).enumerated() {
          try write(group, dialect, stem: "\(stem)-\(place)", to: folder)
        }
      }
    }
    let paths = read("\(shared)/jsonpath/cts.json")?["tests"]?.array ?? []
    for (place, test) in paths.enumerated() {
      guard let selector = test["selector"]?.string else { continue }
      let document = test["document"].map { JSONWriter.text($0) } ?? "null"
      try put(Array("\(selector)\n\(document)".utf8), "\(folder)/json-path", "cts-\(place)")
    }
  }

  /// The cases of one schema.
  private static func write(
    _ group: Value, _ dialect: SchemaDialect, stem: String, to folder: String
  ) throws {
    guard let schema = group["schema"],
      let choice = SchemaDialect.allCases.firstIndex(of: dialect)
    else { return }
    let head = [UInt8(ascii: "0") + UInt8(choice)] + JSONWriter.bytes(schema) + [0x0A]
    for (number, test) in (group["tests"]?.array ?? []).enumerated() {
      guard let data = test["data"] else { continue }
      let name = "\(stem)-\(number)"
      try put(head + JSONWriter.bytes(data), "\(folder)/schema-compiler", name)
      if let pattern = schema["pattern"]?.string, let text = data.string {
        try put(Array("\(pattern)\n\(text)".utf8), "\(folder)/pattern-engine", name)
      }
    }
  }

  private static func read(_ path: String) -> Value? {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    return try? StructuredReader.read(Array(bytes), file: SourceFile(name: path))
  }

  private static func put(_ bytes: [UInt8], _ folder: String, _ name: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)"))
  }
}
