/// What a value holds, in one word.
///
/// All cases but null are one reference to an object of Swift's own, which the compiler copies and lets go of
/// without looking which case it is. Another case without payload, or one of another kind, would end that. The
/// case is in the reference's highest bits, so that tools which look for addresses in memory don't see it: what
/// only a global value holds the leak sanitizer takes for lost.
@usableFromInline
enum ValueContent: Sendable {
  case null
  /// One of the two.
  case bool(Flag)
  /// As it was spelt.
  case number(Text)
  /// Its escapes decoded.
  case string(Text)
  /// In the order of the file.
  case array([Value])
  /// In the order of the file, each name once.
  case object(ValueObject)

  /// A text behind one reference.
  @usableFromInline
  final class Text: Sendable {
    @usableFromInline let text: String

    init(_ text: String) {
      self.text = text
    }
  }

  /// One of the two truth values.
  @usableFromInline
  final class Flag: Sendable {
    @usableFromInline let isTrue: Bool

    private init(_ isTrue: Bool) {
      self.isTrue = isTrue
    }

    private static let yes = Flag(true)
    private static let no = Flag(false)

    /// The one of them.
    static func of(_ isTrue: Bool) -> Flag { isTrue ? yes : no }
  }

  /// From what people write and take apart.
  init(_ kind: Value.Kind) {
    switch kind {
    case .null: self = .null
    case .bool(let flag): self = .bool(Flag.of(flag))
    case .number(let number): self = .number(Text(number.text))
    case .string(let text): self = .string(Text(text))
    case .array(let items): self = .array(items)
    case .object(let members): self = .object(members)
    }
  }

  /// As people write it and take it apart.
  var kind: Value.Kind {
    switch self {
    case .null: .null
    case .bool(let flag): .bool(flag.isTrue)
    case .number(let text): .number(JSONNumber(checked: text.text))
    case .string(let text): .string(text.text)
    case .array(let items): .array(items)
    case .object(let members): .object(members)
    }
  }
}
