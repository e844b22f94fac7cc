package import Documents

/// Follows `$ref` inside of one document.
///
/// A class, as builders hand it out for each value that may be a reference: a copy of the document
/// would count more references than one.
final class LocalReference: Sendable {
  let document: Value
  private let known = KnownSteps()

  init(document: Value) {
    self.document = document
  }

  /// More links in a row than any sane document has; also ends cycles.
  static let limit = 64

  /// One value on the way, and where it stands.
  struct Link {
    var value: Value
    var pointer: JSONPointer
  }

  /// The pointer that a value's `$ref` holds, where it is a reference at all: a property *named*
  /// `$ref` has an object as value and is none.
  static func target(of value: Value) -> String? {
    value.text("$ref")
  }

  /// Where a chain of references ends, starting from a value at a place.
  ///
  /// Nil and a diagnostic where it leads out of the document, nowhere, or in a circle. How bad it
  /// is that nothing stands where it leads, the caller decides.
  ///
  /// - Parameter asSchema: whether to stop at a schema that says more than its reference does, and
  ///   at a reference that is no pointer (JSON Schema 2020-12 §8.2.3).
  func follow(
    _ value: Value, at pointer: JSONPointer, undefined: Diagnostic.Severity = .error,
    asSchema: Bool = false, into diagnostics: inout [Diagnostic]
  ) -> (value: Value, pointer: JSONPointer)? {
    var current = Link(value: value, pointer: pointer)
    for number in 1...Self.limit {
      guard let text = Self.target(of: current.value) else {
        return (current.value, current.pointer)
      }
      if asSchema, !Self.isBare(current.value) || !Self.isPointer(text) {
        return (current.value, current.pointer)
      }
      guard
        let next = step(text, from: current.value, undefined: undefined, into: &diagnostics)
      else { return nil }
      if next.isEnd, number < Self.limit { return (next.link.value, next.link.pointer) }
      current = next.link
    }
    diagnostics.append(Self.cycle(value, pointer))
    return nil
  }

  /// Every value of a chain of references, the first one included.
  func chain(
    _ value: Value, at pointer: JSONPointer, into diagnostics: inout [Diagnostic]
  ) -> [Link]? {
    var links = [Link(value: value, pointer: pointer)]
    while let last = links.last, let text = Self.target(of: last.value) {
      guard links.count < Self.limit else {
        diagnostics.append(Self.cycle(value, pointer))
        return nil
      }
      guard let next = step(text, from: last.value, undefined: .error, into: &diagnostics) else {
        return nil
      }
      links.append(next.link)
    }
    return links
  }

  /// What a reference leads to.
  fileprivate struct Step {
    let link: Link
    /// Whether it is no reference itself.
    let isEnd: Bool
  }

  /// What the reference of a value leads to.
  private func step(
    _ text: String, from value: Value, undefined: Diagnostic.Severity,
    into diagnostics: inout [Diagnostic]
  ) -> Step? {
    if let step = known[text] { return step }
    let range = value["$ref"]?.range ?? value.range
    guard !text.isEmpty else {
      diagnostics.append(
        Diagnostic(
          .error, code: "reference-empty", "the reference is empty",
          remedy: "write `#` and the pointer to what is meant", at: range))
      return nil
    }
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
          undefined, code: "reference-undefined",
          "nothing stands at `\(BundledFiles.shown(text))`",
          remedy: "define it or correct the reference", at: range))
      return nil
    }
    let step = Step(
      link: Link(value: next, pointer: target), isEnd: Self.target(of: next) == nil)
    known[text] = step
    return step
  }

  private static func isPointer(_ text: String) -> Bool {
    guard text.startsExactly(with: "#") else { return true }
    return text.utf8.count == 1 || text.startsExactly(with: "#/")
  }

  private static let remarks = [
    "$ref", "title", "summary", "description", "$comment", "deprecated", "default", "example",
    "examples", "externalDocs", "xml",
  ]

  /// Whether all that a schema says beside its reference is for readers only.
  private static func isBare(_ schema: Value) -> Bool {
    guard let object = schema.object, object.count > 1 else { return true }
    return object.allSatisfy {
      remarks.contains($0.name) || $0.name.startsExactly(with: "x-")
    }
  }

  private static func cycle(_ value: Value, _ pointer: JSONPointer) -> Diagnostic {
    Diagnostic(
      .error, code: "reference-cycle",
      "the reference at `\(BundledFiles.shown(pointer))` leads in a circle",
      remedy: "break the circle", at: value.range)
  }
}

/// Where references lead that were followed before: many places refer to one model.
private final class KnownSteps: Sendable {
  private let steps = Locked<[ExactName: LocalReference.Step]>([:])

  subscript(reference: String) -> LocalReference.Step? {
    get { steps.withLock { $0[ExactName(reference)] } }
    set { steps.withLock { $0[ExactName(reference)] = newValue } }
  }
}

extension Value {
  /// Where the schema that this value refers to stands in the same document; nil where it is no
  /// reference, or one that leads elsewhere.
  package var localReference: JSONPointer? {
    LocalReference.target(of: self).flatMap { $0.hasPrefix("#") ? JSONPointer(parsing: $0) : nil }
  }
}
