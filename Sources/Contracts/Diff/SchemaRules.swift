import Documents

/// The rules about single values: types, lists of values, limits, patterns, formats.
struct SchemaRules {
  let direction: DataDirection
  /// What is compared, for messages.
  let what: String
  let old: SchemaFacts
  let new: SchemaFacts
  private(set) var changes: [ContractChange] = []
  /// False where the types have nothing in common, so that what is inside can't be compared.
  private(set) var isComparable = true

  init(direction: DataDirection, what: String, old: SchemaFacts, new: SchemaFacts) {
    self.direction = direction
    self.what = what
    self.old = old
    self.new = new
  }

  mutating func compare() {
    compareTypes()
    guard isComparable else { return }
    compareValues()
    compareLimits()
    comparePatterns()
    compareFormats()
    if let before = old.standard, let after = new.standard, before != after {
      add(.defaultChanged, "default", "the default of \(what) was \(before) and is \(after)")
    } else if (old.standard == nil) != (new.standard == nil) {
      let text = new.standard.map { "has the default \($0) now" } ?? "has no default any more"
      add(.defaultChanged, "default", "\(what) \(text)")
    }
    if new.isDeprecated && !old.isDeprecated {
      add(.memberDeprecated, "deprecated", "\(what) is deprecated")
    }
    for word in Set(old.others.keys).union(new.others.keys).sorted()
    where old.others[word] != new.others[word] {
      if Self.restrictions.contains(word), old.others[word] == nil || new.others[word] == nil {
        let isNew = old.others[word] == nil
        add(
          isNew ? .boundTightened : .boundRelaxed, word,
          "`\(word)` of \(what) \(isNew ? "was not set and is" : "was set and is not any more")")
        continue
      }
      add(.wordChanged, word, "`\(word)` of \(what) changed")
    }
  }

  /// Words that refuse values wherever they stand.
  private static let restrictions: Set<String> = [
    "multipleOf", "uniqueItems", "not", "propertyNames", "contains", "dependentRequired",
    "dependentSchemas", "unevaluatedProperties", "unevaluatedItems",
  ]

  private mutating func add(_ event: SchemaEvent, _ word: String, _ message: String) {
    guard let kind = SchemaChanges.kind(event, direction) else { return }
    changes.append(
      ContractChange(kind, message, old: old.place(of: word), new: new.place(of: word)))
  }

  private static func words(_ types: Set<String>?) -> String {
    guard var types else { return "anything" }
    if types.contains("number") { types.remove("integer") }
    return types.isEmpty ? "nothing" : types.sorted().joined(separator: " or ")
  }

  private mutating func compareTypes() {
    guard old.types != nil || new.types != nil else { return }
    let before = old.types?.subtracting(["null"])
    let after = new.types?.subtracting(["null"])
    let text = "\(what) was \(Self.words(before)) and is \(Self.words(after))"
    switch (before, after) {
    case (let before?, let after?):
      if before != after {
        if after.isSubset(of: before) {
          add(.typeNarrowed, "type", text)
        } else if before.isSubset(of: after) {
          add(.typeWidened, "type", text)
        } else {
          isComparable = false
          add(.typeChanged, "type", text)
          return
        }
      }
      let wasNull = old.types?.contains("null") == true
      let isNull = new.types?.contains("null") == true
      if wasNull != isNull {
        add(
          isNull ? .nullAdded : .nullRemoved, "type",
          "\(what) can \(isNull ? "" : "no longer ")be null\(isNull ? " now" : "")")
      }
    case (nil, _): add(.typeNarrowed, "type", text)
    case (_, nil): add(.typeWidened, "type", text)
    }
  }

  private mutating func compareValues() {
    switch (old.values, new.values) {
    case (nil, nil): return
    case (nil, let after?):
      add(
        .valuesRestricted, "enum", "\(what) must be one of \(after.joined(separator: ", ")) now")
    case (let before?, nil):
      add(
        .valuesFreed, "enum",
        "\(what) need not be one of \(before.joined(separator: ", ")) any more")
    case (let before?, let after?):
      let lost = before.filter { !after.contains($0) }
      let gained = after.filter { !before.contains($0) }
      if !lost.isEmpty {
        add(.valueRemoved, "enum", "\(what) can no longer be \(lost.joined(separator: ", "))")
      }
      if !gained.isEmpty {
        add(.valueAdded, "enum", "\(what) can also be \(gained.joined(separator: ", "))")
      }
    }
  }

  private mutating func compareLimits() {
    for word in SchemaLimits.lower + SchemaLimits.upper {
      let before = old.limits.limits[word]
      let after = new.limits.limits[word]
      let text =
        "`\(word)` of \(what) was \(Self.words(before)) and is \(Self.words(after))"
      switch (before, after) {
      case (nil, nil): continue
      case (nil, _?): add(.boundTightened, word, text)
      case (_?, nil): add(.boundRelaxed, word, text)
      case (let before?, let after?):
        if SchemaLimits.isStricter(after, than: before, word) {
          add(.boundTightened, word, text)
        } else if SchemaLimits.isStricter(before, than: after, word) {
          add(.boundRelaxed, word, text)
        }
      }
    }
  }

  private static func words(_ limit: SchemaLimits.Limit?) -> String {
    limit.map { "\($0.number.text)\($0.isExclusive ? " (exclusive)" : "")" } ?? "not set"
  }

  private mutating func comparePatterns() {
    guard old.patterns != new.patterns else { return }
    let gained = new.patterns.subtracting(old.patterns).sorted()
    let lost = old.patterns.subtracting(new.patterns).sorted()
    if lost.isEmpty {
      add(.patternAdded, "pattern", "\(what) must match `\(gained.joined(separator: "`, `"))` now")
    } else if gained.isEmpty {
      add(
        .patternRemoved, "pattern",
        "\(what) need not match `\(lost.joined(separator: "`, `"))` any more")
    } else {
      add(
        .patternChanged, "pattern",
        "\(what) must match `\(gained.joined(separator: "`, `"))` now, not"
          + " `\(lost.joined(separator: "`, `"))`")
    }
  }

  /// Formats of numbers of which one holds all that another does.
  private static let widths: [String: (group: String, bits: Int)] = [
    "int8": ("integer", 8), "int16": ("integer", 16), "int32": ("integer", 32),
    "int64": ("integer", 64), "float": ("number", 32), "double": ("number", 64),
  ]

  private mutating func compareFormats() {
    switch (old.format, new.format) {
    case (nil, let after?):
      add(.formatAdded, "format", "\(what) has the format \(after) now")
    case (let before?, nil):
      add(.formatRemoved, "format", "\(what) no longer has the format \(before)")
    case (let before?, let after?) where before != after:
      let event: SchemaEvent =
        switch (Self.widths[before], Self.widths[after]) {
        case (let before?, let after?) where before.group == after.group:
          before.bits < after.bits ? .formatWidened : .formatNarrowed
        default: .formatChanged
        }
      add(event, "format", "\(what) had the format \(before) and has \(after)")
    default: return
    }
  }
}
