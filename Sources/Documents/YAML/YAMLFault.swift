internal import Yams

/// Words Yams' errors as diagnostics.
enum YAMLFault {
  static func diagnostic(_ error: any Error, in text: YAMLText) -> Diagnostic {
    guard let error = error as? YamlError else {
      return broken("the text can't be read as YAML", mark: nil, in: text)
    }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _):
      return broken(sentence(context, problem), mark: mark, in: text)
    case .composer(_, let problem, let mark, _):
      if problem.contains("another document") {
        return Diagnostic(
          .error, code: "yaml-several-documents", "the text holds more than one YAML document",
          remedy: "keep one document a file", at: range(mark, in: text))
      }
      if problem.contains("undefined alias") {
        return Diagnostic(
          .error, code: "yaml-undefined-alias",
          "an alias names an anchor that isn't defined before",
          remedy: "define the anchor before its alias, or put a leading * in quotes",
          at: range(mark, in: text))
      }
      return broken(problem, mark: mark, in: text)
    case .duplicatedKeysInMapping(let names, let context):
      let first = SourcePosition(line: context.mark.line, column: context.mark.column)
      return duplicate(
        text.disguise.removed(from: names.first ?? ""), first: first,
        second: text.repetition(of: first) ?? first, in: text)
    case .reader(let problem, _, _, _):
      return broken(problem, mark: nil, in: text)
    default:
      return broken("the text can't be read as YAML", mark: nil, in: text)
    }
  }

  /// - Parameters:
  ///   - first: where the name stands first, if known.
  ///   - second: where it stands again, or the first place where that isn't known.
  static func duplicate(
    _ name: String, first: SourcePosition?, second: SourcePosition, in text: YAMLText
  ) -> Diagnostic {
    var message = "the key \(JSONWriter.quoted(name)) stands twice in one mapping"
    if let first, first != second { message += ", first at \(first.line):\(first.column)" }
    return Diagnostic(
      .error, code: "duplicate-member", message, remedy: "remove or rename one of the two",
      at: SourceRange(file: text.file, start: second))
  }

  private static func sentence(_ context: YamlError.Context?, _ problem: String) -> String {
    guard let context else { return problem }
    return "\(context.text), \(problem)"
  }

  private static func broken(_ message: String, mark: Mark?, in text: YAMLText) -> Diagnostic {
    Diagnostic(
      .error, code: "yaml-syntax", message, remedy: "correct the YAML syntax at this place",
      at: range(mark, in: text))
  }

  private static func range(_ mark: Mark?, in text: YAMLText) -> SourceRange {
    SourceRange(file: text.file, start: text.position(line: mark?.line, column: mark?.column))
  }
}
