internal import Documents
internal import Schemas

/// The pattern engine: every search ends, a group around a pattern changes nothing, and what is found
/// at the start is found anywhere.
///
/// Input: the pattern up to the first line feed, the subject.
enum PatternTarget {
  static func run(_ bytes: [UInt8]) -> FuzzTarget.Outcome {
    let head = bytes.prefix { $0 != 0x0A }
    guard let pattern = String(validating: head, as: UTF8.self),
      let subject = String(validating: bytes.dropFirst(head.count + 1), as: UTF8.self)
    else { return .uninteresting }
    let quoted = Array(JSONWriter.quoted(subject).utf8)
    guard let value = try? JSONReader.read(quoted, file: SourceFile(name: "subject.json")) else {
      hold(false, "a written string is refused")
      return .tried
    }
    guard let plain = answer(pattern, value) else { return .tried }
    guard let grouped = answer("(?:\(pattern))", value) else {
      hold(false, "a pattern is none in a group")
      return .tried
    }
    // The effort differs, so only answers are compared.
    guard plain != .unknown, grouped != .unknown else { return .tried }
    hold(plain == grouped, "\(plain), but \(grouped) in a group")
    let anchored = answer("^(?:\(pattern))", value)
    if anchored == .valid { hold(plain == .valid, "found at the start but not anywhere") }
    return .tried
  }

  /// Nil for a text that is no pattern.
  private static func answer(_ pattern: String, _ value: JSONDocument) -> SchemaTrial.Answer? {
    let schema = Value.object([("pattern", .string(pattern))])
    return try? SchemaTrial(schema, dialect: .draft202012).check(value)
  }
}
