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
    guard let (resource, role) = resources.part(of: call.operation.id) else { return nil }
    let visit = MockVisit(
      resource: resource, call: call, request: request, answers: answers, echo: echo)
    return try await store.transaction { transaction in
      switch role {
      case .list: try visit.list(transaction)
      case .create: try visit.create(transaction)
      case .find: try visit.find(transaction)
      case .replace: try visit.replace(transaction)
      case .change: try visit.change(transaction)
      case .delete: try visit.delete(transaction)
      }
    }
  }
}
