import Contracts
import Documents

/// Answers the requests of a contract.
///
/// What is looked at, in this order: path (404), method (405), credential (401), parameters and body
/// (400, 413, 415), what the client would like of the answer (400, 406).
struct MockService: Sendable {
  /// Bytes that a body may have.
  static let bodyLimit = 16 << 20

  let contract: Contract
  let matcher: OperationMatcher
  let reader: RequestReader
  let security: MockSecurity
  let answers: MockAnswers
  let errors: MockErrors
  let faults: [any Fault]
  let latency: Double
  let log: (@Sendable (String) -> Void)?

  init(_ configuration: MockServer.Configuration) {
    contract = configuration.contract
    matcher = OperationMatcher(contract: contract)
    reader = RequestReader(contract: contract, schemas: configuration.schemas)
    security = MockSecurity(
      schemes: contract.securitySchemes, credentials: configuration.credentials,
      issuer: TokenIssuer(lifetime: 3_600, now: configuration.now))
    answers = MockAnswers(
      values: MockValues(
        contract: contract, schemas: configuration.schemas, seed: configuration.seed))
    errors = MockErrors(answers: answers)
    faults = configuration.faults
    latency = configuration.latency
    log = configuration.log
  }

  /// Never fails: what goes wrong is an answer.
  func answer(_ request: ServerRequest) async -> ServerResponse {
    if latency > 0 {
      // Cancelled means that the server stops: then the answer may go out at once.
      try? await Task.sleep(for: .seconds(latency))
    }
    let response = await dispatch(request)
    log?("\(request.method) \(request.path) \(response.status)")
    return response
  }

  private func dispatch(_ request: ServerRequest) async -> ServerResponse {
    let accept = AcceptField(request.header("accept"))
    switch outcome(request) {
    case .none:
      return errors.response(
        to: .unknownPath(request.path), of: nil, accept: accept)
    case .otherMethods(let methods):
      let allowed = RouteTable.allow(methods)
      if request.method == "OPTIONS" {
        return ServerResponse(
          status: 204, headers: [("Allow", allowed.joined(separator: ", "))])
      }
      return await answer(FaultableCall(request: request, parameters: [:])) { _ in
        errors.response(
          to: .otherMethods(request.method, allowed: allowed), of: nil, accept: accept)
      }
    case .match(let match):
      guard let operation = contract.operation(match.operation) else {
        return Problem.internalError.response
      }
      var call = FaultableCall(
        operation: "\(operation.id)", request: request,
        parameters: Dictionary(match.values.map { ($0.name, $0.value) }) { first, _ in first })
      let body = await readBody(of: operation, &call)
      return await answer(call) { call in
        do throws(MockRefusal) {
          return try self.honestAnswer(call, operation, match.values, try body.get())
        } catch {
          return errors.response(to: error, of: operation, accept: accept)
        }
      }
    }
  }

  /// A HEAD request that the contract doesn't know itself finds what GET does.
  private func outcome(_ request: ServerRequest) -> OperationMatcher.Outcome {
    let outcome = matcher.outcome(method: request.method, path: request.target)
    guard request.method == "HEAD", case .otherMethods(let methods) = outcome,
      methods.contains("GET")
    else { return outcome }
    return matcher.outcome(method: "GET", path: request.target)
  }

  /// Runs what answers a call inside the faults that concern it.
  private func answer(
    _ incoming: FaultableCall, honestly: (FaultableCall) async -> ServerResponse
  ) async -> ServerResponse {
    var call = incoming
    let active = faults.filter { $0.scope.covers(call) }
    for fault in active { fault.tamper(with: &call) }
    var response = await honestly(call)
    for fault in active { fault.tamper(with: &response, answering: call) }
    return response
  }

  private func readBody(
    of operation: Contract.Operation, _ call: inout FaultableCall
  ) async -> Result<[UInt8], MockRefusal> {
    guard operation.body != nil else { return .success([]) }
    do throws(Problem) {
      call.body = try await call.request.readBody(Self.bodyLimit)
      return .success(call.body)
    } catch {
      return .failure(MockRefusal(error))
    }
  }

  private func honestAnswer(
    _ incoming: FaultableCall, _ operation: Contract.Operation,
    _ pathValues: [(name: String, value: String)], _ body: [UInt8]
  ) throws(MockRefusal) -> ServerResponse {
    let request = incoming.request
    if !incoming.skipsAuthorization, let refusal = security.refusal(of: request, by: operation) {
      throw refusal
    }
    let seen = reader.read(
      RawRequest(target: request.target, fields: request.headers, body: body), as: operation)
    if let refusal = MockRefusal.of(seen) { throw refusal }
    let call = MockCall(
      operation: operation, seen: seen, pathValues: pathValues,
      accept: AcceptField(request.header("accept")),
      prefer: PreferField(request.header("prefer")))
    return try answers.response(try choice(call), to: call)
  }

  /// The answer to a good request: the status that the client prefers, or a success.
  private func choice(_ call: MockCall) throws(MockRefusal) -> ResponseChoice {
    guard let text = call.prefer.code else { return call.operation.success(isCreating: false) }
    guard let code = Int(text), (200...599).contains(code),
      let response = call.operation.response(for: code)
    else {
      let codes = call.operation.responses.map { "\($0.status)" }.joined(separator: ", ")
      throw .preference("\(call.operation.id) documents no status \(text); it has \(codes)")
    }
    return ResponseChoice(code, response)
  }
}
