import Contracts
import Documents

/// Makes up the header fields that a contract documents for an answer.
struct MockHeaders: Sendable {
  let values: MockValues

  /// Fields that HTTP itself decides, lower case: a made-up one would break the message.
  private static let reserved: Set<String> = [
    "connection", "content-encoding", "content-length", "content-type", "date", "keep-alive",
    "te", "trailer", "transfer-encoding", "upgrade", "www-authenticate", "allow",
  ]

  /// How often another value is tried where one can't stand in a header.
  private static let attempts = 8

  func fields(
    of response: Contract.Response, _ labels: [String]
  ) -> [(name: String, value: String)] {
    response.headers.compactMap { header in
      guard !Self.reserved.contains(header.name.lowercased()) else { return nil }
      return text(of: header, labels).map { (header.name, $0) }
    }
  }

  /// Nil where no value is found that a header can hold.
  private func text(of header: Contract.Header, _ labels: [String]) -> String? {
    let schema = header.schema ?? header.content?.schema
    let examples = (header.examples + (header.content?.examples ?? [])).compactMap(\.value)
    let notation = ParameterNotation(
      name: header.name, location: .header, style: header.style, isExploded: header.isExploded,
      mediaType: header.content?.name)
    for attempt in 0..<Self.attempts {
      var random = values.random(labels + ["header", header.name, "\(attempt)"])
      let made = schema.flatMap { schema in
        values.value(
          for: schema, named: header.name, examples: examples, isDynamic: attempt > 0,
          random: &random)
      }
      guard let value = made ?? (schema == nil ? examples.first ?? .string("mock") : nil) else {
        return nil
      }
      do {
        guard let text = try ParameterWriter(notation).field(value) else { continue }
        if !text.isEmpty, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
      } catch {
        // This value has no notation in a header; another one may have.
        continue
      }
    }
    return nil
  }
}
