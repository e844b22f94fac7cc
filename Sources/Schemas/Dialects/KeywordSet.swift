/// A set of keywords, a bit for each: asking for one hashes nothing, copying counts no references.
struct KeywordSet: Sendable, ExpressibleByArrayLiteral {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(arrayLiteral keywords: Keyword...) {
    for keyword in keywords { insert(keyword) }
  }

  @inline(__always)
  func contains(_ keyword: Keyword) -> Bool {
    let number = keyword.number
    return (number < 64 ? low >> number : high >> (number - 64)) & 1 != 0
  }

  mutating func insert(_ keyword: Keyword) {
    let number = keyword.number
    if number < 64 { low |= 1 << number } else { high |= 1 << (number - 64) }
  }

  func isDisjoint(with other: KeywordSet) -> Bool {
    low & other.low == 0 && high & other.high == 0
  }

  mutating func remove(_ keyword: Keyword) { subtract([keyword]) }

  mutating func formUnion(_ other: KeywordSet) {
    low |= other.low
    high |= other.high
  }

  mutating func subtract(_ other: KeywordSet) {
    low &= ~other.low
    high &= ~other.high
  }
}

/// The words that a schema is compiled by, in groups: most schemas have none of most groups. Each builder has them
/// at hand, since to ask for a constant that was worked out costs more than to ask whether a schema has the words.
struct KeywordGroups {
  let values: KeywordSet = [.enumeration, .const]
  let numbers: KeywordSet = [
    .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf,
  ]
  let strings: KeywordSet = [
    .minLength, .maxLength, .pattern, .format, .contentEncoding, .contentMediaType,
  ]
  let arrays: KeywordSet = [
    .items, .prefixItems, .additionalItems, .contains, .minContains, .maxContains, .minItems,
    .maxItems, .uniqueItems,
  ]
  let objects: KeywordSet = [
    .properties, .patternProperties, .additionalProperties, .propertyNames, .required,
    .minProperties, .maxProperties, .dependencies, .dependentRequired, .dependentSchemas,
  ]
  let references: KeywordSet = [.ref, .dynamicRef, .recursiveRef]
  let combinations: KeywordSet = [
    .allOf, .anyOf, .oneOf, .not, .ifSchema, .thenSchema, .elseSchema,
  ]
  let theRest: KeywordSet = [.unevaluatedItems, .unevaluatedProperties]
}
