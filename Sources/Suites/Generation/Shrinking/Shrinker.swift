package import Contracts
package import Documents
package import Schemas

/// Makes a value smaller as long as something that was seen with it is still seen, step by step.
///
/// Holds no predicate itself, so that asking may be a matter of a function or of a target far away:
/// `next` gives a value to try, `report` takes what came of it. A valid value is replaced by valid
/// ones only; one that breaks a schema only by such as break it at the same keyword of the schema and
/// nowhere else. Deterministic, and ends after `trialLimit` values at the latest.
package struct Shrinker: Sendable {
  /// The values that are tried at most; each may be a request.
  package static let trialLimit = 500
  /// The candidates that are thought of at most: most are refused before they are tried.
  private static let candidateLimit = 20_000

  private enum Class: Sendable, Equatable {
    case valid
    /// All violations stand at this keyword of the schema.
    case invalid(keyword: String, schema: JSONPointer)
    /// The value breaks several constraints; nothing is kept.
    case other
  }

  private let book: SchemaBook
  private let kind: Class
  /// The smallest value so far with which it was seen.
  package private(set) var value: Value
  /// How many values were tried.
  package private(set) var trials = 0
  private let limit: Int
  private var candidatesLeft = Shrinker.candidateLimit
  private var queue: [Value] = []
  private var position = 0
  private var tried: Set<[UInt8]> = []
  private var pending: Value?

  fileprivate init(book: SchemaBook, value: Value, limit: Int) {
    self.book = book
    self.value = value
    self.limit = max(0, limit)
    kind = Self.kind(of: value, book.root)
    tried.insert(JSONWriter.bytes(value))
    queue = ShrinkSteps.candidates(for: value)
  }

  /// The next value to try, which is to be reported on before the next one; nil at the end.
  package mutating func next() -> Value? {
    guard kind != .other, trials < limit else { return nil }
    while position < queue.count, candidatesLeft > 0 {
      let candidate = queue[position]
      position += 1
      candidatesLeft -= 1
      guard tried.insert(JSONWriter.bytes(candidate)).inserted,
        Self.kind(of: candidate, book.root) == kind
      else { continue }
      trials += 1
      pending = candidate
      return candidate
    }
    return nil
  }

  /// Whether with the last value what was seen is still seen.
  package mutating func report(_ isStillSeen: Bool) {
    guard let candidate = pending else { return }
    pending = nil
    guard isStillSeen else { return }
    value = candidate
    queue = ShrinkSteps.candidates(for: candidate)
    position = 0
  }

  /// The smallest value for which a predicate holds, as it does for the value to begin with.
  package mutating func run(while holds: (Value) -> Bool) -> Value {
    while let candidate = next() { report(holds(candidate)) }
    return value
  }

  /// The same where finding out takes waiting.
  package mutating func run(while holds: @Sendable (Value) async -> Bool) async -> Value {
    while let candidate = next() { report(await holds(candidate)) }
    return value
  }

  private static func kind(of value: Value, _ schema: Schema) -> Class {
    guard let document = SchemaBook.document(value) else { return .other }
    switch schema.verdict(on: document.root) {
    case .valid: return .valid
    case .undecided: return .other
    case .invalid:
      let violations = schema.violations(in: document.root, limit: 20)
      guard let first = violations.first,
        violations.allSatisfy({
          $0.kind == .violated && $0.schemaPointer == first.schemaPointer
            && $0.keyword == first.keyword
        })
      else { return .other }
      return .invalid(keyword: first.keyword, schema: first.schemaPointer)
    }
  }
}

extension ValueGenerator {
  /// What makes a value of a schema smaller; nil where the schema can't be compiled.
  ///
  /// - Parameter limit: the values that are tried at most.
  package func shrinker(
    for value: Value, of reference: Contract.SchemaReference, direction: SchemaOptions.Direction,
    limit: Int = Shrinker.trialLimit
  ) -> Shrinker? {
    guard case .success(let book) = open(reference, direction) else { return nil }
    return Shrinker(book: book, value: value, limit: limit)
  }
}
