import Documents
import Schemas

extension ValueBuilder {
  /// Texts that should satisfy the constraints, the best first.
  mutating func texts(_ constraints: Constraints, name: String?) -> [Value] {
    let least = constraints.minLength
    guard least <= GenerationLimits.textLength else {
      fail("minLength \(least) is more than the \(GenerationLimits.textLength) that are tried")
      return []
    }
    let most = constraints.maxLength ?? Int.max
    var texts: [String] = []
    if let format = constraints.format {
      texts += FormatSamples.texts(format, name: name, &random)
    } else if let name, size != .minimal {
      texts += DomainHints.texts(name, &random)
    }
    if !constraints.patterns.isEmpty {
      texts += patterned(constraints, least, most)
    }
    texts.append(plain(least, most))
    let fitting = texts.map { fitted($0, constraints, least, most) }
    return fitting.filter { text in
      let length = text.unicodeScalars.count
      return length >= least && length <= most
    }.map { Value.string($0) }
  }

  /// A text of free content is brought to the wanted length.
  private func fitted(
    _ text: String, _ constraints: Constraints, _ least: Int, _ most: Int
  ) -> String {
    guard constraints.patterns.isEmpty, constraints.format == nil else { return text }
    let scalars = text.unicodeScalars
    if scalars.count > most {
      return String(String.UnicodeScalarView(scalars.prefix(most)))
    }
    guard scalars.count < least else { return text }
    return text + Self.filler(least - scalars.count)
  }

  static func filler(_ count: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz".unicodeScalars)
    var text = String.UnicodeScalarView()
    for index in 0..<max(0, count) { text.append(letters[index % letters.count]) }
    return String(text)
  }

  private mutating func plain(_ least: Int, _ most: Int) -> String {
    if size == .minimal { return Self.filler(least) }
    let word = random.pick(DomainHints.words) ?? "text"
    let scalars = word.unicodeScalars
    if scalars.count > most { return String(String.UnicodeScalarView(scalars.prefix(most))) }
    return scalars.count < least ? word + Self.filler(least - scalars.count) : word
  }

  /// Texts made from the regular expressions: from one, that the others accept too.
  private mutating func patterned(
    _ constraints: Constraints, _ least: Int, _ most: Int
  ) -> [String] {
    let checks = constraints.patterns.compactMap { PatternCheck($0) }
    var found: [String] = []
    for source in constraints.patterns {
      guard let sampler = PatternSampler(source) else {
        fail("the pattern \(Self.excerpt(source)) is beyond what texts are made from")
        continue
      }
      guard sampler.shortest <= GenerationLimits.textLength else {
        fail(
          "the pattern \(Self.excerpt(source)) needs more than the"
            + " \(GenerationLimits.textLength) characters that are tried")
        continue
      }
      for attempt in 0..<24 {
        let text = sampler.sample(
          lengths: least...max(least, min(most, GenerationLimits.textLength)),
          isShort: size == .minimal || attempt % 4 == 3, &random)
        guard let text else { continue }
        let length = text.unicodeScalars.count
        guard length >= least, length <= most else { continue }
        var isMatch = true
        for check in checks where isMatch {
          switch check.matches(text) {
          case true?: break
          case false?: isMatch = false
          case nil:
            stepsLeft -= GenerationLimits.undecidedCost
            fail("the pattern \(Self.excerpt(source)) takes too much effort to match")
            isMatch = false
            if isExhausted { return found }
          }
        }
        if isMatch { found.append(text) }
        if found.count == 2 { return found }
      }
    }
    if found.isEmpty {
      let list = constraints.patterns.prefix(3).map { Self.excerpt($0) }.joined(separator: " and ")
      fail("no text was found that matches \(list)")
    }
    return found
  }

  /// The beginning of a text, for messages.
  static func excerpt(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > 60 else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(60))) + "…"
  }
}
