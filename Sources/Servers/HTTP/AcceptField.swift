import Contracts

/// Which media types a client takes (RFC 9110 §12.5.1).
struct AcceptField: Sendable {
  private struct Range: Sendable {
    var type: MediaTypeName
    /// From 0, never, to 1.
    var weight: Double

    /// How particular it is: the more particular one decides.
    var rank: Int {
      if type.type == "*" { return 0 }
      if type.subtype == "*" { return 1 }
      return 2 + type.parameters.count
    }
  }

  private let ranges: [Range]

  /// Nil takes everything, and so does a field in which nothing is a media type.
  init(_ field: String?) {
    ranges = (field ?? "").split(separator: ",").compactMap { part in
      guard var type = MediaTypeName(String(part)) else { return nil }
      let weight = type.parameters.first { $0.name == "q" }.map { Double($0.value) ?? 0 } ?? 1
      type = MediaTypeName(Self.withoutWeight(part)) ?? type
      return Range(type: type, weight: min(max(weight, 0), 1))
    }
  }

  /// How gladly a media type is taken, from 0, not at all, to 1.
  func weight(of type: MediaTypeName) -> Double {
    guard !ranges.isEmpty else { return 1 }
    let fitting = ranges.filter { range in
      guard type.isCovered(by: range.type) else { return false }
      return range.type.parameters.allSatisfy { wanted in
        type.parameters.contains(wanted) || wanted.name == "charset"
      }
    }
    return fitting.max { $0.rank < $1.rank }?.weight ?? 0
  }

  /// The range with what follows its weight cut off: `a/b;x=1;q=0.5` is about `a/b;x=1`.
  private static func withoutWeight(_ part: Substring) -> String {
    part.split(separator: ";").filter { piece in
      !piece.drop { $0 == " " || $0 == "\t" }.lowercased().hasPrefix("q=")
    }.joined(separator: ";")
  }
}
