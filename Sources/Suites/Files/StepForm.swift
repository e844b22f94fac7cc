package import Contracts
package import Documents
import Evidence

/// A step as a suite or fixtures file writes it, before it is bound to a contract.
package struct StepForm: Sendable {
  package var call: Contract.Operation.ID
  package var callRange: SourceRange?
  /// Parameters by name.
  package var arguments: ValueObject
  package var body: Value?
  /// Nil where the step does not say: what the operation asks for.
  package var credential: RequestTemplate.Credential?
  package var statuses: [Int]
  package var captures: [Capture]
  package var assertions: [Assertion]

  private static let names = ["call", "with", "body", "auth", "expect", "capture"]

  /// Nil, with diagnostics, where the step can't be understood.
  package init?(_ value: Value, into diagnostics: inout [Diagnostic]) {
    let before = diagnostics.count
    let form = FormReader(value, what: "a step", names: Self.names, into: &diagnostics)
    let call = form.required(
      "call", form.string("call", into: &diagnostics), into: &diagnostics)
    let id = call.flatMap { Self.operationID($0) }
    if call != nil, id == nil {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-call", "`call` must be a method and a path, not `\(call ?? "")`",
          remedy: "write for instance `GET /accounts/{accountId}`", at: form["call"]?.range))
    }
    self.callRange = form["call"]?.range
    self.arguments = form.object("with", into: &diagnostics) ?? ValueObject()
    self.body = form["body"]
    self.credential = Self.credential(form, into: &diagnostics)
    let (statuses, assertions) = Self.expectation(form, into: &diagnostics)
    self.statuses = statuses
    self.assertions = assertions
    self.captures = Self.captures(form, into: &diagnostics)
    guard let id, diagnostics.count == before else { return nil }
    self.call = id
  }

  /// `GET /accounts` as its two parts.
  package static func operationID(_ text: String) -> Contract.Operation.ID? {
    let parts = text.utf8.split(separator: UInt8(ascii: " "))
    guard parts.count == 2, let method = String(parts[0]), let path = String(parts[1]),
      path.utf8.first == UInt8(ascii: "/")
    else { return nil }
    return Contract.Operation.ID(method: method.uppercased(), path: path)
  }

  private static func credential(
    _ form: FormReader, into diagnostics: inout [Diagnostic]
  ) -> RequestTemplate.Credential? {
    guard let text = form.string("auth", into: &diagnostics) else { return nil }
    switch text {
    case "valid": return .valid
    case "other": return .other
    case "expired": return .expired
    case "wrong-scope": return .wrongScope
    case "none": return .absent
    case "malformed": return .literal(HTTPRequest.malformedCredential)
    default:
      diagnostics.append(
        Diagnostic(
          .error, code: "unknown-auth", "`auth` can't be `\(text)`",
          remedy: Suggestion.remedy(
            for: text, among: ["valid", "other", "expired", "wrong-scope", "none", "malformed"]),
          at: form["auth"]?.range))
      return nil
    }
  }

  private static func expectation(
    _ form: FormReader, into diagnostics: inout [Diagnostic]
  ) -> ([Int], [Assertion]) {
    guard let value = form["expect"] else { return ([200], []) }
    if value.object == nil { return (statuses(value, into: &diagnostics), []) }
    let expect = FormReader(
      value, what: "`expect`", names: ["status", "body"], into: &diagnostics)
    let codes = expect["status"].map { statuses($0, into: &diagnostics) } ?? [200]
    let body = expect.object("body", into: &diagnostics) ?? ValueObject()
    let assertions = body.compactMap { member -> Assertion? in
      guard let pointer = pointer(member.name, at: member.nameRange, into: &diagnostics) else {
        return nil
      }
      return assertion(pointer, member.value, at: member.nameRange, into: &diagnostics)
    }
    return (codes, assertions)
  }

  private static func statuses(_ value: Value, into diagnostics: inout [Diagnostic]) -> [Int] {
    let codes = (value.array ?? [value]).map(\.integer)
    let known = codes.compactMap { $0 }.filter { (100...599).contains($0) }
    if known.isEmpty || known.count != codes.count {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-status", "`expect` must hold status codes from 100 to 599",
          remedy: "write for instance `expect: 200` or `expect: [200, 204]`", at: value.range))
    }
    return known
  }

  private static func assertion(
    _ pointer: JSONPointer, _ value: Value, at range: SourceRange?,
    into diagnostics: inout [Diagnostic]
  ) -> Assertion? {
    let names = ["equals", "exists", "contains", "not-contains"]
    guard let members = value.object, let member = members.members.first else {
      return Assertion(pointer: pointer, predicate: .equals(value), range: range)
    }
    let form = FormReader(value, what: "an assertion", names: names, into: &diagnostics)
    guard members.count == 1 else {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-assertion", "an assertion must have exactly one predicate",
          remedy: "keep one of: " + names.joined(separator: ", "), at: value.range))
      return nil
    }
    let predicate: Assertion.Predicate? =
      switch member.name {
      case "equals": .equals(member.value)
      case "contains": .contains(member.value)
      case "not-contains": .containsNot(member.value)
      case "exists":
        form.bool("exists", into: &diagnostics).map { $0 ? .exists : .missing }
      default: nil
      }
    return predicate.map { Assertion(pointer: pointer, predicate: $0, range: range) }
  }

  private static func captures(
    _ form: FormReader, into diagnostics: inout [Diagnostic]
  ) -> [Capture] {
    let members = form.object("capture", into: &diagnostics) ?? ValueObject()
    return members.compactMap { member -> Capture? in
      guard let text = member.value.string else {
        diagnostics.append(
          Diagnostic(
            .error, code: "wrong-type", "the capture `\(member.name)` must be a JSON Pointer",
            remedy: "write for instance `\(member.name): /0/id`", at: member.value.range))
        return nil
      }
      let place = pointer(text, at: member.value.range, into: &diagnostics)
      return place.map { Capture(name: member.name, pointer: $0, range: member.nameRange) }
    }
  }

  private static func pointer(
    _ text: String, at range: SourceRange?, into diagnostics: inout [Diagnostic]
  ) -> JSONPointer? {
    if let pointer = JSONPointer(parsing: text) { return pointer }
    diagnostics.append(
      Diagnostic(
        .error, code: "bad-pointer", "`\(text)` is no JSON Pointer",
        remedy: "start it with `/` (RFC 6901), or write \"\" for the whole body", at: range))
    return nil
  }
}
