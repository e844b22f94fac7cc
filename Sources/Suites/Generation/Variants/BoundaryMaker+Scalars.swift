import Documents
import Schemas

extension BoundaryMaker {
  // MARK: Numbers

  mutating func numbers() -> [Candidate] {
    let isWhole = !constraints.types.contains(.fraction)
    var list: [Candidate] = []
    func add(_ slug: String, _ words: String, _ keyword: Keyword?, _ number: JSONNumber?) {
      guard let number else { return }
      list.append(
        Candidate(slug, "\(subject) is \(number.text), \(words)", keyword, Value(.number(number))))
    }
    let precision = isWhole ? 0 : 2
    let grid = NumberGrid(constraints, isWhole: isWhole, precision: precision)
    if let least = constraints.least, constraints.numberFormat == nil || least.keyword != .format {
      if !least.isExclusive { add("minimum", "the minimum", least.keyword, least.number) }
      if let lowest = grid?.lowest {
        add("lowest", "the lowest allowed", least.keyword, grid?.number(lowest))
        add("above-lowest", "one step above the lowest", least.keyword, grid?.number(lowest + 1))
      }
    }
    if let most = constraints.most, constraints.numberFormat == nil || most.keyword != .format {
      if !most.isExclusive { add("maximum", "the maximum", most.keyword, most.number) }
      if let highest = grid?.highest {
        add("highest", "the highest allowed", most.keyword, grid?.number(highest))
        add("below-highest", "one step below the highest", most.keyword, grid?.number(highest - 1))
      }
    }
    if !constraints.multiples.isEmpty, let grid {
      add("multiple", "the divisor itself", .multipleOf, grid.step.number)
      add("multiple-next", "twice the divisor", .multipleOf, grid.number(2))
    }
    add("zero", "zero", nil, JSONNumber(0))
    add("one", "one", nil, JSONNumber(1))
    add("minus-one", "below zero", nil, JSONNumber(-1))
    add("int32-maximum", "the highest 32-bit integer", nil, JSONNumber(Int(Int32.max)))
    add("int32-minimum", "the lowest 32-bit integer", nil, JSONNumber(Int(Int32.min)))
    add("int32-exceeded", "just above 32-bit integers", nil, JSONNumber(Int(Int32.max) + 1))
    let exact = 1 << 53
    add("double-exact", "the last integer that floating point holds", nil, JSONNumber(exact - 1))
    add("double-inexact", "an integer beyond floating point", nil, JSONNumber(exact + 1))
    add("double-inexact-negative", "an integer beyond floating point", nil, JSONNumber(-exact - 1))
    add("int64-maximum", "the highest 64-bit integer", nil, JSONNumber(Int.max))
    add("int64-minimum", "the lowest 64-bit integer", nil, JSONNumber(Int.min))
    if !isWhole {
      add("fraction", "a fraction", nil, JSONNumber(text: "0.5"))
      add("fraction-long", "a number of many digits", nil, JSONNumber(text: "0.123456789012345678"))
      add("exponent", "a number with an exponent", nil, JSONNumber(text: "1.5e10"))
      add("tiny", "close to zero", nil, JSONNumber(text: "1e-10"))
    }
    return list
  }

  // MARK: Texts

  mutating func texts() -> [Candidate] {
    var list: [Candidate] = []
    func add(_ slug: String, _ words: String, _ keyword: Keyword?, _ text: String) {
      list.append(Candidate(slug, "\(subject) is \(words)", keyword, .string(text)))
    }
    let least = constraints.minLength
    add("empty-text", "the empty text", constraints.hasStringWords ? .minLength : nil, "")
    if constraints.patterns.isEmpty {
      if least > 0, least <= GenerationLimits.textLength {
        add(
          "shortest", "a text of \(least) characters, the fewest", .minLength,
          ValueBuilder.filler(least))
      } else {
        add("one-character", "a text of one character", nil, "x")
      }
      if let most = constraints.maxLength, most <= GenerationLimits.textLength {
        add(
          "longest", "a text of \(most) characters, the most", .maxLength,
          ValueBuilder.filler(most))
        if most > least, most > 1 {
          add(
            "near-longest", "a text of \(most - 1) characters, one less than the most", .maxLength,
            ValueBuilder.filler(most - 1))
        }
      } else {
        add(
          "long-text", "a text of \(GenerationLimits.longText) characters", nil,
          ValueBuilder.filler(GenerationLimits.longText))
      }
    }
    list += patterned()
    guard constraints.format == nil || !KnownFormats.isChecked(constraints.format ?? "") else {
      return list
    }
    for (slug, words, text) in OddTexts.all {
      var shown = text
      // Brought to a length that is allowed.
      if let most = constraints.maxLength { shown = OddTexts.cut(shown, to: most) }
      let missing = least - shown.unicodeScalars.count
      if missing > 0, missing <= GenerationLimits.longText { shown += ValueBuilder.filler(missing) }
      add(slug, words, nil, shown)
      list[list.count - 1].isExtra = true
    }
    return list
  }

  /// The shortest and the longest texts that a pattern allows.
  private mutating func patterned() -> [Candidate] {
    var list: [Candidate] = []
    for source in constraints.patterns.prefix(3) {
      guard let sampler = PatternSampler(source), let check = PatternCheck(source) else { continue }
      let cap = sampler.longest ?? max(sampler.shortest, 64)
      let most = min(constraints.maxLength ?? cap, cap, GenerationLimits.longText)
      let least = max(constraints.minLength, sampler.shortest)
      guard least <= most else { continue }
      for (slug, words, length) in [
        ("pattern-shortest", "a short text that the pattern allows", least),
        ("pattern-longest", "a long text that the pattern allows", most),
      ] {
        for _ in 0..<6 {
          let text = sampler.sample(lengths: length...length, isShort: false, &random)
          guard let text, check.matches(text) == true else { continue }
          list.append(Candidate(slug, "\(subject) is \(words)", .pattern, .string(text)))
          break
        }
      }
    }
    return list
  }
}

/// Texts that a careless server breaks on, all of them plain JSON strings.
enum OddTexts {
  static let all: [(slug: String, words: String, text: String)] = [
    ("combining-marks", "text with combining marks (e + U+0301)", "Cafe\u{301} n\u{303}"),
    ("astral", "text beyond the basic plane (U+1F600)", "a\u{1F600}b\u{20000}"),
    ("right-to-left", "text from right to left, with an override", "\u{5E9}\u{5DC}\u{202E}abc"),
    ("zero-width", "text with zero-width characters", "a\u{200B}b\u{200D}c\u{FEFF}"),
    ("replacement", "text with U+FFFD", "a\u{FFFD}b"),
    ("null-character", "text with U+0000", "a\u{0}b"),
    ("line-ends", "text with a tab and line ends", "a\tb\r\nc\u{2028}d"),
    ("quotes", "text with quotes, a backslash and markup", "\"'\\<a href=x>&amp;"),
    ("blanks", "nothing but blanks", "   "),
    ("percent", "text that looks encoded", "%00%2F../..;--${x}"),
  ]

  static func cut(_ text: String, to length: Int) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(max(0, length))))
  }
}
