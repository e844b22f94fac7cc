import Contracts
import Documents
import Logging

/// Answers the requests of the founding contract.
///
/// What is looked at, in this order: the rate (429), path (404), method (405), token (401, 403), what the
/// client takes (406), parameters and body (400, 413, 415), then whether what they name exists (404).
struct CRMService: Sendable {
  /// Bytes that a body may have.
  static let bodyLimit = 1_048_576
  static let healthPath = ["healthz"]
  private static let json = MediaTypeName("application/json")

  let routes = RouteTable(CRMRoutes.all)
  let store: CRMStore
  let authorization: Authorization
  let tokenEndpoint: TokenEndpoint
  let revocationEndpoint: RevocationEndpoint
  /// Nil lets all requests in.
  let gate: RateGate?
  let hasHealthPath: Bool
  let faults: [any Fault]
  let logger: Logger
  /// Seconds by a clock that never goes back.
  let uptime: @Sendable () -> Double

  /// Never fails: what goes wrong inside is an answer with status 500.
  func answer(_ request: ServerRequest) async -> ServerResponse {
    let started = uptime()
    let id = RequestID.of(request)
    var response = await gatedAnswer(request)
    response.setHeader(RequestID.field, id)
    logger.info(
      "answered",
      metadata: [
        "id": "\(id)", "method": "\(request.method)",
        "path": "\(request.path)",
        "status": "\(response.status)",
        "microseconds": "\(Int(max(0, uptime() - started) * 1_000_000))",
      ])
    return response
  }

  private func gatedAnswer(_ request: ServerRequest) async -> ServerResponse {
    // Whoever looks after the server is never kept out of it.
    if hasHealthPath, request.segments == Self.healthPath {
      return await serve(request, RouteTable.allow(["GET"])) { _ in await health() }
    }
    do throws(Problem) {
      try gate?.enter()
    } catch {
      return error.response
    }
    return await dispatch(request)
  }

  private func dispatch(_ request: ServerRequest) async -> ServerResponse {
    switch request.segments {
    case TokenEndpoint.path:
      return await serve(request, TokenEndpoint.allowed) { request in
        var call = FaultableCall(request: request, parameters: [:])
        call.isTokenRequest = true
        return await answer(call) { await tokenEndpoint.answer($0.request) }
      }
    case RevocationEndpoint.path:
      return await serve(request, RevocationEndpoint.allowed) { request in
        await revocationEndpoint.answer(request)
      }
    default: break
    }
    switch routes.find(method: request.method, path: request.segments) {
    case .unknownPath: return Problem.unknownPath.response
    case .otherMethods(let allowed):
      let call = FaultableCall(request: request, parameters: [:])
      return await answer(call) { call in
        if call.request.method == "OPTIONS" { return options(allowed) }
        return Problem.methodNotAllowed(call.request.method, allowed: allowed).response
      }
    case .found(let route, let parameters):
      var call = FaultableCall(
        operation: route.operation, request: request, parameters: parameters)
      if !faults.isEmpty {
        call.hasExpiredToken = authorization.standing(of: request) == .expired
        call.hasNarrowToken = authorization.standing(of: request) == .narrow
        if route.takesBody { await readAhead(&call) }
      }
      return await answer(call) { await honestAnswer($0, route) }
    }
  }

  /// Answers a path outside of the contract, for the methods that it has.
  private func serve(
    _ request: ServerRequest, _ allowed: [String],
    _ answer: (ServerRequest) async -> ServerResponse
  ) async -> ServerResponse {
    if request.method == "OPTIONS" { return options(allowed) }
    guard allowed.contains(request.method) else {
      return Problem.methodNotAllowed(request.method, allowed: allowed).response
    }
    return await answer(request)
  }

  /// Whether the store can be read.
  private func health() async -> ServerResponse {
    do throws(Problem) {
      try await store.check()
      return .json(.object([("status", .string("ok"))]))
    } catch {
      return .json(.object([("status", .string("failed"))]), status: 503)
    }
  }

  private func options(_ allowed: [String]) -> ServerResponse {
    ServerResponse(status: 204, headers: [("Allow", allowed.joined(separator: ", "))])
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

  private func honestAnswer(_ incoming: FaultableCall, _ route: Route) async -> ServerResponse {
    let request = incoming.request
    do throws(Problem) {
      if !incoming.skipsAuthorization { try authorization.check(request) }
      let accept = request.header("accept")
      let takesJSON = Self.json.map { AcceptField(accept).weight(of: $0) > 0 } ?? true
      guard takesJSON else { throw .notAcceptable(accept) }
      let body = route.takesBody ? try await readBody(request) : ValueObject()
      let call = Call(request: request, path: incoming.parameters, body: body)
      return .json(try await route.answer(call, store))
    } catch {
      return error.response
    }
  }

  /// Lets faults see the body, which can be read only once.
  private func readAhead(_ call: inout FaultableCall) async {
    let outcome: Result<[UInt8], Problem>
    do throws(Problem) {
      call.body = try await call.request.readBody(Self.bodyLimit)
      outcome = .success(call.body)
    } catch {
      outcome = .failure(error)
    }
    call.request.readBody = { _ throws(Problem) in try outcome.get() }
  }

  private func readBody(_ request: ServerRequest) async throws(Problem) -> ValueObject {
    let bytes = try await request.readBody(Self.bodyLimit)
    guard !bytes.isEmpty else { throw .invalidBody("There is none; a JSON object is needed") }
    let type = request.header("content-type")
    guard MediaType.essence(of: type) == "application/json" else {
      throw .unsupportedMediaType(type)
    }
    let document: JSONDocument
    do {
      document = try JSONReader.read(bytes, file: SourceFile(name: "<body>"), depthLimit: 32)
    } catch {
      throw .invalidBody("It is no JSON: \(error.message)")
    }
    guard document.duplicateMembers.isEmpty else {
      throw .invalidBody("A member occurs twice")
    }
    guard let members = Value(document).object else {
      throw .invalidBody("It must be a JSON object")
    }
    return members
  }
}
