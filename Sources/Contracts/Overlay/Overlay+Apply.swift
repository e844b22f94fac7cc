import Documents

extension Overlay {
  /// Applies the actions in their order.
  ///
  /// What an action brings in keeps its place in the overlay's file. An action that selects nothing
  /// is a warning: the definition may have moved on. Throws where an action can't be carried out.
  func apply(to document: inout Value, diagnostics: inout [Diagnostic]) throws(InvalidInput) {
    for action in actions {
      try apply(action, to: &document, diagnostics: &diagnostics)
    }
  }

  private func apply(
    _ action: Action, to document: inout Value, diagnostics: inout [Diagnostic]
  ) throws(InvalidInput) {
    let nodes = try select(action.target, in: document, at: action.targetRange)
    if nodes.isEmpty {
      diagnostics.append(
        Diagnostic(
          .warning, code: "overlay-unmatched", "`\(action.target.text)` selects nothing",
          remedy: "correct the target or remove the action", at: action.targetRange))
      return
    }
    let change: Action.Change
    if case .copy(let source, let range) = action.change {
      change = .update(try copied(source, from: document, at: range))
    } else {
      change = action.change
    }
    var places = PlaceTree()
    for node in nodes {
      try check(node, change, action)
      places.insert(node.location)
    }
    if case .update = change {
      warn(about: nodes, action, diagnostics: &diagnostics)
    }
    if let changed = OverlayEdit(change: change).apply(to: document, at: places) {
      document = changed
    }
  }

  private func select(
    _ path: JSONPath, in document: Value, at range: SourceRange?
  ) throws(InvalidInput) -> [JSONPathNode] {
    do {
      return try path.nodes(in: document)
    } catch {
      throw InvalidInput(
        Diagnostic(
          .error, code: "overlay-target", "`\(path.text)` can't be answered: \(error.message)",
          remedy: "write a narrower query", at: range))
    }
  }

  private func copied(
    _ source: JSONPath, from document: Value, at range: SourceRange?
  ) throws(InvalidInput) -> Value {
    let nodes = try select(source, in: document, at: range)
    guard nodes.count == 1, let node = nodes.first else {
      throw InvalidInput(
        Diagnostic(
          .error, code: "overlay-copy",
          "`copy` must select one node, `\(source.text)` selects \(nodes.count)",
          remedy: "write a query for a single node", at: range))
    }
    return node.value
  }

  private func check(
    _ node: JSONPathNode, _ change: Action.Change, _ action: Action
  ) throws(InvalidInput) {
    switch (change, node.value.kind) {
    case (.remove, _):
      guard node.location.isEmpty else { return }
      throw InvalidInput(
        Diagnostic(
          .error, code: "overlay-remove-root", "the whole definition can't be removed",
          remedy: "name what to remove", at: action.targetRange))
    case (.update(let value), .object) where value.object == nil:
      throw InvalidInput(
        Diagnostic(
          .error, code: "overlay-incompatible",
          "`\(node.normalizedPath)` is an object and can't be updated with \(value.typeName)",
          remedy: "give an object with the members to merge", at: value.range))
    case (_, .object), (_, .array): return
    default:
      guard !allowsPrimitiveTargets else { return }
      throw InvalidInput(
        Diagnostic(
          .error, code: "overlay-primitive",
          "`\(node.normalizedPath)` is no object or array, Overlay 1.0 can't update it",
          remedy: "select the object around it, or write `overlay: 1.1.0`",
          at: action.targetRange))
    }
  }

  /// What is put beside a `$ref` has no effect: most likely the model itself was meant.
  private func warn(
    about nodes: [JSONPathNode], _ action: Action, diagnostics: inout [Diagnostic]
  ) {
    guard case .update(let value) = action.change, value["$ref"] == nil else { return }
    guard let node = nodes.first(where: { $0.value["$ref"]?.string != nil }) else { return }
    diagnostics.append(
      Diagnostic(
        .warning, code: "overlay-beside-reference",
        "`\(node.normalizedPath)` is a reference, what stands beside `$ref` is ignored",
        remedy: "update what it refers to", at: action.targetRange))
  }
}

/// The places that one action selects, as a tree, so that the document is rebuilt only once.
private struct PlaceTree {
  private(set) var isSelected = false
  private(set) var children: [JSONPathNode.Step: PlaceTree] = [:]

  mutating func insert(_ location: [JSONPathNode.Step]) {
    insert(location[...])
  }

  private mutating func insert(_ location: ArraySlice<JSONPathNode.Step>) {
    guard let first = location.first else {
      isSelected = true
      return
    }
    children[first, default: PlaceTree()].insert(location.dropFirst())
  }
}

/// Carries one change out at all of its places.
private struct OverlayEdit {
  let change: Overlay.Action.Change

  /// The changed value, or nil where it is removed.
  func apply(to value: Value, at places: PlaceTree) -> Value? {
    if places.isSelected, case .remove = change { return nil }
    var result = value
    if !places.children.isEmpty {
      switch value.kind {
      case .object(let members):
        var edited = ValueObject()
        for var member in members {
          if let child = places.children[.name(ExactName(member.name))] {
            guard let changed = apply(to: member.value, at: child) else { continue }
            member.value = changed
          }
          edited.set(member)
        }
        result.kind = .object(edited)
      case .array(let items):
        var edited: [Value] = []
        for (index, item) in items.enumerated() {
          guard let child = places.children[.index(index)] else {
            edited.append(item)
            continue
          }
          if let changed = apply(to: item, at: child) { edited.append(changed) }
        }
        result.kind = .array(edited)
      default: break
      }
    }
    if places.isSelected, case .update(let update) = change {
      result = Self.updated(result, with: update)
    }
    return result
  }

  /// A selected object is merged with the update; to a selected array the update is appended, item
  /// by item where it is an array itself.
  private static func updated(_ value: Value, with update: Value) -> Value {
    switch (value.kind, update.kind) {
    case (.array(let items), .array(let more)): .array(items + more, at: value.range)
    case (.array(let items), _): .array(items + [update], at: value.range)
    default: merged(value, update)
    }
  }

  /// Objects merge, arrays append, everything else is replaced.
  private static func merged(_ value: Value, _ update: Value) -> Value {
    switch (value.kind, update.kind) {
    case (.object(var members), .object(let changes)):
      for change in changes {
        guard let present = members.member(change.name) else {
          members.set(change)
          continue
        }
        var member = present
        member.value = merged(present.value, change.value)
        // A value that was replaced stands in the overlay, name and all.
        if member.value.range?.file == change.value.range?.file {
          member.nameRange = change.nameRange
        }
        members.set(member)
      }
      return .object(members, at: value.range)
    case (.array(let items), .array(let more)):
      return .array(items + more, at: value.range)
    default:
      return update
    }
  }
}
