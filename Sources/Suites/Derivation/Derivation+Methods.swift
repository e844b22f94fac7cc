import Contracts
import Documents
import Evidence

extension Derivation {
  /// For each path one method that the contract does not document there.
  ///
  /// Never DELETE, and only to things that are known to be missing: a target may well have a method
  /// that its contract keeps quiet about.
  func methods(_ subjects: [Subject]) -> [Case] {
    var paths: [String] = []
    var cases: [Case] = []
    for subject in subjects {
      let path = subject.operation.id.path
      guard !paths.contains(path) else { continue }
      paths.append(path)
      let here = subjects.filter { $0.operation.id.path == path }
      let taken = here.map(\.operation.id.method)
      guard let method = ["PATCH", "PUT", "POST"].first(where: { !taken.contains($0) }),
        let reader = here.first(where: { $0.blocker == nil }),
        let request = harmless(reader)
      else { continue }
      var undocumented = reader
      undocumented.operation.id.method = method
      undocumented.operation.responses = []
      undocumented.operation.effect = .write
      undocumented.before = []
      let item = derived(
        undocumented, intent: .negative, name: "method:\(method)",
        title: "does not allow \(method)", request: request,
        expectation: .methodNotAllowed(circumstance: "\(path) has no \(method) in the contract"),
        obligations: [], blocker: nil, needsSetup: false)
      cases.append(item)
    }
    return cases
  }

  /// For each path, which methods it says that it has (RFC 9110 §9.3.7); asking changes nothing.
  func options(_ subjects: [Subject]) -> [Case] {
    var paths: Set<String> = []
    return subjects.compactMap { subject in
      let path = subject.operation.id.path
      guard paths.insert(path).inserted else { return nil }
      let here = subjects.filter { $0.operation.id.path == path && $0.blocker == nil }
      let reader = here.first { $0.operation.effect == .read && $0.before.isEmpty }
      guard var asked = reader ?? here.first,
        var request = harmless(asked) ?? reader.flatMap(plain)
      else { return nil }
      asked.operation.id.method = "OPTIONS"
      asked.operation.responses = []
      // Where nothing only reads, not even this is sent by a run that must be safe.
      asked.operation.effect = reader == nil ? .write : .read
      asked.before = []
      request.method = "OPTIONS"
      return derived(
        asked, intent: .stateful, name: "options", title: "lists the methods that it has",
        request: request,
        expectation: Expectation(.optional, [200, 204], circumstance: "OPTIONS was sent"),
        obligations: [], blocker: nil, needsSetup: false)
    }
  }

  /// The positive request as far as it stands in the path; nil where a part is lacking.
  private func plain(_ subject: Subject) -> RequestTemplate? {
    let request = RequestTemplate(
      path: subject.request.path, credential: subject.request.credential)
    return isSendable(request, subject.operation) ? request : nil
  }

  /// A request without body for things that are known to be missing; nil where none are known.
  private func harmless(_ subject: Subject) -> RequestTemplate? {
    var request = RequestTemplate(credential: subject.request.credential)
    for parameter in subject.operation.parameters where parameter.location == .path {
      guard let missing = fixtures.missing[parameter.name] else { return nil }
      request.add(
        .init(name: parameter.name, value: binder.scope.filled(missing)), to: .path)
    }
    return isSendable(request, subject.operation) ? request : nil
  }
}
