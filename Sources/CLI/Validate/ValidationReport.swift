import Documents
import Inputs
import Reports
import Schemas

/// What a validation found, for people as it comes, for machines at the end.
struct ValidationReport {
  private let isJSON: Bool
  private var rows: [Value] = []
  private var valid = 0
  private var invalid = 0
  private var undecided = 0
  private var unreadable = 0
  private var violations = 0

  /// Of one document; who has more than these has another problem.
  static let violationLimit = 1000
  /// Characters of one line of the text.
  private static let lineLimit = 1000

  init(isJSON: Bool) {
    self.isJSON = isJSON
  }

  var exitCode: Int32 {
    unreadable + undecided > 0 ? ExitStatus.unusable : invalid > 0 ? ExitStatus.failed : 0
  }

  mutating func add(_ document: InputDocument, _ schema: Schema?) {
    let all = schema?.violations(in: document.json.root, limit: Self.violationLimit + 1) ?? []
    let shown = all.prefix(Self.violationLimit)
    let isCut = all.count > shown.count
    let verdict: Bool?
    if shown.isEmpty {
      valid += 1
      verdict = true
    } else if shown.contains(where: { $0.kind == .violated }) {
      invalid += 1
      verdict = false
    } else {
      undecided += 1
      verdict = nil
    }
    violations += shown.count { $0.kind == .violated }
    guard !isJSON else {
      rows.append(
        .object([
          ("file", .string(document.file.name)), ("valid", verdict.map { .bool($0) } ?? .null),
          ("violations", .array(shown.map { row($0, in: document) })),
          ("complete", .bool(!isCut)),
        ]))
      return
    }
    for violation in shown {
      let place = document.range(of: violation)?.description ?? document.file.name
      line("\(place): \(violation)")
      let source = violation.schemaRange?.description ?? violation.schemaURI
      let pointer = violation.schemaPointer.description
      line("  \(source): \(pointer.isEmpty ? "(root)" : pointer)")
    }
    if isCut {
      line("\(document.file.name): there are more than these \(Self.violationLimit) violations")
    }
  }

  /// A document that is none; the lines went to stderr already.
  mutating func addUnreadable(_ path: String, _ lines: [String]) {
    unreadable += 1
    guard isJSON else { return }
    rows.append(
      .object([
        ("file", .string(path == "-" ? "<stdin>" : path)), ("valid", .null),
        ("errors", .array(lines.map { .string($0) })),
      ]))
  }

  /// Writes the summary, or all of it.
  func finish() {
    let documents = valid + invalid + undecided + unreadable
    guard isJSON else {
      var parts = ["\(valid) valid"]
      if invalid > 0 { parts.append("\(invalid) invalid") }
      if undecided > 0 { parts.append("\(undecided) that nobody could judge") }
      if unreadable > 0 { parts.append("\(unreadable) unreadable") }
      return line(
        "\(Plural.of(documents, "document")): \(parts.joined(separator: ", ")),"
          + " \(Plural.of(violations, "violation"))")
    }
    let report = Value.object([
      ("muster", .string("validation/1")), ("documents", .array(rows)),
      (
        "summary",
        .object([
          ("documents", .integer(documents)), ("valid", .integer(valid)),
          ("invalid", .integer(invalid)), ("undecided", .integer(undecided)),
          ("unreadable", .integer(unreadable)), ("violations", .integer(violations)),
        ])
      ),
    ])
    Terminal.output(JSONWriter.text(report, pretty: true))
  }

  private func line(_ text: String) {
    Terminal.output(OneLine.bounded(TerminalText.escaped(text), limit: Self.lineLimit) + "\n")
  }

  private func row(_ violation: Violation, in document: InputDocument) -> Value {
    let place = document.range(of: violation)
    let source = violation.schemaRange
    return .object([
      ("kind", .string(violation.kind.rawValue)),
      ("instance", .string(violation.instance.description)),
      ("line", place.map { .integer($0.start.line) } ?? .null),
      ("column", place.map { .integer($0.start.column) } ?? .null),
      ("keyword", .string(violation.keyword)), ("expected", .string(violation.expected)),
      ("actual", .string(violation.actual)), ("message", .string(violation.message)),
      (
        "schema",
        .object([
          ("uri", .string(violation.schemaURI)),
          ("pointer", .string(violation.schemaPointer.description)),
          ("file", source.map { .string($0.file.name) } ?? .null),
          ("line", source.map { .integer($0.start.line) } ?? .null),
          ("column", source.map { .integer($0.start.column) } ?? .null),
        ])
      ),
    ])
  }
}
