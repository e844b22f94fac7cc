import Documents

/// The names and values of a query, a form or a Cookie field, by name.
struct PairList: Sendable {
  /// How values are coded.
  enum Coding: Sendable {
    case plain
    /// Percent-encoded.
    case percent
    /// Percent-encoded, and a plus is a blank (WHATWG URL §5.1).
    case form

    /// Nil where the text isn't so coded.
    func decoded(_ text: some StringProtocol) -> String? {
      switch self {
      case .plain: String(text)
      case .percent: PercentCoding.decoded(text)
      case .form:
        text.utf8.contains(UInt8(ascii: "+"))
          ? PercentCoding.decoded(
            String(decoding: text.utf8.map { $0 == 0x2B ? 0x20 : $0 }, as: UTF8.self))
          : PercentCoding.decoded(text)
      }
    }
  }

  struct Pair: Sendable {
    /// Decoded; as it stands where it can't be.
    var name: String
    /// As it stands.
    var text: String
    /// Of a part of a multipart form.
    var contentType: MediaTypeName?
  }

  let coding: Coding
  let pairs: [Pair]
  private let places: [ExactName: [Int]]

  init(_ pairs: [Pair], coding: Coding) {
    self.coding = coding
    self.pairs = pairs
    var places: [ExactName: [Int]] = [:]
    for (place, pair) in pairs.enumerated() {
      places[ExactName(pair.name), default: []].append(place)
    }
    self.places = places
  }

  /// A query or URL-encoded form.
  init(form text: some StringProtocol) {
    self.init(text, divider: UInt8(ascii: "&"), coding: .form)
  }

  /// A Cookie field (RFC 6265 §5.4), its values as they stand or percent-encoded.
  init(cookies text: String) {
    self.init(text, divider: UInt8(ascii: ";"), coding: .percent)
  }

  private init(_ text: some StringProtocol, divider: UInt8, coding: Coding) {
    let pairs = text.utf8.split(separator: divider).compactMap { piece -> Pair? in
      let words = piece.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = words.first else { return nil }
      var nameText = String(decoding: name, as: UTF8.self)
      var value = words.count > 1 ? String(decoding: words[1], as: UTF8.self) : ""
      if divider == UInt8(ascii: ";") {
        nameText = String(nameText.trimmedBlanks())
        value = String(value.trimmedBlanks())
      }
      return Pair(name: coding.decoded(nameText) ?? nameText, text: value)
    }
    self.init(pairs, coding: coding)
  }

  /// The pairs of a name, in their order.
  subscript(name: String) -> [Pair] { places[ExactName(name)]?.map { pairs[$0] } ?? [] }
}
