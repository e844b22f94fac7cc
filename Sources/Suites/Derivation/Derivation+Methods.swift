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
