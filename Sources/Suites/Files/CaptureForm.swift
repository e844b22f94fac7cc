import Documents
import Schemas

/// Reads `capture:` of a step: variables by name.
enum CaptureForm {
  private static let names = [
    "header", "status", "matches", "of", "group", "path", "xpath", "default",
  ]

  static func read(_ form: FormReader, into diagnostics: inout [Diagnostic]) -> [Capture] {
    let members = form.object("capture", into: &diagnostics) ?? ValueObject()
    return members.compactMap { capture($0, into: &diagnostics) }
  }

  private static func capture(
    _ member: ValueObject.Member, into diagnostics: inout [Diagnostic]
  ) -> Capture? {
    let range = member.nameRange ?? member.value.range
    if let text = member.value.string {
      let path = BodyPath(text, at: member.value.range, into: &diagnostics)
      return path.map { Capture(name: member.name, source: .body($0), range: range) }
    }
    guard member.value.object != nil else {
      diagnostics.append(
        Diagnostic(
          .error, code: "wrong-type", "the capture `\(member.name)` must say where its value is",
          remedy:
            "write for instance `\(member.name): /0/id` or `\(member.name): {header: Location}`",
          at: member.value.range))
      return nil
    }
    let before = diagnostics.count
    let form = FormReader(
      member.value, what: "the capture `\(member.name)`", names: names, into: &diagnostics)
    guard diagnostics.count == before,
      let source = source(form, member, into: &diagnostics), diagnostics.count == before
    else { return nil }
    return Capture(name: member.name, source: source, fallback: form["default"], range: range)
  }

  private static func source(
    _ form: FormReader, _ member: ValueObject.Member, into diagnostics: inout [Diagnostic]
  ) -> Capture.Source? {
    let kinds = ["header", "status", "matches", "path", "xpath"].filter { form[$0] != nil }
    guard kinds.count == 1, let kind = kinds.first else {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-capture",
          "the capture `\(member.name)` must have exactly one of: header, matches, path, status, xpath",
          remedy: "write for instance `\(member.name): {header: Location}`", at: member.value.range)
      )
      return nil
    }
    for name in ["of", "group"] where form[name] != nil && kind != "matches" {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-capture", "`\(name)` belongs to `matches`", remedy: "remove it",
          at: form[name]?.range))
    }
    switch kind {
    case "header": return form.string("header", into: &diagnostics).map { .header($0) }
    case "path":
      return form.string("path", into: &diagnostics).flatMap {
        BodyPath($0, at: form["path"]?.range, into: &diagnostics)
      }.map { .body($0) }
    case "xpath":
      return form.string("xpath", into: &diagnostics).flatMap {
        BodyPath(xpath: $0, at: form["xpath"]?.range, into: &diagnostics)
      }.map { .body($0) }
    case "status":
      guard form.bool("status", into: &diagnostics) == true else {
        diagnostics.append(
          Diagnostic(
            .error, code: "bad-capture", "`status` of a capture can only be true",
            remedy: "write `{status: true}`", at: form["status"]?.range))
        return nil
      }
      return .status
    default: return pattern(form, into: &diagnostics)
    }
  }

  private static func pattern(
    _ form: FormReader, into diagnostics: inout [Diagnostic]
  ) -> Capture.Source? {
    guard let text = form.string("matches", into: &diagnostics) else { return nil }
    guard let pattern = PatternGroups(text) else {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-pattern", "`\(text)` is no regular expression",
          remedy: "correct it (ECMA-262 with the flag u)", at: form["matches"]?.range))
      return nil
    }
    let group = form.integer("group", into: &diagnostics) ?? min(1, pattern.count)
    guard (0...pattern.count).contains(group) else {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-capture", "the regular expression has no group \(group)",
          remedy: "write 0 for all that it matches, or up to \(pattern.count)",
          at: form["group"]?.range))
      return nil
    }
    guard let of = form["of"] else {
      return .pattern(pattern, text: text, group: group, header: nil)
    }
    if of.string == "body" { return .pattern(pattern, text: text, group: group, header: nil) }
    guard of.object?.count == 1, let header = of["header"]?.string else {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-capture", "`of` must be `body` or a header",
          remedy: "write for instance `of: {header: Location}`", at: of.range))
      return nil
    }
    return .pattern(pattern, text: text, group: group, header: header)
  }
}
