/// Why a mock refuses a request.
struct MockRefusal: Error, Sendable {
  /// The statuses that would say it, the best one first: the first that the contract documents is
  /// answered.
  var statuses: [Int]
  /// One sentence for people, without a final full stop.
  var message: String
  /// Header fields that the status demands.
  var headers: [(name: String, value: String)] = []

  init(_ statuses: [Int], _ message: String, headers: [(name: String, value: String)] = []) {
    self.statuses = statuses
    self.message = message
    self.headers = headers
  }

  /// 404: a path that the contract lacks.
  static func unknownPath(_ path: String) -> MockRefusal {
    MockRefusal([404], "the contract has no path that fits \(path)")
  }

  /// 405, with the methods that there are (RFC 9110 §15.5.6).
  static func otherMethods(_ method: String, allowed: [String]) -> MockRefusal {
    let list = allowed.joined(separator: ", ")
    return MockRefusal(
      [405], "the contract documents \(list) here and not \(method)", headers: [("Allow", list)])
  }

  /// 406: nothing that the client takes (RFC 9110 §15.5.7).
  static func notAcceptable(_ types: [String]) -> MockRefusal {
    MockRefusal([406], "the answer can be had as \(types.joined(separator: ", ")) only")
  }

  /// 400: a preference that can't be met.
  static func preference(_ message: String) -> MockRefusal { MockRefusal([400], message) }

  /// Whatever the reading of a body ran into.
  init(_ problem: Problem) {
    self.init([problem.status], problem.detail, headers: problem.headers)
  }
}
