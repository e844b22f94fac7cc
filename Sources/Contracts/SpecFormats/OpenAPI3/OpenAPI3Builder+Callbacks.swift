import Documents

extension OpenAPI3Builder {
  /// What the target is to send in consequence of an operation.
  mutating func callbacks(_ operation: SpecObject) -> [Contract.Callback] {
    guard let object = operation.object("callbacks", .warning, into: &diagnostics) else {
      return []
    }
    var callbacks: [Contract.Callback] = []
    for member in object.members where !member.name.startsExactly(with: "x-") {
      let pointer = object.pointer.appending(member.name)
      guard let entry = resolved(member.value, at: pointer, .warning) else { continue }
      for expression in entry.members where !expression.name.startsExactly(with: "x-") {
        callbacks += requests(
          expression, at: entry.pointer.appending(expression.name), name: member.name,
          expression: expression.name)
      }
    }
    return callbacks
  }

  /// What the target sends on its own account (OpenAPI 3.1.1 §4.8.1).
  mutating func webhooks(_ root: SpecObject) -> [Contract.Callback] {
    guard version >= .v31, let object = root.object("webhooks", .warning, into: &diagnostics)
    else { return [] }
    return object.members.filter { !$0.name.startsExactly(with: "x-") }.flatMap { member in
      requests(
        member, at: object.pointer.appending(member.name), name: member.name, expression: nil)
    }
  }

  /// One entry for each method of the path item that describes what is sent.
  private mutating func requests(
    _ member: ValueObject.Member, at pointer: JSONPointer, name: String, expression: String?
  ) -> [Contract.Callback] {
    guard let item = pathItem(member.value, at: pointer) else { return [] }
    return entries(of: item).map { entry, _ in
      Contract.Callback(
        name: name, expression: expression, method: entry.method,
        range: entry.member.nameRange ?? entry.member.value.range)
    }
  }

  /// One note for all callbacks and one for all webhooks: nobody is to take them for tested.
  mutating func noteCallbacks(_ contract: Contract) {
    let callbacks = contract.operations.flatMap(\.callbacks)
    for (word, requests) in [("callback", callbacks), ("webhook", contract.webhooks)] {
      guard let first = requests.first else { continue }
      let count = requests.count
      let what = count == 1 ? "\(word) `\(first.name)` is" : "\(count) \(word)s are"
      diagnostics.append(
        Diagnostic(
          .note, code: "\(word)-not-exercised", "the \(what) loaded and not exercised",
          remedy: "nothing to do: requests that the target sends are not tested",
          at: first.range))
    }
  }
}
