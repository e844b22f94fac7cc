package import Documents

/// The texts of a run's input files, from which findings get the lines that they are about.
package struct SourceTexts: Sendable {
  /// Lines shown before and after what a finding is about.
  private static let margin = 2
  /// Lines shown of the place itself.
  private static let placeLimit = 6
  /// Characters shown of a line.
  private static let columnLimit = 240
  /// Characters shown before the place in a line that is longer.
  private static let columnMargin = 80

  private var files: [SourceFile: Text] = [:]

  fileprivate struct Text: Sendable {
    var bytes: [UInt8]
    /// Where each line begins.
    var starts: [Int]
  }

  package init() {}

  /// Takes in a file's bytes as they were read.
  package mutating func add(_ bytes: [UInt8], of file: SourceFile) {
    // LF, CR LF and CR end a line, as places count them.
    var starts = [0]
    for place in bytes.indices {
      let isLast = bytes[place] == 0x0D && !(place + 1 < bytes.count && bytes[place + 1] == 0x0A)
      if bytes[place] == 0x0A || isLast { starts.append(place + 1) }
    }
    files[file] = Text(bytes: bytes, starts: starts)
  }

  /// The lines around a place; nil where its file is not known or has no such line.
  package func excerpt(at range: SourceRange) -> SourceExcerpt? {
    guard let text = files[range.file], range.start.line >= 1,
      range.start.line <= text.starts.count
    else { return nil }
    let first = max(1, range.start.line - Self.margin)
    let lastOfPlace = min(
      max(range.start.line, range.end.line), range.start.line + Self.placeLimit - 1)
    let last = min(text.starts.count, lastOfPlace + Self.margin)
    var lines = (first...last).map { number in
      let line = text.line(number)
      return Self.cut(line, around: number == range.start.line ? range.start.column : 1)
    }
    // What follows the last line end is no line.
    if last == text.starts.count, last > range.start.line, lines.last == "" { lines.removeLast() }
    return SourceExcerpt(firstLine: first, lines: lines)
  }

  /// A definition in one line is shown where it matters.
  private static func cut(_ line: String, around column: Int) -> String {
    let scalars = line.unicodeScalars
    guard scalars.count > columnLimit else { return line }
    let skipped = max(0, min(column - 1 - columnMargin, scalars.count - columnLimit))
    let shown = scalars.dropFirst(skipped).prefix(columnLimit)
    let isAtEnd = skipped + columnLimit >= scalars.count
    return (skipped > 0 ? "…" : "") + String(String.UnicodeScalarView(shown)) + (isAtEnd ? "" : "…")
  }

  /// The event with the lines that its findings are about, without secrets: files are not
  /// redacted when they are read.
  package func filled(_ event: RunEvent, _ redactor: () -> Redactor) -> RunEvent {
    switch event {
    case .started: return event
    case .caseFinished(var result):
      guard result.steps.contains(where: { !$0.findings.isEmpty }) else { return event }
      let redactor = redactor()
      for step in result.steps.indices {
        for place in result.steps[step].findings.indices {
          fill(&result.steps[step].findings[place], redactor)
        }
      }
      return .caseFinished(result)
    case .finished(var summary):
      let redactor = redactor()
      for place in summary.reductions.indices {
        fill(&summary.reductions[place].finding, redactor)
      }
      return .finished(summary)
    }
  }

  private func fill(_ finding: inout Finding, _ redactor: Redactor) {
    guard finding.excerpt == nil, let range = finding.range else { return }
    finding.excerpt = excerpt(at: range).map { redactor.redacted($0) }
  }
}

extension SourceTexts.Text {
  /// One line without its end, from 1; what is no UTF-8 becomes U+FFFD.
  fileprivate func line(_ number: Int) -> String {
    let start = starts[number - 1]
    var end = number < starts.count ? starts[number] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
