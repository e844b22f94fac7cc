package import Documents

/// What came of making up a value for a schema.
package enum Generated: Sendable {
  /// A value that the compiled schema accepts.
  case value(Value)
  /// None was found; in words why, for instance that a pattern needs too long a text.
  case none(reason: String)

  /// The value; nil where none was found.
  package var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }

  /// Why there is no value; nil where there is one.
  package var reason: String? {
    if case .none(let reason) = self { reason } else { nil }
  }
}

/// How much of what a schema leaves open is filled in.
package enum GenerationSize: Sendable, Hashable, CaseIterable {
  /// Only what has to be there, and as short as may be.
  case minimal
  /// The optional members on the first levels, one or two items.
  case typical
  /// All optional members, as far as no schema leads back to itself.
  case full
}

/// A value that stands for one edge or one breach of a schema.
package struct GeneratedVariant: Sendable {
  /// Stable as long as the schema says the same: what is tried and where, for instance
  /// `maximum-exceeded:/age`.
  package var id: String
  /// The whole value, from the root of the schema.
  package var value: Value
  /// What is special about it, for people: `` `age` is 151, above the maximum 150 ``.
  package var label: String
  /// The keyword at the edge of which the value lies or that it breaks; nil where it is no single one.
  package var keyword: String?
  /// The part of the value that it is about.
  package var pointer: JSONPointer

  package init(
    id: String, value: Value, label: String, keyword: String?, pointer: JSONPointer
  ) {
    self.id = id
    self.value = value
    self.label = label
    self.keyword = keyword
    self.pointer = pointer
  }
}

/// Bounds of effort. There is no clock here: effort is counted, in values that are tried and in
/// bytes.
enum GenerationLimits {
  /// Values tried, for one that is asked for.
  static let steps = 6_000
  /// What an answer that nobody can give takes away from the steps: some patterns take long.
  static let undecidedCost = 1_000
  /// Code points of a text.
  static let textLength = 65_536
  /// Code points of a long text where the schema sets no maximum.
  static let longText = 4_096
  /// Items or members of one value.
  static let items = 1_000
  /// Members of one object that may be left out.
  static let optionalMembers = 200
  /// Containers within containers.
  static let depth = 64
  /// From here on only what must be there.
  static let softDepth = 4
  /// Schemas that one schema leads to.
  static let schemas = 20_000
  /// Variants of a schema, edges and breaches counted apart.
  static let variants = 200
  /// Parts of a value that are varied.
  static let sites = 64
  /// Bytes of all variants of a schema together.
  static let variantBytes = 4 << 20
}
