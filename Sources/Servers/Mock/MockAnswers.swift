import Contracts
import Documents
import Suites

/// Makes the answers of a contract's operations.
struct MockAnswers: Sendable {
  let values: MockValues

  /// The content of an answer before it is written.
  struct Content: Sendable {
    var media: Contract.MediaType
    /// What Content-Type says.
    var type: String
    var value: Value
    /// The content as the definition writes it; nil where it is written from the value.
    var serialized: String?
  }

  /// The documented answer for a call, filled with what was made up or given.
  ///
  /// - Parameter prepare: changes what was made up for the schema.
  func response(
    _ choice: ResponseChoice, to call: MockCall,
    prepare: (_ made: Value, _ media: Contract.MediaType) -> Value = { made, _ in made }
  ) throws(MockRefusal) -> ServerResponse {
    var response = ServerResponse(status: choice.status)
    let labels = ["\(call.operation.id)", "\(choice.status)"] + call.identity
    if let documented = choice.response {
      if var content = try content(of: documented, choice.status, for: call, labels) {
        if call.prefer.example == nil { content.value = prepare(content.value, content.media) }
        MockWriter(document: values.contract.document).write(content, into: &response)
      }
      response.headers += MockHeaders(values: values).fields(of: documented, labels)
    }
    if !call.prefer.isEmpty { response.setHeader("Preference-Applied", call.prefer.applied) }
    return response
  }

  /// Whether a status never has content (RFC 9110 §6.4.1, §15.3.6).
  static func isBare(_ status: Int) -> Bool {
    status < 200 || status == 204 || status == 205 || status == 304
  }

  private func content(
    of response: Contract.Response, _ status: Int, for call: MockCall, _ labels: [String]
  ) throws(MockRefusal) -> Content? {
    if let name = call.prefer.example { return try example(name, of: response, call.accept) }
    guard !response.content.isEmpty, !Self.isBare(status) else { return nil }
    let media = MockNegotiation.best(of: response.content, for: call.accept)
    // An error that the client would rather not read is better than no word of it.
    guard
      let (media, type) = media ?? (status >= 400 ? MockNegotiation.first(response.content) : nil)
    else { throw .notAcceptable(response.content.map(\.name)) }
    var random = values.random(labels + [type])
    return Content(
      media: media, type: type,
      value: value(of: media, type, isDynamic: call.prefer.isDynamic, &random))
  }

  /// What a media type holds: an example of the definition that its schema accepts, else made up.
  func value(
    of media: Contract.MediaType, _ type: String, isDynamic: Bool = false,
    _ random: inout SeededRandom
  ) -> Value {
    let examples = media.examples.compactMap(\.value)
    if let schema = media.schema,
      let value = values.value(
        for: schema, examples: examples, isDynamic: isDynamic, random: &random)
    {
      return value
    }
    if let item = media.itemSchema {
      let items = (0..<2).compactMap { _ in
        values.value(for: item, isDynamic: isDynamic, random: &random)
      }
      return .array(items)
    }
    if let first = examples.first { return first }
    return MediaTypeName(type)?.isJSON == true ? .object([]) : .string("mock")
  }

  /// An example that the client asked for by name, whatever the schema says of it.
  private func example(
    _ name: String, of response: Contract.Response, _ accept: AcceptField
  ) throws(MockRefusal) -> Content {
    var names: [String] = []
    for media in response.content {
      names += media.examples.compactMap(\.name)
      guard let example = media.examples.first(where: { $0.name == name }) else { continue }
      let type = MockNegotiation.concrete(media)
      guard example.value != nil || example.serialized != nil else {
        throw .preference("the example \(name) lies at \(example.externalURL ?? "another place")")
      }
      return Content(
        media: media, type: type, value: example.value ?? .null, serialized: example.serialized)
    }
    let known = names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))"
    throw .preference("the answer \(response.status) has no example named \(name); \(known)")
  }
}
