/// A document of the Test Anything Protocol, read as strictly as version 14 is written.
struct ParsedTAP {
  struct Failure: Error, CustomStringConvertible {
    var line: Int
    var reason: String
    var description: String { "line \(line): \(reason)" }
  }

  struct Point {
    var isOK: Bool
    var number: Int
    var description: String
    var directive: String?
    /// The lines between `---` and `...`.
    var diagnostics: [String] = []

    var isFailure: Bool { !isOK && directive?.hasPrefix("TODO") != true }
  }

  var points: [Point] = []
  var comments: [String] = []

  init(_ text: String) throws {
    // Not by Character: CR LF is one of those.
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }
    guard lines.first == "TAP version 14" else { throw Failure(line: 1, reason: "no version") }
    guard lines.count > 2, lines[1].hasPrefix("1.."), let plan = Int(lines[1].dropFirst(3)) else {
      throw Failure(line: 2, reason: "no plan")
    }
    guard lines.last?.isEmpty == true else {
      throw Failure(line: lines.count, reason: "no line feed at the end")
    }
    var isInBlock = false
    for (place, line) in lines.enumerated().dropFirst(2).dropLast() {
      func failure(_ reason: String) -> Failure {
        Failure(line: place + 1, reason: "\(reason): \(line)")
      }
      if isInBlock {
        if line == "  ..." {
          isInBlock = false
        } else if line.hasPrefix("  "), !line.hasPrefix("  ---") {
          points[points.count - 1].diagnostics.append(String(line.dropFirst(2)))
        } else {
          throw failure("not in a diagnostic")
        }
      } else if line == "  ---" {
        guard points.last?.diagnostics.isEmpty == true else { throw failure("a second diagnostic") }
        isInBlock = true
      } else if line.hasPrefix("# ") {
        comments.append(String(line.dropFirst(2)))
      } else {
        points.append(try Self.point(line, points.count + 1, failure))
      }
    }
    if isInBlock { throw Failure(line: lines.count, reason: "a diagnostic without end") }
    guard plan == points.count else {
      throw Failure(line: 2, reason: "planned \(plan), found \(points.count)")
    }
  }

  private static func point(
    _ line: String, _ number: Int, _ failure: (String) -> Failure
  ) throws -> Point {
    let isOK = line.hasPrefix("ok ")
    guard isOK || line.hasPrefix("not ok ") else { throw failure("no test point") }
    let prefix = "\(isOK ? "ok" : "not ok") \(number) - "
    guard line.hasPrefix(prefix) else { throw failure("not number \(number)") }
    var description = String.UnicodeScalarView()
    var directive: String.UnicodeScalarView?
    var isEscaped = false
    for scalar in line.unicodeScalars.dropFirst(prefix.unicodeScalars.count) {
      if isEscaped {
        guard scalar == "#" || scalar == "\\" else { throw failure("an unknown escape") }
        isEscaped = false
        directive?.append(scalar)
        if directive == nil { description.append(scalar) }
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "#" {
        guard directive == nil, description.last == " " else { throw failure("a bare #") }
        description.removeLast()
        directive = String.UnicodeScalarView()
      } else {
        directive?.append(scalar)
        if directive == nil { description.append(scalar) }
      }
    }
    if isEscaped { throw failure("an unfinished escape") }
    let words = directive.map { String($0.dropFirst()) }
    if let words, !words.hasPrefix("SKIP "), !words.hasPrefix("TODO ") {
      throw failure("an unknown directive")
    }
    return Point(
      isOK: isOK, number: number, description: String(description), directive: words)
  }
}
