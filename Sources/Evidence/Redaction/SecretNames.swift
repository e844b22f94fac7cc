/// Finds the values that stand under secret names: `name=value` of queries and forms, and members of
/// JSON.
struct SecretNames: Sendable {
  /// Lower case.
  private let names: [[UInt8]]
  private let texts: Set<String>

  init(_ names: [String]) {
    let names = names.filter { !$0.isEmpty }.map { $0.lowercased() }
    texts = Set(names)
    self.names = names.map { Array($0.utf8) }
  }

  var isEmpty: Bool { names.isEmpty }

  func contains(_ name: String) -> Bool { !texts.isEmpty && texts.contains(name.lowercased()) }

  /// Where a value stands.
  struct Place: Hashable {
    var range: Range<Int>
    /// Whether it is that of a member of JSON.
    var isJSON: Bool
  }

  /// Where the values stand, in order and apart from each other.
  func places(in bytes: Span<UInt8>) -> [Place] {
    guard !names.isEmpty else { return [] }
    var places: [Place] = []
    var place = 0
    while place < bytes.count {
      // Names begin behind a quotation mark, or where a pair of a query or form begins.
      switch bytes[place] {
      case UInt8(ascii: "\""):
        if let value = member(in: bytes, at: place + 1) {
          places.append(Place(range: value, isJSON: true))
          place = value.upperBound
          continue
        }
      case UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: ";"):
        if let value = pair(in: bytes, at: place + 1) {
          places.append(Place(range: value, isJSON: false))
          place = value.upperBound
          continue
        }
      default:
        if place == 0, let value = pair(in: bytes, at: 0) {
          places.append(Place(range: value, isJSON: false))
          place = value.upperBound
          continue
        }
      }
      place += 1
    }
    return places
  }

  /// The value of `name":value`.
  private func member(in bytes: Span<UInt8>, at start: Int) -> Range<Int>? {
    guard var place = end(ofNameIn: bytes, at: start), place < bytes.count,
      bytes[place] == UInt8(ascii: "\"")
    else { return nil }
    place = Self.skippingSpace(bytes, place + 1)
    guard place < bytes.count, bytes[place] == UInt8(ascii: ":") else { return nil }
    let value = Self.skippingSpace(bytes, place + 1)
    let end = Self.endOfValue(bytes, value)
    return end > value ? value..<end : nil
  }

  /// The value of `name=value`, which ends with the pair.
  private func pair(in bytes: Span<UInt8>, at start: Int) -> Range<Int>? {
    guard let equals = end(ofNameIn: bytes, at: start), equals < bytes.count,
      bytes[equals] == UInt8(ascii: "=")
    else { return nil }
    var end = equals + 1
    while end < bytes.count, !"&;# \t\r\n\"".utf8.contains(bytes[end]) { end += 1 }
    return end > equals + 1 ? (equals + 1)..<end : nil
  }

  private func end(ofNameIn bytes: Span<UInt8>, at start: Int) -> Int? {
    for name in names where start + name.count <= bytes.count {
      let isSame = name.indices.allSatisfy { index in
        let byte = bytes[start + index]
        return ((65...90).contains(byte) ? byte + 32 : byte) == name[index]
      }
      let end = start + name.count
      if isSame, end < bytes.count,
        bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "=")
      {
        return end
      }
    }
    return nil
  }

  private static func skippingSpace(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var place = start
    while place < bytes.count, " \t\r\n".utf8.contains(bytes[place]) { place += 1 }
    return place
  }

  /// Where a JSON value ends, also one that is cut off or malformed.
  private static func endOfValue(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var place = start
    var depth = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
          place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        place = min(place + 1, bytes.count)
        if depth == 0 { return place }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return place }
        depth -= 1
        if depth == 0 { return place + 1 }
      case UInt8(ascii: ","), UInt8(ascii: "\n"):
        if depth == 0 { return place }
      default: break
      }
      place += 1
    }
    return place
  }
}
