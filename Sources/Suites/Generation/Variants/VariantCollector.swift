import Documents
import Schemas

/// Collects variants of a value: proves each, leaves out repetitions, and keeps to the bounds.
struct VariantCollector {
  /// A part of a value that is to be replaced.
  struct Candidate {
    /// Of the id, for instance `maximum-exceeded`.
    var slug: String
    var label: String
    var keyword: Keyword?
    /// What takes the part's place.
    var value: Value
    /// For a breach: where the validator has to find it, below the part; none: at the part itself.
    var place: [String] = []
    /// For a breach: the keywords that it may be found by; empty: `keyword` alone.
    var keywords: [String] = []
    /// Whether it is only worth having where the bounds leave room.
    var isExtra = false
    /// Whether it is only for the case that none before it of the same id was proved.
    var isFallback = false

    init(
      _ slug: String, _ label: String, _ keyword: Keyword?, _ value: Value, at place: [String] = [],
      by keywords: [String] = [], isFallback: Bool = false
    ) {
      self.slug = slug
      self.label = label
      self.keyword = keyword
      self.value = value
      self.place = place
      self.keywords = keywords
      self.isFallback = isFallback
    }
  }

  let book: SchemaBook
  let root: Value
  private(set) var variants: [GeneratedVariant] = []
  private var texts: Set<[UInt8]> = []
  private var ids: [String: Int] = [:]
  private var bytesLeft = GenerationLimits.variantBytes
  /// How many more may be tried.
  private var stepsLeft = GenerationLimits.steps

  init(book: SchemaBook, root: Value) {
    self.book = book
    self.root = root
  }

  var isFull: Bool {
    variants.count >= GenerationLimits.variants || bytesLeft <= 0 || stepsLeft <= 0
  }

  /// Adds the value with one part replaced, where the schema accepts it.
  mutating func addValid(_ candidate: Candidate, at site: ValueSite) {
    guard let (value, bytes, document) = assembled(candidate, at: site) else { return }
    switch book.root.verdict(on: document.root) {
    case .valid: break
    case .invalid: return
    case .undecided:
      stepsLeft -= GenerationLimits.undecidedCost
      return
    }
    add(candidate, value, bytes, keyword: candidate.keyword?.rawValue, at: site.pointer)
  }

  /// Adds the value with one part replaced, where the schema refuses it for that reason alone.
  mutating func addInvalid(_ candidate: Candidate, at site: ValueSite) {
    guard let (value, bytes, document) = assembled(candidate, at: site) else { return }
    guard book.root.verdict(on: document.root) == .invalid else {
      stepsLeft -= 1
      return
    }
    let place = JSONPointer(site.pointer.tokens + candidate.place)
    let violations = book.root.violations(in: document.root, limit: 20)
    guard let first = violations.first,
      violations.allSatisfy({
        $0.kind == .violated && $0.instance == place && $0.keyword == first.keyword
      })
    else { return }
    let wanted = candidate.keywords + [candidate.keyword?.rawValue].compactMap { $0 }
    guard wanted.isEmpty || wanted.contains(first.keyword) else { return }
    add(candidate, value, bytes, keyword: first.keyword, at: place)
  }

  private mutating func assembled(
    _ candidate: Candidate, at site: ValueSite
  ) -> (Value, [UInt8], JSONDocument)? {
    guard !isFull else { return nil }
    let place = JSONPointer(site.pointer.tokens + candidate.place)
    if candidate.isFallback, ids[Self.id(candidate, place)] != nil { return nil }
    guard let value = root.replacing(site.pointer, with: candidate.value) else { return nil }
    stepsLeft -= 1
    let bytes = JSONWriter.bytes(value)
    guard bytes.count <= bytesLeft, !texts.contains(bytes),
      let document = try? JSONReader.read(bytes, file: SourceFile(name: "<generated>"))
    else { return nil }
    return (value, bytes, document)
  }

  private mutating func add(
    _ candidate: Candidate, _ value: Value, _ bytes: [UInt8], keyword: String?,
    at place: JSONPointer
  ) {
    texts.insert(bytes)
    bytesLeft -= bytes.count
    var id = Self.id(candidate, place)
    let count = ids[id, default: 0] + 1
    ids[id] = count
    if count > 1 { id += "#\(count)" }
    variants.append(
      GeneratedVariant(
        id: id, value: value, label: candidate.label, keyword: keyword, pointer: place))
  }

  private static func id(_ candidate: Candidate, _ place: JSONPointer) -> String {
    candidate.slug + ":" + (place.tokens.isEmpty ? "/" : place.description)
  }

  /// A value in a label, of bounded length.
  static func shown(_ value: Value) -> String {
    ValueBuilder.excerpt(JSONWriter.text(value))
  }
}
