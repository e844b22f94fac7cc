import Documents

extension Contract {
  /// The model that most of the 4xx, 5xx and `default` responses name; of equals the first. Nil
  /// where they name none.
  package var errorModel: Model? {
    var votes: [JSONPointer: Int] = [:]
    for response in operations.flatMap(\.responses) where response.status.isRefusal {
      for pointer in response.content.compactMap({ $0.schema?.pointer }) {
        votes[pointer, default: 0] += 1
      }
    }
    var best: Model?
    var count = 0
    for model in models {
      guard let own = votes[model.schema.pointer], own > count else { continue }
      best = model
      count = own
    }
    return best
  }
}

extension Contract.Response.Status {
  /// Whether it documents that something went wrong.
  package var isRefusal: Bool {
    switch self {
    case .code(let code): code >= 400
    case .range(let hundreds): hundreds >= 4
    case .default: true
    }
  }
}
