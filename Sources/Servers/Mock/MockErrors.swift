import Contracts
import Documents

/// Makes refusals in the words of the contract.
struct MockErrors: Sendable {
  let answers: MockAnswers
  private let model: Contract.Model?

  init(answers: MockAnswers) {
    self.answers = answers
    model = answers.values.contract.errorModel
  }

  private var values: MockValues { answers.values }

  /// - Parameter operation: the one that was called; nil where none was found.
  func response(
    to refusal: MockRefusal, of operation: Contract.Operation?, accept: AcceptField
  ) -> ServerResponse {
    let choice = operation?.refusal(refusal.statuses)
    let status = choice?.status ?? refusal.statuses.first ?? 400
    var response = ServerResponse(status: status)
    let labels = [operation.map { "\($0.id)" } ?? "", "\(status)", refusal.message]
    if let documented = choice?.response {
      if !documented.content.isEmpty, !MockAnswers.isBare(status),
        let (media, type) = MockNegotiation.best(of: documented.content, for: accept)
          ?? MockNegotiation.first(documented.content)
      {
        var random = values.random(labels + [type])
        var value = answers.value(of: media, type, &random)
        if let schema = media.schema { value = telling(refusal, status, in: value, schema) }
        MockWriter(document: values.contract.document).write(
          .init(media: media, type: type, value: value), into: &response)
      }
      response.headers += MockHeaders(values: values).fields(of: documented, labels)
    } else {
      writeUndocumented(refusal, status, labels, into: &response)
    }
    for (name, value) in refusal.headers { response.setHeader(name, value) }
    return response
  }

  /// In the contract's error model, else as a problem of RFC 9457.
  private func writeUndocumented(
    _ refusal: MockRefusal, _ status: Int, _ labels: [String],
    into response: inout ServerResponse
  ) {
    var random = values.random(labels)
    if let schema = model?.schema, let value = values.value(for: schema, random: &random) {
      response.setHeader("Content-Type", "application/json")
      response.body = .json(telling(refusal, status, in: value, schema))
      return
    }
    response.setHeader("Content-Type", "application/problem+json")
    response.body = .json(
      .object([
        ("title", .string("The mock refused the request")), ("status", .integer(status)),
        ("detail", .string(refusal.message)),
      ]))
  }

  // MARK: What went wrong, in the error's own members

  /// Members that hold words for people, lower case.
  private static let wordNames: Set<String> = [
    "message", "detail", "details", "description", "developermessage", "error_description",
    "reason", "msg",
  ]
  /// Members that repeat the status, lower case.
  private static let statusNames: Set<String> = [
    "status", "statuscode", "status_code", "httpstatus",
  ]

  /// The error with the reason and the status in the members that are meant for them, as far as the
  /// schema accepts it.
  private func telling(
    _ refusal: MockRefusal, _ status: Int, in value: Value, _ schema: Contract.SchemaReference
  ) -> Value {
    var result = value
    let places = places(in: value, JSONPointer(), depth: 0)
    if places.isEmpty { return explained(refusal, status, in: value, schema) }
    for place in places {
      let word: Value =
        switch value[place.pointer]?.kind {
        case .number: .integer(status)
        default: .string(place.isStatus ? "\(status)" : refusal.message)
        }
      let candidate = result.replacing(place.pointer, by: word)
      if values.accepts(candidate, schema) { result = candidate }
    }
    return result
  }

  /// The error with words in a member that the contract leaves open: an object of which it says no more.
  private func explained(
    _ refusal: MockRefusal, _ status: Int, in value: Value, _ schema: Contract.SchemaReference
  ) -> Value {
    let words = Value.object([
      ("code", .integer(status)), ("message", .string(refusal.message)),
    ])
    for member in value.object ?? ValueObject() where member.value.object?.isEmpty == true {
      let told = value.replacing(JSONPointer([member.name]), by: words)
      if values.accepts(told, schema) { return told }
    }
    return value
  }

  private func places(
    in value: Value, _ pointer: JSONPointer, depth: Int
  ) -> [(pointer: JSONPointer, isStatus: Bool)] {
    guard depth < 4 else { return [] }
    // Of several reasons the first is told.
    if let first = value[0] { return places(in: first, pointer.appending(0), depth: depth + 1) }
    guard let members = value.object else { return [] }
    return members.flatMap { member -> [(pointer: JSONPointer, isStatus: Bool)] in
      let place = pointer.appending(member.name)
      let name = member.name.lowercased()
      switch member.value.kind {
      case .string where Self.wordNames.contains(name): return [(place, false)]
      case .string where Self.statusNames.contains(name),
        .number where Self.statusNames.contains(name):
        return [(place, true)]
      case .object, .array: return places(in: member.value, place, depth: depth + 1)
      default: return []
      }
    }
  }
}
