import Contracts
import Documents

extension MockVisit {
  /// How many ids are drawn for one new thing.
  private static var attempts: Int { 32 }

  func create(_ store: MockStore.Transaction) throws -> ServerResponse {
    let choice = call.operation.success(isCreating: true)
    var thing: Value?
    var thingSchema: Contract.SchemaReference?
    var response = try answers.response(choice, to: call) { made, media in
      guard let schema = media.schema, let sent = call.seen.content else {
        thing = made
        return made
      }
      let value = echo.overlaid(sent, on: made, schema)
      thing = value
      thingSchema = schema
      return value
    }
    guard let place = resource.id, var value = thing, var id = value[place] else { return response }
    let wasSent = call.seen.content?[place].map { $0.idText == id.idText } ?? false
    var attempt = 0
    while case .kept = try store.standing(of: id.idText, in: collection) {
      if wasSent {
        guard call.operation.documents(409) else { break }
        throw MockRefusal([409], "\(resource.parameter) \(id.idText) is there already")
      }
      guard attempt < Self.attempts, let schema = thingSchema,
        let next = try newID(place, attempt, store),
        case let candidate = value.replacing(place, by: next),
        answers.values.accepts(candidate, schema)
      else { break }
      (value, id) = (candidate, next)
      attempt += 1
    }
    try store.keep(value, as: id.idText, in: collection)
    if case .json = response.body { response.body = .json(value) }
    locate(id, in: &response, choice.response)
    return response
  }

  /// Another value for the id.
  private func newID(
    _ place: JSONPointer, _ attempt: Int, _ store: MockStore.Transaction
  ) throws -> Value? {
    guard let parameter = itemParameter else { return nil }
    let number = try store.count(in: collection) + attempt
    var random = answers.values.random([resource.item, collection, "id", "\(number)"])
    return answers.values.value(
      for: parameter.schema, named: parameter.name, isDynamic: true, random: &random)
  }

  private var itemParameter: Contract.Parameter? {
    answers.values.contract.operations.first { $0.id.path == resource.item }?
      .parameter(named: resource.parameter, in: .path)
  }

  /// Puts the new thing's address where the contract documents `Location` (RFC 9110 §15.3.2).
  private func locate(
    _ id: Value, in response: inout ServerResponse, _ documented: Contract.Response?
  ) {
    guard let header = documented?.header(named: "Location") else { return }
    let path = basePath + collection + "/" + PercentCoding.encoded(id.idText)
    let host = request.header("host").map { "http://\($0)" } ?? ""
    for text in [path, host + path]
    where header.schema.map({ answers.values.accepts(.string(text), $0) }) ?? true {
      response.setHeader(header.name, text)
      return
    }
  }

  /// What the request had before the contract's path.
  private var basePath: String {
    let own = call.operation.id.path.split(separator: "/", omittingEmptySubsequences: false).count
    let sent = request.path.split(separator: "/", omittingEmptySubsequences: false)
    return sent.prefix(max(0, sent.count - own + 1)).joined(separator: "/")
  }

  // MARK: Lists

  func list(_ store: MockStore.Transaction) throws -> ServerResponse {
    let things = try store.things(in: collection)
    let choice = call.operation.success(isCreating: false)
    guard !things.isEmpty else { return try answers.response(choice, to: call) }
    let page = page(of: things)
    return try answers.response(choice, to: call) { made, media in
      guard let schema = media.schema else { return made }
      if made.array != nil {
        let list = echo.pruned(.array(page), [schema.pointer])
        return answers.values.accepts(list, schema) ? list : made
      }
      return wrapped(page, of: things.count, in: made, schema)
    }
  }

  /// The list in the member that holds one, its length in the members that tell it.
  private func wrapped(
    _ page: [Value], of total: Int, in made: Value, _ schema: Contract.SchemaReference
  ) -> Value {
    guard var members = made.object,
      let holder = members.first(where: { $0.value.array != nil })?.name
    else { return made }
    var list = members
    list[holder] = .array(page)
    let fitting = echo.pruned(.object(list), [schema.pointer])
    guard answers.values.accepts(fitting, schema), let shown = fitting.object else { return made }
    members = shown
    for member in shown where member.value.integer != nil {
      guard Self.totals.contains(member.name.lowercased()) else { continue }
      var told = members
      told[member.name] = .integer(total)
      if answers.values.accepts(.object(told), schema) { members = told }
    }
    return .object(members)
  }

  /// Members that tell how many there are, lower case.
  private static var totals: Set<String> {
    [
      "total", "count", "totalcount", "total_count", "totalelements", "total_elements",
      "totalitems",
    ]
  }

  /// Query parameters that say how many are wanted, lower case.
  private static var limits: Set<String> {
    ["limit", "per_page", "perpage", "page_size", "pagesize", "size", "top", "$top"]
  }

  /// The part of a list that was asked for, as far as the usual names tell.
  private func page(of things: [Value]) -> [Value] {
    func number(_ names: Set<String>) -> Int? {
      call.seen.parameters.first {
        $0.location == .query && names.contains($0.name.lowercased())
      }?.value.integer
    }
    // A number beyond all things is as good as any other such.
    let most = things.count
    let limit = min(max(0, number(Self.limits) ?? 100), most)
    let page = min(max(1, number(["page"]) ?? 1), most + 1)
    let start = number(["offset", "skip", "$skip"]) ?? (page - 1) * limit
    return Array(things.dropFirst(max(0, start)).prefix(limit))
  }
}
