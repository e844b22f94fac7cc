import Contracts
import Documents
import Evidence

extension Derivation {
  /// Requests whose form is wrong, whatever they say: a body cut off, a body in another media type,
  /// a method that the path lacks, an answer asked for that nobody documents, a value of many bytes.
  func malformed(_ subject: Subject) -> [Case] {
    let operation = subject.operation
    guard operation.effect != .destroy, subject.blocker == nil, subject.lacking.isEmpty else {
      return []
    }
    return [
      cutBody(subject), otherMediaType(subject), otherAnswer(subject), longValue(subject),
    ].compactMap { $0 }
  }

  /// JSON that ends too early must not be taken for whole (RFC 8259 §2).
  private func cutBody(_ subject: Subject) -> Case? {
    guard let slot = subject.slots.last, slot.parameter == nil, subject.request.body != nil,
      MediaTypeName(subject.request.contentType ?? "")?.isJSON == true,
      var request = bystander(subject, varying: slot)
    else { return nil }
    request.rawBody = Array(#"{"cut": [1, "#.utf8)
    return refused(
      subject, name: "malformed:body", title: "refuses a body that is no whole JSON",
      request: request, circumstance: "the body ended in the midst of its JSON")
  }

  /// Text instead of the documented media type: to be refused (RFC 9110 §15.5.16), though a target
  /// may look at the content alone.
  private func otherMediaType(_ subject: Subject) -> Case? {
    guard let body = subject.operation.body, let slot = subject.slots.last, slot.parameter == nil,
      subject.request.body != nil, var request = bystander(subject, varying: slot),
      !body.content.contains(where: { MediaTypeName($0.name)?.isRange ?? true })
    else { return nil }
    request.announcedType = "application/x-muster-unknown"
    return derived(
      subject, intent: .negative, name: "content-type:unknown",
      title: "stands a body in a media type that nobody documents", request: request,
      expectation: Expectation(
        .optional, subject.successes + [415],
        circumstance: "the Content-Type was application/x-muster-unknown"),
      obligations: [], blocker: nil, needsSetup: false)
  }

  /// An Accept that nothing meets: 406, or the documented answer all the same (RFC 9110 §12.4.1).
  private func otherAnswer(_ subject: Subject) -> Case? {
    guard subject.operation.effect == .read else { return nil }
    var request = subject.request
    request.accept = "application/x-muster-unknown"
    return derived(
      subject, intent: .negative, name: "accept:unknown",
      title: "stands an Accept that nothing meets", request: request,
      expectation: Expectation(
        .optional, subject.successes + [406],
        circumstance: "Accept was application/x-muster-unknown"),
      obligations: [], blocker: nil, needsSetup: true)
  }

  /// A query value of some kilobytes: it may be taken or refused, and breaks nothing.
  private func longValue(_ subject: Subject) -> Case? {
    guard subject.operation.effect == .read,
      let slot = subject.slots.first(where: { $0.parameter?.location == .query })
    else { return nil }
    var request = subject.request
    request.set(slot, .string(String(repeating: "x", count: 6_000)))
    guard isSendable(request, subject.operation) else { return nil }
    return derived(
      subject, intent: .negative, name: "oversized:\(slot.id)",
      title: "stands \(slot.label) of 6,000 characters", request: request,
      expectation: Expectation(
        .optional, subject.successes + [400, 414],
        circumstance: "\(slot.label) had 6,000 characters"),
      obligations: [], blocker: nil, needsSetup: true, varying: [slot])
  }
}
