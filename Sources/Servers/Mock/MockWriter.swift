import Contracts
import Documents

/// Writes the content of answers.
struct MockWriter {
  let document: Value

  /// Writes content as its media type wants it. JSON stays a value, so that it can still be changed.
  func write(_ content: MockAnswers.Content, into response: inout ServerResponse) {
    response.setHeader("Content-Type", content.type)
    if let text = content.serialized {
      response.body = .bytes(Array(text.utf8))
      return
    }
    let type = MediaTypeName(content.type)
    if type?.isJSON == true {
      response.body = .json(content.value)
      return
    }
    do {
      let written = try BodyWriter(content.media).write(content.value)
      response.setHeader("Content-Type", written.contentType)
      response.body = .bytes(written.bytes)
    } catch {
      // No notation of requests holds it: XML, events, or an object where text is documented.
      response.body = .bytes(Array(otherText(content, type).utf8))
    }
  }

  private func otherText(_ content: MockAnswers.Content, _ type: MediaTypeName?) -> String {
    let value = content.value
    if type?.subtype == "event-stream" {
      return (value.array ?? [value]).map(Self.event).joined()
    }
    if type?.subtype == "xml" || type?.suffix == "xml" {
      return MockXML(document: document).text(value, content.media.schema)
    }
    return JSONWriter.text(value)
  }

  /// One event of a stream (HTML §9.2.6).
  private static func event(_ value: Value) -> String {
    guard let members = value.object else { return "data: \(line(value))\n\n" }
    let known = ["event", "data", "id", "retry"]
    guard members.names.contains(where: known.contains) else {
      return "data: \(JSONWriter.text(value))\n\n"
    }
    return known.compactMap { name in members[name].map { "\(name): \(line($0))\n" } }.joined()
      + "\n"
  }

  private static func line(_ value: Value) -> String {
    let text = value.string ?? JSONWriter.text(value)
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
