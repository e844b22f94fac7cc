import Contracts
import Documents

/// Answers calls to resources from what was made, changed and deleted before.
///
/// A thing that nobody spoke of yet is made up, so that a mock can be asked for anything; one that was
/// deleted is gone.
struct MockThings: Sendable {
  let store: MockStore
  let resources: MockResources
  let answers: MockAnswers
  let echo: MockEcho

  init(store: MockStore, answers: MockAnswers) {
    self.store = store
    self.answers = answers
    resources = MockResources(answers.values.contract)
    echo = MockEcho(values: answers.values)
  }

  /// The answer to a call; nil where the operation has to do with no resource.
  ///
  /// - Throws: a refusal, or a failure of the database.
  func response(to call: MockCall, _ request: ServerRequest) async throws -> ServerResponse? {
    let part = resources.part(of: call.operation.id)
    let parents =
      call.operation.documentsAny(of: [404, 410])
      ? resources.parents(of: call.operation.id) : []
    guard part != nil || !parents.isEmpty else { return nil }
    return try await store.transaction { transaction in
      for parent in parents {
        let id = parent.id(of: call)
        if case .deleted = try transaction.standing(of: id, in: parent.collection(of: call)) {
          throw MockRefusal([404, 410], "\(parent.parameter) \(id) was deleted, with all below it")
        }
      }
      guard let (resource, role) = part else { return nil }
      let visit = MockVisit(
        resource: resource, call: call, request: request, answers: answers, echo: echo)
      switch role {
      case .list: return try visit.list(transaction)
      case .create: return try visit.create(transaction)
      case .find: return try visit.find(transaction)
      case .replace: return try visit.replace(transaction)
      case .change: return try visit.change(transaction)
      case .delete: return try visit.delete(transaction)
      }
    }
  }
}
