import Contracts

/// A status and what the contract says of it.
struct ResponseChoice: Sendable {
  var status: Int
  /// Nil where the contract documents no such status.
  var response: Contract.Response?

  init(_ status: Int, _ response: Contract.Response?) {
    self.status = status
    self.response = response
  }
}

extension Contract.Operation {
  /// How the operation answers when all is well.
  ///
  /// - Parameter isCreating: whether something came into being, which 201 says best.
  func success(isCreating: Bool) -> ResponseChoice {
    let codes = responses.compactMap { response -> Int? in
      if case .code(let code) = response.status, (200...299).contains(code) { code } else { nil }
    }.sorted()
    let code =
      isCreating && codes.contains(201) ? 201 : codes.first { $0 != 201 } ?? codes.first
    if let code { return ResponseChoice(code, response(for: code)) }
    if responses.contains(where: { $0.status == .range(2) }) {
      return ResponseChoice(200, response(for: 200))
    }
    // What only redirects, or only documents errors, can't do better.
    for response in responses {
      switch response.status {
      case .code(let code) where (300...399).contains(code): return ResponseChoice(code, response)
      case .range(3): return ResponseChoice(302, response)
      default: continue
      }
    }
    return ResponseChoice(200, response(for: 200))
  }

  /// How the operation says that something is wrong: the first of the statuses that it names, else
  /// the first that a range covers, else that `default` does, else undocumented.
  func refusal(_ statuses: [Int]) -> ResponseChoice {
    let first = statuses.first ?? 400
    let named = statuses.first { status in responses.contains { $0.status == .code(status) } }
    let ranged = statuses.first { status in
      responses.contains { $0.status == .range(status / 100) }
    }
    let status = named ?? ranged ?? first
    return ResponseChoice(status, response(for: status))
  }
}
