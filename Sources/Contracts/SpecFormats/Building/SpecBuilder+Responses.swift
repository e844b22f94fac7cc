import Documents

extension SpecBuilder {
  /// The responses of an operation, each read by `read`; of two with the same status the first
  /// counts.
  mutating func responses(
    _ operation: SpecObject,
    _ read: (
      inout Self, _ object: SpecObject, _ member: ValueObject.Member, Contract.Response.Status
    ) -> Contract.Response
  ) -> [Contract.Response] {
    guard let object = operation.object("responses", into: &diagnostics) else {
      if operation["responses"] == nil {
        warn(
          "responses-missing", "`\(operation.pointer)` documents no response",
          remedy: "add `responses`; any answer is undocumented now", at: operation.range)
      }
      return []
    }
    var responses: [Contract.Response] = []
    // No more than there are statuses.
    var seen: [Contract.Response.Status] = []
    for member in object.members where !member.name.startsExactly(with: "x-") {
      let range = member.nameRange ?? member.value.range
      guard let status = Contract.Response.Status(member.name) else {
        warn(
          "status-invalid", "`\(member.name)` is no HTTP status",
          remedy: "write three digits or `default`; the response was left out", at: range)
        continue
      }
      if case .range = status, !member.name.isExactly(status.description) {
        warn(
          "status-spelling", "the status range `\(member.name)` is written with small letters",
          remedy: "write `\(status)`; it is read as that", at: range)
      }
      guard !seen.contains(status) else {
        warn(
          "response-duplicate", "the status \(status) is documented twice",
          remedy: "remove one of them; the first one counts", at: range)
        continue
      }
      seen.append(status)
      let pointer = object.pointer.appending(member.name)
      guard let response = resolved(member.value, at: pointer) else { continue }
      responses.append(read(&self, response, member, status))
    }
    return responses
  }
}

extension Contract.Response.Status {
  /// Reads `200`, `4XX` and `default`.
  init?(_ text: String) {
    if text == "default" {
      self = .default
      return
    }
    guard text.utf8.count == 3, let first = text.utf8.first, (49...53).contains(first) else {
      return nil
    }
    if text.utf8.dropFirst().allSatisfy({ $0 | 0x20 == 0x78 }) {
      self = .range(Int(first) - 48)
      return
    }
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let code = Int(text) else { return nil }
    self = .code(code)
  }
}
