import Documents

/// A schema and where it stands.
struct SchemaPlace {
  var value: Value
  /// Nil for one that is in no document.
  var pointer: JSONPointer?

  init(value: Value, pointer: JSONPointer?) {
    self.value = value
    self.pointer = pointer
  }

  init?(_ reference: Contract.SchemaReference, in contract: Contract) {
    guard let value = contract.document[reference.pointer] else { return nil }
    self.init(value: value, pointer: reference.pointer)
  }

  /// A schema inside of this one.
  func inner(_ value: Value, _ tokens: String...) -> SchemaPlace {
    SchemaPlace(value: value, pointer: pointer.map { JSONPointer($0.tokens + tokens) })
  }

  /// The name of the model that stands here; nil where none does.
  var modelName: String? {
    guard let tokens = pointer?.tokens else { return nil }
    if tokens.count == 2, tokens[0] == "definitions" { return tokens[1] }
    if tokens.count == 3, tokens[0] == "components", tokens[1] == "schemas" { return tokens[2] }
    return nil
  }
}

/// What a schema says, whichever dialect it says it in: nullable or a type list, flags or numbers,
/// `const` or `enum`, one `allOf` inside of another.
struct SchemaFacts {
  struct Property {
    var name: String
    var place: SchemaPlace
    var range: SourceRange?
  }

  enum Additional {
    case open, closed
    case schema(SchemaPlace)
  }

  /// Nil: any. `file` stands for bytes that are no JSON.
  var types: Set<String>?
  var format: String?
  /// Texts of the only values; nil: any.
  var values: [String]?
  var limits = SchemaLimits()
  var patterns: Set<String> = []
  var properties: [Property] = []
  var required: Set<ExactName> = []
  var additional = Additional.open
  var items: SchemaPlace?
  var alternatives: [SchemaPlace] = []
  /// The models that `allOf` names and that were not looked into.
  var bases: [SchemaPlace] = []
  var standard: String?
  var isDeprecated = false
  var isReadOnly = false
  var isWriteOnly = false
  /// Texts of the words that are only compared as a whole.
  var others: [String: String] = [:]
  /// Where the words stand.
  var ranges: [String: SourceRange] = [:]
  var range: SourceRange?

  /// - Parameter bases: models that `allOf` names and that are to be left alone.
  init(_ schema: Value, in document: Value, leaving bases: Set<ExactName> = []) {
    self.init(SchemaPlace(value: schema, pointer: nil), in: document, leaving: bases)
  }

  init(_ place: SchemaPlace, in document: Value, leaving bases: Set<ExactName> = []) {
    range = place.value.range
    var reader = SchemaFactsReader(document: document, leaving: bases)
    reader.read(place, into: &self, depth: 0)
    if types == ["string"], format == "binary" {
      types = ["file"]
      format = nil
    }
    if types?.contains("number") == true { types?.insert("integer") }
  }

  func place(of word: String) -> SourceRange? { ranges[word] ?? range }
}

/// Limits of numbers, texts and collections.
struct SchemaLimits {
  struct Limit {
    var number: JSONNumber
    var isExclusive = false
  }

  /// By the word that sets them: `minimum`, `maxLength` and so on.
  var limits: [String: Limit] = [:]

  static let lower = ["minimum", "minLength", "minItems", "minProperties"]
  static let upper = ["maximum", "maxLength", "maxItems", "maxProperties"]

  /// Reads the limits of a schema; of two the stricter one counts.
  mutating func read(_ members: ValueObject) {
    for word in Self.lower + Self.upper {
      let flagWord = ["minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"][word]
      let flag = flagWord.flatMap { members[$0] }
      // Nothing is shorter than nothing.
      if let number = members[word]?.number, flagWord != nil || number != JSONNumber(0) {
        add(Limit(number: number, isExclusive: flag?.bool ?? false), word)
      }
      if let number = flag?.number { add(Limit(number: number, isExclusive: true), word) }
    }
  }

  private mutating func add(_ limit: Limit, _ word: String) {
    guard let known = limits[word] else {
      limits[word] = limit
      return
    }
    if Self.isStricter(limit, than: known, word) { limits[word] = limit }
  }

  static func isStricter(_ limit: Limit, than other: Limit, _ word: String) -> Bool {
    if limit.number == other.number { return limit.isExclusive && !other.isExclusive }
    return upper.contains(word) ? limit.number < other.number : limit.number > other.number
  }
}
