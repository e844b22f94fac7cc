import Contracts

/// Chooses among the representations of an answer (RFC 9110 §12.1).
enum MockNegotiation {
  /// The one that the client likes best, with the type to announce; of equally good ones JSON, then
  /// the first. Nil where it takes none.
  static func best(
    of content: [Contract.MediaType], for accept: AcceptField
  ) -> (media: Contract.MediaType, type: String)? {
    var best: (media: Contract.MediaType, type: String)?
    var score = (weight: 0.0, json: 0)
    for media in content {
      let type = concrete(media)
      guard let name = MediaTypeName(type) else { continue }
      let own = (weight: accept.weight(of: name), json: name.isJSON ? 1 : 0)
      if own > score, own.weight > 0 {
        best = (media, type)
        score = own
      }
    }
    return best
  }

  /// What is sent to a client that takes none: JSON, else the first.
  static func first(
    _ content: [Contract.MediaType]
  ) -> (media: Contract.MediaType, type: String)? {
    best(of: content, for: AcceptField(nil))
  }

  /// The media type itself, or for a range one that it covers.
  static func concrete(_ media: Contract.MediaType) -> String {
    MediaTypeName(media.name)?.sendable ?? media.name
  }
}
