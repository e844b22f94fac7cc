/// A command that a line of output gives to the runner of GitHub Actions.
///
/// The runner obeys any line of a step's output that begins with `::`, whoever wrote it. What stands
/// in a command is escaped; everything else is put between two commands that stop it from listening.
package enum WorkflowCommand {
  package enum Level: String, Sendable {
    case error, warning, notice
  }

  /// Where an annotation is shown.
  package struct Place: Sendable, Hashable {
    package var file: String
    package var line: Int
    package var column: Int

    package init(file: String, line: Int, column: Int) {
      self.file = file
      self.line = line
      self.column = column
    }
  }

  /// One line without its line feed.
  package static func annotation(
    _ level: Level, title: String, message: String, at place: Place?
  ) -> String {
    var properties: [String] = []
    if let place {
      properties.append("file=\(property(place.file))")
      properties.append("line=\(max(1, place.line))")
      properties.append("col=\(max(1, place.column))")
    }
    properties.append("title=\(property(title))")
    return "::\(level.rawValue) \(properties.joined(separator: ","))::\(data(message))"
  }

  /// From here on no line is a command, until `resume` with the same token, which nobody may guess.
  package static func stop(_ token: String) -> String { "::stop-commands::\(token)" }

  package static func resume(_ token: String) -> String { "::\(token)::" }

  /// Lines stay lines: the runner shows them.
  private static func data(_ text: String) -> String {
    escaped(shown(text), "\r\n")
  }

  private static func property(_ text: String) -> String {
    escaped(shown(OneLine.of(text)), "\r\n:,")
  }

  /// Controls and what hides or turns text, but for the line feed, in a visible form.
  private static func shown(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { TerminalText.escaped(String($0)) }.joined(separator: "\n")
  }

  /// `%` first, since it begins every escape.
  private static func escaped(_ text: String, _ characters: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "%" || characters.unicodeScalars.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result.append(contentsOf: "%\(digits.utf8.count == 1 ? "0" : "")\(digits)".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
