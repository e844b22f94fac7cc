import Contracts
import Documents

/// Answers the requests of a contract.
///
/// What is looked at, in this order: path (404), method (405), credential (401), parameters and body
/// (400, 413, 415), what the client would like of the answer (400, 406), then whether what it names
/// is there (404).
struct MockService: Sendable {
  /// Bytes that a body may have.
  static let bodyLimit = 16 << 20

  let contract: Contract
  let matcher: OperationMatcher
  let reader: RequestReader
  let security: MockSecurity
  let tokens: MockTokens
  let answers: MockAnswers
  let things: MockThings
  let absence: MockAbsence
  let errors: MockErrors
  let faults: [any Fault]
  let latency: Double
  let recorder: MockRecorder?
  /// Seconds since 1970.
  let now: @Sendable () -> Double
  let log: (@Sendable (String) -> Void)?

  /// - Throws: what the store can't do.
  init(_ configuration: MockServer.Configuration) throws {
    contract = configuration.contract
    let now = configuration.now
    self.now = now
    recorder = configuration.recorder
    let issuer = TokenIssuer(
      // No scope that can be asked for has a blank.
      lifetime: 3_600, opener: "any of the contract"
    ) { Int(now()) }
    matcher = OperationMatcher(contract: contract)
    reader = RequestReader(contract: contract, schemas: configuration.schemas)
    security = MockSecurity(
      schemes: contract.securitySchemes, credentials: configuration.credentials,
      issuer: issuer)
    tokens = MockTokens(contract, credentials: configuration.credentials, issuer: issuer)
    answers = MockAnswers(
      values: MockValues(
        contract: contract, schemas: configuration.schemas, seed: configuration.seed))
    things = MockThings(store: try MockStore(configuration.store), answers: answers)
    absence = configuration.absence
    errors = MockErrors(answers: answers)
    faults = configuration.faults
    latency = configuration.latency
    log = configuration.log
  }

  /// Never fails: what goes wrong is an answer.
  func answer(_ request: ServerRequest) async -> ServerResponse {
    guard let recorder else { return await pacedAnswer(request) }
    let startedAt = now()
    let (request, body) = await readAhead(request)
    let response = await pacedAnswer(request)
    recorder.record(
      request, body: body, response, startedAt: startedAt, duration: max(0, now() - startedAt))
    return response
  }

  /// The request with its body read, so that it can be seen more than once.
  private func readAhead(_ request: ServerRequest) async -> (ServerRequest, [UInt8]) {
    var request = request
    let outcome: Result<[UInt8], Problem>
    do throws(Problem) {
      outcome = .success(try await request.readBody(Self.bodyLimit))
    } catch {
      outcome = .failure(error)
    }
    request.readBody = { _ throws(Problem) in try outcome.get() }
    return (request, (try? outcome.get()) ?? [])
  }

  private func pacedAnswer(_ request: ServerRequest) async -> ServerResponse {
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
      if tokens.serve(request) {
        var call = FaultableCall(request: request, parameters: [:])
        call.isTokenRequest = true
        return await answer(call) { await tokens.response(to: $0.request) }
      }
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
        do {
          return try await honestAnswer(call, operation, match.values, body)
        } catch let refusal as MockRefusal {
          return errors.response(to: refusal, of: operation, accept: accept)
        } catch {
          log?("\(request.method) \(request.path): the store failed: \(error)")
          return errors.response(
            to: MockRefusal([500], "the mock's store failed"), of: operation, accept: accept)
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
    _ pathValues: [(name: String, value: String)], _ body: Result<[UInt8], MockRefusal>
  ) async throws -> ServerResponse {
    let request = incoming.request
    if !incoming.skipsAuthorization, let refusal = security.refusal(of: request, by: operation) {
      throw refusal
    }
    let raw = RawRequest(target: request.target, fields: request.headers, body: try body.get())
    let seen = reader.read(raw, as: operation)
    if let refusal = MockRefusal.of(seen) { throw refusal }
    let call = MockCall(
      operation: operation, seen: seen, pathValues: pathValues,
      accept: AcceptField(request.header("accept")),
      prefer: PreferField(request.header("prefer")))
    var response = try await response(to: call, request)
    guard operation.id.method == "HEAD", let get = sibling(of: operation) else { return response }
    // HEAD tells what GET tells (RFC 9110 §9.3.2), whatever content the contract gives it.
    var other = call
    other.operation = get
    other.seen = reader.read(raw, as: get)
    let told = try await self.response(to: other, request)
    guard told.status == response.status else { return response }
    response.body = told.body
    for (name, value) in told.headers where response.header(name) == nil {
      response.headers.append((name, value))
    }
    return response
  }

  private func response(
    to call: MockCall, _ request: ServerRequest
  ) async throws -> ServerResponse {
    if let response = try plainAnswer(to: call) { return response }
    let kept = await keptAnswer(to: call, request)
    return try kept.get() ?? answers.response(call.operation.success(isCreating: false), to: call)
  }

  /// What needs no store to be answered.
  private func plainAnswer(to call: MockCall) throws -> ServerResponse? {
    if call.prefer.code != nil { return try answers.response(try choice(call), to: call) }
    if absence.covers(call) {
      throw MockRefusal([404, 410], "the fixtures say that it is missing")
    }
    return nil
  }

  /// What the store knows. A result instead of an error: Swift 6.3 can't optimise a function that waits
  /// between two calls that throw.
  private func keptAnswer(
    to call: MockCall, _ request: ServerRequest
  ) async -> Result<ServerResponse?, any Error> {
    guard call.prefer.example == nil else { return .success(nil) }
    do { return .success(try await things.response(to: call, request)) } catch {
      return .failure(error)
    }
  }

  private func sibling(of operation: Contract.Operation) -> Contract.Operation? {
    contract.operation(Contract.Operation.ID(method: "GET", path: operation.id.path))
  }

  /// The status that the client prefers.
  private func choice(_ call: MockCall) throws(MockRefusal) -> ResponseChoice {
    let text = call.prefer.code ?? ""
    guard let code = Int(text), (200...599).contains(code),
      let response = call.operation.response(for: code)
    else {
      let codes = call.operation.responses.map { "\($0.status)" }.joined(separator: ", ")
      throw .preference("\(call.operation.id) documents no status \(text); it has \(codes)")
    }
    return ResponseChoice(code, response)
  }
}
