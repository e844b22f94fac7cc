/// Why a value can't be written into its place of a request.
package struct SerializationError: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// An array or object inside of an array or object: no style says how to write one.
    case nested(Contract.Parameter.Style)
    /// Null inside of an array or object: no style has a text for it.
    case innerNull
    /// The style has no notation for this type of value (OpenAPI 3.0.4 §4.7.12.4, "n/a").
    case undefined(Contract.Parameter.Style, type: String)
    /// Several values that would have to be cookies of their own in the style `form`, which divides
    /// them by `&`; cookies are divided by `; `.
    case explodedCookie
    /// A part holds what divides the parts, or is empty where empty parts are not seen, so that the
    /// receiver would read something else.
    case ambiguous(part: String, divider: String)
    /// A character that may not stand in a header field's value (RFC 9110 §5.5), or blanks at its
    /// ends, which the receiver drops.
    case fieldCharacter
    /// A name that is no token (RFC 9110 §5.6.2, RFC 6265 §4.1.1).
    case nameCharacter
    /// A character that may not stand in a cookie's value (RFC 6265 §4.1.1).
    case cookieCharacter
    /// The media type can't hold values of this type.
    case content(mediaType: String, type: String)
    /// Only UTF-8 is written.
    case charset(String)
    /// A header of a part of a multipart body is required and nothing gives its value.
    case partHeader(String)
  }

  /// The parameter or form field; nil for a body as a whole.
  package var name: String?
  package var kind: Kind

  package init(_ kind: Kind, name: String? = nil) {
    self.name = name
    self.kind = kind
  }
}

extension SerializationError: CustomStringConvertible {
  /// One sentence without a full stop, for people.
  package var description: String {
    let subject = name.map { "the value of `\($0)`" } ?? "the body"
    switch kind {
    case .nested(let style):
      return "\(subject) holds an array or object inside of another, for which the style"
        + " \(style.rawValue) has no notation"
    case .innerNull:
      return "\(subject) holds null inside of an array or object, for which there is no notation"
    case .undefined(let style, let type):
      return "\(subject) is of type \(type), for which the style \(style.rawValue) has no notation"
    case .explodedCookie:
      return "\(subject) would become several cookies, which the style form can't write"
    case .ambiguous(let part, let divider):
      let shown = part.shortened(to: 40)
      return "\(subject) holds `\(shown)`, which can't be told from its neighbours where"
        + " \(divider) divides them"
    case .fieldCharacter:
      return
        "\(subject) holds a character that can't stand in a header field, or blanks at its ends"
    case .nameCharacter: return "the name `\(name ?? "")` can't be written as the name of a field"
    case .cookieCharacter: return "\(subject) holds a character that can't stand in a cookie"
    case .content(let mediaType, let type):
      return "\(subject) is of type \(type), which can't be written as \(mediaType)"
    case .charset(let charset): return "\(subject) can't be written in \(charset), only in UTF-8"
    case .partHeader(let header):
      return "the part `\(name ?? "")` needs the header `\(header)`, for which there is no value"
    }
  }
}
