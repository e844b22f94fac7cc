import Documents

/// Every second answer with the accounts is a 500.
package struct EverySecondFailsFault: SingleFault {
  package static let id = "every-second-fails"
  package static let summary = "Every second answer with the accounts is a 500"
  package static let operation = "GET /accounts"
  package static let expectedCheck = "server-error"
  package static let isMovable = true

  private let answers = Locked(0)

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    let number = answers.withLock { answers in
      answers += 1
      return answers
    }
    guard number.isMultiple(of: 2) else { return }
    response = Problem.internalError.response
  }
}
