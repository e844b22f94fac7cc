import Documents

/// Finds secrets in bytes, however they are spelt: plain, percent-encoded, JSON-escaped, in Base64.
///
/// It reads every body of a run, so that it looks at two bytes of each few, and at each byte only where
/// something may be percent-encoded or escaped.
struct SecretScanner: Sendable {
  /// The secrets' bytes, longest first so that a part never hides the whole.
  private let secrets: [[UInt8]]
  /// Whether a secret may begin with two bytes, in whatever spelling; indexed by the first times 256
  /// plus the second.
  private let beginnings: [Bool]
  /// Where in a secret two bytes may stand side by side, as they are, by the same index: a bit for each
  /// place below `stride`.
  private let pairs: [UInt8]
  /// How far apart two neighbours may be looked at without missing a secret: one less than the shortest
  /// has bytes.
  private let stride: Int

  /// Secrets shorter than this would black out harmless text.
  private static let shortest = 4
  /// Secrets shorter than this are only looked for in the case that they have.
  private static let shortestCased = 8
  /// Parts of Base64 shorter than this occur by chance.
  private static let shortestPart = 8

  init(_ secrets: [String]) {
    var all: Set<[UInt8]> = []
    for secret in secrets where secret.utf8.count >= Self.shortest {
      let bytes = Array(secret.utf8)
      all.insert(bytes)
      // As a form writes it.
      all.insert(bytes.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "+") : $0 })
      all.formUnion(Self.base64Forms(bytes))
      all.formUnion(Self.escapedForms(secret))
      all.formUnion(Self.caseForms(secret))
    }
    self.secrets = all.sorted {
      $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count
    }
    stride = min(8, (all.map(\.count).min() ?? 2) - 1)
    var pairs = [UInt8](repeating: 0, count: all.isEmpty ? 0 : 1 << 16)
    var beginnings = [Bool](repeating: false, count: pairs.count)
    for secret in all {
      for place in 0..<stride {
        pairs[Int(secret[place]) << 8 | Int(secret[place + 1])] |= 1 << UInt8(place)
      }
      for second in [secret[1], UInt8(ascii: "%"), UInt8(ascii: "\\")] {
        beginnings[Int(secret[0]) << 8 | Int(second)] = true
      }
    }
    if !all.isEmpty {
      for first in "%\\".utf8 {
        for second in 0..<256 { beginnings[Int(first) << 8 | second] = true }
      }
    }
    self.pairs = pairs
    self.beginnings = beginnings
  }

  var isEmpty: Bool { secrets.isEmpty }

  /// The secret in Base64, alone or wherever it stands in something longer, in both alphabets
  /// (RFC 4648 §4, §5).
  private static func base64Forms(_ bytes: [UInt8]) -> Set<[UInt8]> {
    var forms: Set<[UInt8]> = [Array(Base64.encode(bytes).utf8)]
    for offset in 0..<3 {
      let text = Array(Base64.encode([UInt8](repeating: 0, count: offset) + bytes).utf8)
      // Letters that hold bits of what stands before or behind are no part of it.
      let bits = (offset + bytes.count) * 8
      let start = offset == 0 ? 0 : offset + 1
      let end = bits / 6
      if end - start >= shortestPart { forms.insert(Array(text[start..<end])) }
    }
    for form in forms {
      forms.insert(
        form.map { byte in
          byte == UInt8(ascii: "+")
            ? UInt8(ascii: "-") : byte == UInt8(ascii: "/") ? UInt8(ascii: "_") : byte
        })
    }
    return forms
  }

  /// The secret in upper and in lower case, as a suite's `upper` and `lower` and many a target write it. Short
  /// ones would take ordinary words with them.
  private static func caseForms(_ secret: String) -> [[UInt8]] {
    guard secret.utf8.count >= shortestCased else { return [] }
    return [Array(secret.uppercased().utf8), Array(secret.lowercased().utf8)]
  }

  /// The secret as JSON writes it where something in it has to be escaped, or may be: line feeds as `\n`, and
  /// what is beyond ASCII as UTF-16 with either digits. What needs none is found as it is.
  private static func escapedForms(_ secret: String) -> Set<[UInt8]> {
    guard secret.utf8.contains(where: { $0 < 0x20 || $0 >= 0x80 }) else { return [] }
    func form(isASCII: Bool, _ digits: [UInt8]) -> [UInt8] {
      var bytes: [UInt8] = []
      for scalar in secret.unicodeScalars {
        switch scalar {
        case "\"", "\\": bytes += [UInt8(ascii: "\\"), UInt8(ascii: scalar)]
        case "\n": bytes += Array("\\n".utf8)
        case "\r": bytes += Array("\\r".utf8)
        case "\t": bytes += Array("\\t".utf8)
        case "\u{8}": bytes += Array("\\b".utf8)
        case "\u{C}": bytes += Array("\\f".utf8)
        case _ where scalar.value < 0x20 || (isASCII && scalar.value >= 0x80):
          for unit in String(scalar).utf16 {
            bytes += Array("\\u".utf8)
            bytes += [12, 8, 4, 0].map { digits[Int(unit >> $0 & 15)] }
          }
        default: bytes += Array(String(scalar).utf8)
        }
      }
      return bytes
    }
    let lower = Array("0123456789abcdef".utf8)
    let upper = Array("0123456789ABCDEF".utf8)
    return [form(isASCII: false, lower), form(isASCII: true, lower), form(isASCII: true, upper)]
  }

  /// Where secrets stand, in order and apart from each other; empty where there are none.
  func places(in bytes: Span<UInt8>) -> [Range<Int>] {
    guard !secrets.isEmpty, bytes.count >= Self.shortest else { return [] }
    let isPlain = !ByteSearch.holds(UInt8(ascii: "%"), or: UInt8(ascii: "\\"), in: bytes)
    var places: [Range<Int>] = []
    var place = 0
    while let start = isPlain ? nextPlain(in: bytes, from: place) : next(in: bytes, from: place) {
      if let end = end(in: bytes, from: start) {
        places.append(start..<end)
        place = end
      } else {
        place = start + 1
      }
    }
    return places
  }

  /// The next place where a secret may begin, among bytes that are all as they are.
  private func nextPlain(in bytes: Span<UInt8>, from start: Int) -> Int? {
    let pairs = pairs.span
    var place = start + stride - 1
    let last = bytes.count - 1
    while place < last {
      let pair = pairs[Int(bytes[place]) << 8 | Int(bytes[place + 1])]
      if pair != 0 { return place - (7 - pair.leadingZeroBitCount) }
      place += stride
    }
    return nil
  }

  /// The next place where a secret may begin.
  private func next(in bytes: Span<UInt8>, from start: Int) -> Int? {
    let beginnings = beginnings.span
    var place = start
    let last = bytes.count - 1
    while place < last {
      if beginnings[Int(bytes[place]) << 8 | Int(bytes[place + 1])] { return place }
      place += 1
    }
    return nil
  }

  private func end(in bytes: Span<UInt8>, from start: Int) -> Int? {
    search: for secret in secrets {
      if let end = plainEnd(of: secret, in: bytes, from: start) { return end }
      var place = start
      for wanted in secret {
        guard let (byte, next) = Spelling.read(bytes, at: place), byte == wanted else {
          continue search
        }
        place = next
      }
      return place
    }
    return nil
  }
}

extension SecretScanner {
  /// Where a secret ends that stands there as it is, though it may look percent-encoded or escaped itself.
  private func plainEnd(of secret: [UInt8], in bytes: Span<UInt8>, from start: Int) -> Int? {
    guard secret.count <= bytes.count - start else { return nil }
    for place in secret.indices where secret[place] != bytes[start + place] { return nil }
    return start + secret.count
  }
}

/// Reads one byte of a text in which any byte may be percent-encoded or JSON-escaped.
private enum Spelling {
  /// The byte that is meant, and where the next one begins; nil at the end.
  static func read(_ bytes: Span<UInt8>, at place: Int) -> (byte: UInt8, next: Int)? {
    guard place < bytes.count else { return nil }
    let byte = bytes[place]
    if byte == UInt8(ascii: "%"), let value = hex(bytes, at: place + 1, count: 2) {
      return (UInt8(value), place + 3)
    }
    guard byte == UInt8(ascii: "\\"), place + 1 < bytes.count else { return (byte, place + 1) }
    switch bytes[place + 1] {
    case UInt8(ascii: "u"):
      if let value = hex(bytes, at: place + 2, count: 4), value < 0x80 {
        return (UInt8(value), place + 6)
      }
      return (byte, place + 1)
    case UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "\\"):
      return (bytes[place + 1], place + 2)
    default: return (byte, place + 1)
    }
  }

  private static func hex(_ bytes: Span<UInt8>, at place: Int, count: Int) -> Int? {
    guard place + count <= bytes.count else { return nil }
    var value = 0
    for offset in 0..<count {
      let byte = bytes[place + offset]
      switch byte {
      case 48...57: value = value * 16 + Int(byte - 48)
      case 65...70: value = value * 16 + Int(byte - 55)
      case 97...102: value = value * 16 + Int(byte - 87)
      default: return nil
      }
    }
    return value
  }
}
