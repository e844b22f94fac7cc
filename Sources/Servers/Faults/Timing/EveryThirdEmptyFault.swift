import Documents

/// Every third answer with the profile's services is {}.
package struct EveryThirdEmptyFault: SingleFault {
  package static let id = "every-third-empty"
  package static let summary = "Every third answer with the profile's services is {}"
  package static let operation = "GET /accounts/profiles/{profileId}/services"
  package static let expectedCheck = "body-schema"
  package static let isMovable = true

  private let answers = Locked(0)

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    let number = answers.withLock { answers in
      answers += 1
      return answers
    }
    guard number.isMultiple(of: 3) else { return }
    response.body = .json(.object([]))
  }
}
