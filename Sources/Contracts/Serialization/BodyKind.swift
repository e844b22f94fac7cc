/// The ways in which bodies are written and read.
enum BodyKind: Sendable, Hashable {
  case json
  /// A JSON text a line.
  case jsonLines
  /// Each JSON text after a record separator (RFC 7464).
  case jsonSequence
  case urlEncodedForm
  case multipartForm
  /// The text of one scalar.
  case text
  /// A string is the content as it stands. XML is among them: nothing here writes or reads it.
  case opaque
  /// Several contents in one, of which nothing says what is in which (`multipart/mixed`).
  case otherMultipart

  init(_ type: MediaTypeName) {
    if type.isJSON {
      self = .json
    } else if type.type == "multipart" {
      self = type.subtype == "form-data" ? .multipartForm : .otherMultipart
    } else if type.subtype == "json-seq" || type.suffix?.isExactly("json-seq") == true {
      self = .jsonSequence
    } else if ["jsonl", "x-jsonl", "jsonlines", "x-jsonlines", "ndjson", "x-ndjson"]
      .contains(type.subtype)
    {
      self = .jsonLines
    } else if type.type == "application", type.subtype == "x-www-form-urlencoded" {
      self = .urlEncodedForm
    } else if type.type == "text", !["xml", "html", "event-stream"].contains(type.subtype) {
      self = .text
    } else {
      self = .opaque
    }
  }
}

extension MediaTypeName {
  /// A type that can be sent where this one, a range, is documented; nil for one that is no range.
  package var sendable: String? {
    guard isRange else { return nil }
    if isJSON { return "application/json" }
    switch type {
    case "*", "application": return "application/json"
    case "text": return "text/plain"
    case "multipart": return "multipart/form-data"
    case "image": return "image/png"
    default: return "application/octet-stream"
    }
  }
}
