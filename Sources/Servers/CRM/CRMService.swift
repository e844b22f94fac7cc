import Documents
import Logging

/// Answers the requests of the founding contract.
///
/// What is looked at, in this order: path (404), method (405), token (401, 403), parameters and body
/// (400, 413, 415), then whether what they name exists (404).
struct CRMService: Sendable {
  /// Bytes that a body may have.
  static let bodyLimit = 1_048_576

  let routes = RouteTable(CRMRoutes.all)
  let store: CRMStore
  let authorization: Authorization
  let tokenEndpoint: TokenEndpoint
  let faults: [any Fault]
  let logger: Logger

  /// Never fails: what goes wrong inside is an answer with status 500.
  func answer(_ request: ServerRequest) async -> ServerResponse {
    let response = await dispatch(request)
    logger.info(
      "answered",
      metadata: [
        "method": "\(request.method)", "path": "/\(request.segments.joined(separator: "/"))",
        "status": "\(response.status)",
      ])
    return response
  }

  private func dispatch(_ request: ServerRequest) async -> ServerResponse {
    if request.segments == TokenEndpoint.path {
      let allowed = TokenEndpoint.allowed
      if request.method == "OPTIONS" { return options(allowed) }
      guard allowed.contains(request.method) else {
        return Problem.methodNotAllowed(request.method, allowed: allowed).response
      }
      var call = FaultableCall(request: request, parameters: [:])
      call.isTokenRequest = true
      return await answer(call) { await tokenEndpoint.answer($0.request) }
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
