import Documents
import Schemas

extension ViolationMaker {
  // MARK: Numbers

  func numbers() -> [Candidate] {
    let isWhole = !constraints.types.contains(.fraction)
    var list: [Candidate] = []
    func add(_ slug: String, _ words: String, _ keyword: Keyword, _ number: JSONNumber?) {
      guard let number else { return }
      list.append(
        Candidate(slug, "\(subject) is \(number.text), \(words)", keyword, Value(.number(number))))
    }
    let grid = NumberGrid(constraints, isWhole: isWhole, precision: 0)
    if let least = constraints.least {
      let isFormat = least.keyword == .format
      let words =
        isFormat
        ? "below the range of \(constraints.numberFormat ?? "its format")"
        : least.isExclusive
          ? "not above the excluded minimum \(least.number.text)"
          : "below the minimum \(least.number.text)"
      let slug = isFormat ? "format-minimum-exceeded" : "minimum-exceeded"
      if least.isExclusive { add(slug, words, least.keyword, least.number) }
      add(
        least.isExclusive ? slug + "-by-step" : slug, words, least.keyword,
        grid?.lowest.flatMap { grid?.number($0 - 1) })
    }
    if let most = constraints.most {
      let isFormat = most.keyword == .format
      let words =
        isFormat
        ? "above the range of \(constraints.numberFormat ?? "its format")"
        : most.isExclusive
          ? "not below the excluded maximum \(most.number.text)"
          : "above the maximum \(most.number.text)"
      let slug = isFormat ? "format-maximum-exceeded" : "maximum-exceeded"
      if most.isExclusive { add(slug, words, most.keyword, most.number) }
      add(
        most.isExclusive ? slug + "-by-step" : slug, words, most.keyword,
        grid?.highest.flatMap { grid?.number($0 + 1) })
    }
    if constraints.numberFormat == "float" || constraints.numberFormat == "double" {
      add(
        "format-maximum-exceeded", "above the range of \(constraints.numberFormat ?? "")", .format,
        JSONNumber(text: "1e309"))
    }
    if let divisor = constraints.multiples.first, let value = site.value.number,
      let decimal = ScaledDecimal(value), let step = ScaledDecimal(divisor)
    {
      let steps: [ScaledDecimal?] =
        isWhole
        ? [ScaledDecimal(1), ScaledDecimal(-1)]
        : [
          step.multiplied(by: 5).map { ScaledDecimal($0.coefficient, scale: $0.scale + 1) },
          ScaledDecimal(1), ScaledDecimal(-1),
        ]
      for offset in steps.compactMap({ $0 }) {
        guard let number = decimal.adding(offset)?.number else { continue }
        list.append(
          Candidate(
            "not-a-multiple", "\(subject) is \(number.text), no multiple of \(divisor.text)",
            .multipleOf, Value(.number(number)), isFallback: true))
      }
    }
    return list
  }

  // MARK: Texts

  mutating func texts() -> [Candidate] {
    var list: [Candidate] = []
    let own = site.value.string ?? ""
    let least = constraints.minLength
    if least > 0, least <= GenerationLimits.textLength {
      let words = "shorter than the \(least) characters that it needs"
      for text in resized(own, to: least - 1) {
        list.append(
          Candidate(
            "too-short", "\(subject) is \(words)", .minLength, .string(text), isFallback: true))
      }
    }
    if let most = constraints.maxLength, most <= GenerationLimits.textLength {
      let words = "longer than the \(most) characters that it may have"
      for text in resized(own, to: most + 1) {
        list.append(
          Candidate(
            "too-long", "\(subject) is \(words)", .maxLength, .string(text), isFallback: true))
      }
    }
    for source in constraints.patterns.prefix(4) { list += mismatches(source, own) }
    if let format = constraints.format, KnownFormats.isChecked(format) {
      for text in FormatSamples.wrongTexts(format) {
        list.append(
          Candidate(
            "format-mismatch",
            "\(subject) is \(VariantCollector.shown(.string(text))), no \(format)", .format,
            .string(text), isFallback: true))
      }
    }
    return list
  }

  /// Texts of a length, by preference such as still match the pattern.
  private mutating func resized(_ text: String, to length: Int) -> [String] {
    var list: [String] = []
    if let source = constraints.patterns.first, let sampler = PatternSampler(source) {
      for _ in 0..<6 {
        if let text = sampler.sample(lengths: length...length, isShort: false, &random) {
          list.append(text)
        }
      }
    }
    let count = text.unicodeScalars.count
    if count >= length {
      list.append(OddTexts.cut(text, to: length))
    } else {
      list.append(text + ValueBuilder.filler(length - count))
      if let last = text.unicodeScalars.last {
        var scalars = text.unicodeScalars
        scalars.append(contentsOf: repeatElement(last, count: length - count))
        list.append(String(scalars))
      }
    }
    return list
  }

  private func mismatches(_ source: String, _ own: String) -> [Candidate] {
    guard let check = PatternCheck(source) else { return [] }
    let length = own.unicodeScalars.count
    func same(_ character: String) -> String {
      String(repeating: character, count: min(length, 4_096))
    }
    let texts = [
      own + "!", "!" + own, same("!"), same("a"), same("0"), same(" "), same("é"), own + "\n",
      own.uppercased(), own.lowercased(), OddTexts.cut(own, to: length - 1), "", "mismatch", "0",
    ]
    return texts.filter { check.matches($0) == false }.prefix(8).map { text in
      Candidate(
        "pattern-mismatch",
        "\(subject) is \(VariantCollector.shown(.string(text))), which does not match "
          + ValueBuilder.excerpt(source), .pattern, .string(text), isFallback: true)
    }
  }
}
