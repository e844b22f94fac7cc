import Documents

/// A list of changes to a definition (OpenAPI Overlay 1.0 and 1.1).
struct Overlay {
  /// One change.
  struct Action {
    enum Change {
      case update(Value)
      /// Merges what another query selects (Overlay 1.1).
      case copy(JSONPath, range: SourceRange?)
      case remove
    }

    var target: JSONPath
    var targetRange: SourceRange?
    var change: Change
  }

  var actions: [Action]
  /// Since 1.1 a target may also be a string, a number, a boolean or null.
  var allowsPrimitiveTargets: Bool
  var file: SourceFile

  /// Reads an overlay as JSON or YAML. Throws with all the errors that were found.
  static func read(_ bytes: [UInt8], file: SourceFile) throws(InvalidInput) -> Overlay {
    let value = try StructuredReader.read(bytes, file: file)
    var reader = OverlayReader()
    let overlay = reader.overlay(value, file: file)
    guard reader.diagnostics.isEmpty, let overlay else { throw InvalidInput(reader.diagnostics) }
    return overlay
  }
}

/// Checks an overlay's form while reading it.
private struct OverlayReader {
  var diagnostics: [Diagnostic] = []

  mutating func overlay(_ value: Value, file: SourceFile) -> Overlay? {
    let form = FormReader(
      withoutExtensions(value), what: "an overlay",
      names: ["overlay", "info", "extends", "actions"],
      into: &diagnostics)
    let version = form.required(
      "overlay", form.string("overlay", into: &diagnostics), into: &diagnostics)
    var isNewer = false
    if let version {
      let parts = version.split(separator: ".", omittingEmptySubsequences: false)
      isNewer = parts.count == 3 && parts[1] == "1"
      if parts.count != 3 || parts[0] != "1" || !["0", "1"].contains(parts[1]) {
        diagnostics.append(
          Diagnostic(
            .error, code: "overlay-version", "overlay version \(version) is not supported",
            remedy: "write `overlay: 1.0.0` or `overlay: 1.1.0`", at: form["overlay"]?.range))
      }
    }
    readInfo(form)
    _ = form.string("extends", into: &diagnostics)
    let items = form.required(
      "actions", form.array("actions", into: &diagnostics), into: &diagnostics)
    if let items, items.isEmpty {
      diagnostics.append(
        Diagnostic(
          .error, code: "overlay-empty", "the overlay has no action", remedy: "add one",
          at: form["actions"]?.range))
    }
    let actions = (items ?? []).compactMap { action($0, isNewer: isNewer) }
    return Overlay(actions: actions, allowsPrimitiveTargets: isNewer, file: file)
  }

  private mutating func readInfo(_ form: FormReader) {
    _ = form.required("info", form.object("info", into: &diagnostics), into: &diagnostics)
    guard let info = form["info"], info.object != nil else { return }
    let reader = FormReader(
      withoutExtensions(info), what: "the overlay's info",
      names: ["title", "version", "description"], into: &diagnostics)
    for name in ["title", "version"] where reader[name] == nil {
      _ = reader.required(name, reader.string(name, into: &diagnostics), into: &diagnostics)
    }
  }

  private mutating func action(_ value: Value, isNewer: Bool) -> Overlay.Action? {
    let names = ["target", "description", "update", "remove"] + (isNewer ? ["copy"] : [])
    let form = FormReader(
      withoutExtensions(value), what: "an action", names: names, into: &diagnostics)
    guard value.object != nil else { return nil }
    let text = form.required(
      "target", form.string("target", into: &diagnostics), into: &diagnostics)
    let path = text.flatMap { self.path($0, "target", at: form["target"]?.range) }
    _ = form.string("description", into: &diagnostics)
    let isRemoval = form.bool("remove", into: &diagnostics) ?? false
    let copy = form.string("copy", into: &diagnostics)
      .flatMap { self.path($0, "copy", at: form["copy"]?.range) }
    let change: Overlay.Action.Change
    if isRemoval {
      change = .remove
    } else if let copy {
      change = .copy(copy, range: form["copy"]?.range)
    } else if let update = form["update"] {
      change = .update(update)
    } else {
      if form["remove"]?.bool != nil || form["remove"] == nil, form["copy"] == nil {
        diagnostics.append(
          Diagnostic(
            .error, code: "overlay-no-change", "the action changes nothing",
            remedy: "add `update` or `remove: true`", at: value.range))
      }
      return nil
    }
    guard let path else { return nil }
    return Overlay.Action(target: path, targetRange: form["target"]?.range, change: change)
  }

  private mutating func path(_ text: String, _ name: String, at range: SourceRange?) -> JSONPath? {
    do {
      return try JSONPath(text)
    } catch {
      diagnostics.append(
        Diagnostic(
          .error, code: "overlay-target", "`\(name)` is no JSONPath query: \(error)",
          remedy: "write a query such as `$.paths['/accounts'].get`", at: range))
      return nil
    }
  }

  /// The value without members that begin with `x-`, which are allowed everywhere.
  private func withoutExtensions(_ value: Value) -> Value {
    guard let members = value.object else { return value }
    var kept = ValueObject()
    for member in members where !member.name.startsExactly(with: "x-") { kept.set(member) }
    return .object(kept, at: value.range)
  }
}
