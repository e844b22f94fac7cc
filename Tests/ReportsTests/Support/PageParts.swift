import Documents
import Evidence
import Reports

/// A page taken apart.
struct PageParts {
  /// The whole file.
  var text: String
  /// What a browser shows without a script, from `<body>` to the data.
  var body: String
  var style: String
  var script: String
  /// The `content` of the policy.
  var policy: String
  var rows: [Value]
  var details: [Value]

  init(_ events: [RunEvent], policy: RunPolicy = RunPolicy()) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/page.html"
    let reporter = try HTMLReporter(path: path, policy: policy)
    for event in events { try reporter.handle(event) }
    try reporter.close()
    try reporter.close()
    try self.init(try ReportsTests.text(ofFileAt: path))
  }

  init(_ text: String) throws {
    self.text = text
    style = try Self.between("<style>", "</style>", text)
    body = try Self.between("<body>\n", "<script type=\"application/json\" id=\"rows\">", text)
    script = try Self.between("<script>", "</script>", text)
    policy = try Self.between("Content-Security-Policy\" content=\"", "\">", text)
    rows = try Self.items("rows", text)
    details = try Self.items("details", text)
  }

  private struct Missing: Error { var mark: String }

  private static func between(_ start: String, _ end: String, _ text: String) throws -> String {
    guard let first = text.firstRange(of: start) else { throw Missing(mark: start) }
    let rest = text[first.upperBound...]
    guard let last = rest.firstRange(of: end) else { throw Missing(mark: end) }
    return String(rest[..<last.lowerBound])
  }

  private static func items(_ id: String, _ text: String) throws -> [Value] {
    let block = try between("<script type=\"application/json\" id=\"\(id)\">", "</script>", text)
    let file = SourceFile(name: "<\(id)>")
    let document = try JSONReader.read(Array(block.utf8), file: file)
    return try StructuredReader.tree(of: document).array ?? []
  }
}
