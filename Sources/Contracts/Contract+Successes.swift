extension Contract.Operation {
  /// What the operation documents by name for a request that goes well: its 2xx, or its 3xx where it
  /// has none, as of one that leads elsewhere. 304 answers a condition and not the request.
  package var successes: [Contract.Response.Status] {
    let statuses = responses.map(\.status)
    let plain = statuses.filter { $0.isHundred(2) }
    return plain.isEmpty ? statuses.filter { $0.isHundred(3) && $0 != .code(304) } : plain
  }
}

extension Contract.Response.Status {
  /// Whether it documents statuses of so many hundred alone.
  fileprivate func isHundred(_ hundreds: Int) -> Bool {
    switch self {
    case .code(let code): code / 100 == hundreds
    case .range(let range): range == hundreds
    case .default: false
    }
  }
}
