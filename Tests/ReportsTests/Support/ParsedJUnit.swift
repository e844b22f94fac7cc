import Evidence
import Documents
import Markup
import Reports
import Testing

/// A JUnit file as a CI server reads it.
struct ParsedJUnit {
  struct Element {
    var name: String
    var attributes: [String: String]
    var text = ""
  }

  struct Case {
    var attributes: [String: String]
    var children: [Element] = []

    var key: String { "\(attributes["classname"] ?? "")\u{0}\(attributes["name"] ?? "")" }
    var problems: [Element] {
      children.filter { ["failure", "error", "skipped"].contains($0.name) }
    }
  }

  var suites: [String: String] = [:]
  var suite: [String: String] = [:]
  var properties: [String: String] = [:]
  var cases: [Case] = []
  var output = ""

  init(path: String) throws {
    var reader = try XMLReader(path: path)
    var open: [String] = []
    while let node = try reader.next() {
      switch node {
      case .start(let name, let attributes, let isEmpty):
        start(name, attributes, in: open.last)
        if !isEmpty { open.append(name) }
      case .end: open.removeLast()
      case .text(let text): add(text, to: open)
      }
    }
  }

  private mutating func start(_ name: String, _ attributes: [String: String], in parent: String?) {
    switch (name, parent) {
    case ("testsuites", _): suites = attributes
    case ("testsuite", _): suite = attributes
    case ("property", _): properties[attributes["name"] ?? ""] = attributes["value"]
    case ("testcase", _): cases.append(Case(attributes: attributes))
    case (_, "testcase"):
      cases[cases.count - 1].children.append(Element(name: name, attributes: attributes))
    default: break
    }
  }

  private mutating func add(_ text: String, to open: [String]) {
    guard open.count >= 2, let name = open.last else { return }
    switch (name, open[open.count - 2]) {
    case ("system-out", "testsuite"): output += text
    case (_, "testcase"):
      let place = cases.count - 1
      cases[place].children[cases[place].children.count - 1].text += text
    default: break
    }
  }

  /// As Jenkins counts: the first problem it knows, an error before a failure.
  var jenkins: (failed: Int, skipped: Int, total: Int) {
    let failed = cases.count { test in
      test.problems.contains { $0.name == "error" || $0.name == "failure" }
    }
    let skipped = cases.count { test in test.problems.contains { $0.name == "skipped" } }
    return (failed, skipped, cases.count)
  }

  /// As GitLab counts: one test for each class name and name; failure before error before skipped.
  var gitLab: (failed: Int, errors: Int, skipped: Int, total: Int) {
    var states: [String: String] = [:]
    for test in cases {
      let names = test.children.map(\.name)
      states[test.key] = ["failure", "error", "skipped"].first { names.contains($0) } ?? "success"
    }
    func count(_ state: String) -> Int { states.values.count { $0 == state } }
    return (count("failure"), count("error"), count("skipped"), states.count)
  }
}

/// Writes a report, checks it against the schema where that is at hand, and reads it back.
func report(
  _ events: [RunEvent], policy: RunPolicy = RunPolicy(), isClosedTwice: Bool = false
) throws -> ParsedJUnit {
  let folder = try TemporaryFolder()
  let path = folder.path + "/a/b/junit.xml"
  let reporter = try AllReporters.make(format: "junit", path: path, policy: policy)
  for event in events { try reporter.handle(event) }
  try reporter.close()
  if isClosedTwice { try reporter.close() }
  if TestPaths.hasJenkinsSchema {
    let schema = try XMLSchemaCheck(path: TestPaths.jenkinsSchema)
    let violations = try schema.violations(inFileAt: path)
    #expect(violations.isEmpty, "\(violations)")
  }
  return try ParsedJUnit(path: path)
}
