import Documents

/// Follows `$ref` inside of one document.
struct LocalReference {
  let document: Value
  /// More links in a row than any sane document has; also ends cycles.
  static let limit = 64

  /// The pointer that a value's `$ref` holds, where it is a reference at all: a property *named*
  /// `$ref` has an object as value and is none.
  static func target(of value: Value) -> String? {
    value["$ref"]?.string
  }

  /// Where a chain of references ends, starting from a value at a place.
  ///
  /// Nil and a diagnostic where it leads out of the document, nowhere, or in a circle. How bad it
  /// is that nothing stands where it leads, the caller decides.
  func follow(
    _ value: Value, at pointer: JSONPointer, undefined: Diagnostic.Severity = .error,
    into diagnostics: inout [Diagnostic]
  ) -> (value: Value, pointer: JSONPointer)? {
    var current = value
    var place = pointer
    for _ in 0..<Self.limit {
      guard let text = Self.target(of: current) else { return (current, place) }
      let range = current["$ref"]?.range ?? current.range
      guard text.startsExactly(with: "#") else {
        diagnostics.append(
          Diagnostic(
            .error, code: "reference-external", "the reference `\(text)` leads out of the file",
            remedy: "put what it refers to into this file", at: range))
        return nil
      }
      guard let target = JSONPointer(parsing: text), let next = document[target] else {
        diagnostics.append(
          Diagnostic(
            undefined, code: "reference-undefined", "nothing stands at `\(text)`",
            remedy: "define it or correct the reference", at: range))
        return nil
      }
      current = next
      place = target
    }
    diagnostics.append(
      Diagnostic(
        .error, code: "reference-cycle", "the reference at `\(pointer)` leads in a circle",
        remedy: "break the circle", at: value.range))
    return nil
  }
}
