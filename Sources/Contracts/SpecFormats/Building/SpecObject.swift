import Documents

/// Reads the members of one object of a spec, where each has the wrong type in some file out there.
///
/// A member of the wrong type counts as absent; how bad that is the caller decides.
struct SpecObject {
  let members: ValueObject
  /// Where the object stands.
  let pointer: JSONPointer
  let range: SourceRange?

  /// Nil and a diagnostic where the value is no object.
  init?(
    _ value: Value, at pointer: JSONPointer, _ severity: Diagnostic.Severity = .error,
    into diagnostics: inout [Diagnostic]
  ) {
    guard let members = value.object else {
      diagnostics.append(
        Self.wrongType(severity, value, pointer, wanted: "an object"))
      return nil
    }
    self.members = members
    self.pointer = pointer
    range = value.range
  }

  subscript(name: String) -> Value? { members[name] }

  /// A text; numbers count too, as YAML reads `version: 1.0` as one.
  func text(_ name: String, into diagnostics: inout [Diagnostic]) -> String? {
    read(name, "a string", .warning, into: &diagnostics) { $0.string ?? $0.number?.text }
  }

  func bool(_ name: String, into diagnostics: inout [Diagnostic]) -> Bool? {
    read(name, "true or false", .warning, into: &diagnostics) { $0.bool }
  }

  func array(
    _ name: String, _ severity: Diagnostic.Severity = .error, into diagnostics: inout [Diagnostic]
  ) -> [Value]? {
    read(name, "an array", severity, into: &diagnostics) { $0.array }
  }

  func object(
    _ name: String, _ severity: Diagnostic.Severity = .error, into diagnostics: inout [Diagnostic]
  ) -> SpecObject? {
    guard let value = members[name] else { return nil }
    return SpecObject(value, at: pointer.appending(name), severity, into: &diagnostics)
  }

  /// An array of texts; items of another type are left out with a diagnostic.
  func texts(_ name: String, into diagnostics: inout [Diagnostic]) -> [String]? {
    guard let items = array(name, .warning, into: &diagnostics) else { return nil }
    var texts: [String] = []
    texts.reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      if let text = item.string {
        texts.append(text)
      } else {
        let place = pointer.appending(name).appending(index)
        diagnostics.append(Self.wrongType(.warning, item, place, wanted: "a string"))
      }
    }
    return texts
  }

  /// Members whose name begins with `x-`.
  var extensions: ValueObject {
    var result = ValueObject()
    for place in members.indices where members.name(at: place).startsExactly(with: "x-") {
      result.set(members[place])
    }
    return result
  }

  private func read<Result>(
    _ name: String, _ wanted: String, _ severity: Diagnostic.Severity,
    into diagnostics: inout [Diagnostic], _ convert: (Value) -> Result?
  ) -> Result? {
    guard let value = members[name] else { return nil }
    if let result = convert(value) { return result }
    diagnostics.append(
      Self.wrongType(severity, value, pointer.appending(name), wanted: wanted))
    return nil
  }

  static func wrongType(
    _ severity: Diagnostic.Severity, _ value: Value, _ pointer: JSONPointer, wanted: String
  ) -> Diagnostic {
    let place = pointer.tokens.isEmpty ? "the document" : "`\(BundledFiles.shown(pointer))`"
    let article = ["array", "object"].contains(value.typeName) ? "an" : "a"
    let actual = value.isNull ? "null" : "\(article) \(value.typeName)"
    return Diagnostic(
      severity, code: "wrong-type", "\(place) must be \(wanted), not \(actual)",
      remedy: severity == .error ? "correct it" : "correct it; it was left out",
      at: value.range)
  }
}
