import Documents

/// Why a request is refused: becomes an answer with the contract's `errorBody`.
package struct Problem: Error, Sendable {
  /// The HTTP status, also `error.statusCode`.
  package var status: Int
  /// `error.code`: stable, in snake case.
  package var code: String
  /// `error.message`: one sentence for the caller.
  package var message: String
  /// `error.developerMessage`: what exactly, and what would be right.
  package var detail: String
  /// Header fields that the status demands.
  package var headers: [(name: String, value: String)] = []

  package init(status: Int, code: String, message: String, detail: String) {
    self.status = status
    self.code = code
    self.message = message
    self.detail = detail
  }

  /// The answer. `errorURL` is left out: there is no page to point at.
  package var response: ServerResponse {
    var response = ServerResponse.json(
      .object([
        (
          "error",
          .object([
            ("code", .string(code)), ("message", .string(message)),
            ("statusCode", .integer(status)), ("developerMessage", .string(detail)),
          ])
        )
      ]), status: status)
    response.headers += headers
    return response
  }
}

extension Problem {
  /// 400: a path or query parameter that can't be used.
  static func invalidParameter(_ name: String, _ detail: String) -> Problem {
    Problem(
      status: 400, code: "invalid_parameter", message: "Parameter \(name) is not valid",
      detail: detail)
  }

  /// 400: a required query parameter that wasn't sent.
  static func missingParameter(_ name: String) -> Problem {
    Problem(
      status: 400, code: "missing_parameter", message: "Parameter \(name) is missing",
      detail: "Send query parameter \(name) once, with a value")
  }

  /// 400: a body that can't be used.
  static func invalidBody(_ detail: String) -> Problem {
    Problem(
      status: 400, code: "invalid_body", message: "The body is not valid", detail: detail)
  }

  /// 404: a well-formed identifier of nothing.
  static func unknown(_ what: String, _ identifier: some CustomStringConvertible) -> Problem {
    Problem(
      status: 404, code: "not_found", message: "No \(what) has this identifier",
      detail: "There is no \(what) \(identifier)")
  }

  /// 404: a path that no operation has.
  static var unknownPath: Problem {
    Problem(
      status: 404, code: "unknown_path", message: "There is nothing at this path",
      detail: "No operation of the contract has this path")
  }

  /// 405, with the `Allow` field that RFC 9110 §15.5.6 demands.
  static func methodNotAllowed(_ method: String, allowed: [String]) -> Problem {
    var problem = Problem(
      status: 405, code: "method_not_allowed", message: "This path has no such method",
      detail: "\(method) is none of \(allowed.joined(separator: ", "))")
    problem.headers = [("Allow", allowed.joined(separator: ", "))]
    return problem
  }

  /// 406: a client that doesn't take JSON, which is all that there is (RFC 9110 §15.5.7).
  static func notAcceptable(_ accept: String?) -> Problem {
    Problem(
      status: 406, code: "not_acceptable", message: "The answer can be had as JSON only",
      detail: "Accept is '\(accept ?? "")', which does not take application/json")
  }

  /// 409: a change that would leave two entries for one service.
  static func conflict(_ detail: String) -> Problem {
    Problem(
      status: 409, code: "conflict", message: "The change contradicts what is stored",
      detail: detail)
  }

  /// 413: a body above the cap, in bytes.
  static func bodyTooLarge(limit: Int) -> Problem {
    Problem(
      status: 413, code: "body_too_large", message: "The body is too large",
      detail: "A body may have at most \(limit) bytes")
  }

  /// 415: a body that isn't declared as JSON.
  static func unsupportedMediaType(_ type: String?) -> Problem {
    var problem = Problem(
      status: 415, code: "unsupported_media_type", message: "The body must be JSON",
      detail: "Content-Type is \(type ?? "absent"), expected application/json")
    problem.headers = [("Accept", "application/json")]
    return problem
  }

  /// 429: more requests than the server was told to let in.
  ///
  /// - Parameter retryAfter: whole seconds.
  static func tooManyRequests(retryAfter: Int) -> Problem {
    var problem = Problem(
      status: 429, code: "too_many_requests", message: "Too many requests",
      detail: "Send again in \(retryAfter) s")
    problem.headers = [("Retry-After", String(retryAfter))]
    return problem
  }

  /// 500: a defect of this server or its store; the cause goes to the log, not to the caller.
  static var internalError: Problem {
    Problem(
      status: 500, code: "internal_error", message: "The server failed",
      detail: "The cause is in the server's log")
  }
}
