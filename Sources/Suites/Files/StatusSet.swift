import Documents

/// Reads which status codes will do: `200`, `2XX`, `"200-204"`, or a list of them.
enum StatusSet {
  static func read(_ value: Value, into diagnostics: inout [Diagnostic]) -> [Int] {
    let items = value.array ?? [value]
    let wrong = items.filter { codes($0) == nil }
    if items.isEmpty || !wrong.isEmpty {
      let what =
        items.isEmpty
        ? "a list of no status codes expects nothing"
        : "\(wrong.map(\.shown).joined(separator: ", ")) is no status code from 100 to 599"
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-status", what,
          remedy: "write for instance `expect: 200`, `expect: 2XX` or `expect: [200, 204]`",
          at: wrong.first?.range ?? value.range))
      return []
    }
    var seen: Set<Int> = []
    return items.flatMap { codes($0) ?? [] }.filter { seen.insert($0).inserted }
  }

  private static func codes(_ value: Value) -> [Int]? {
    if let code = value.integer { return known(code).map { [$0] } }
    guard let text = value.string else { return nil }
    let bytes = Array(text.utf8)
    if bytes.count == 3, bytes[1] | 0x20 == 0x78, bytes[2] | 0x20 == 0x78 {
      let hundreds = Int(bytes[0]) - 48
      return (1...5).contains(hundreds) ? Array(hundreds * 100...hundreds * 100 + 99) : nil
    }
    let ends = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)).flatMap(known) }
    if ends.count == 1, let code = ends[0] { return [code] }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low <= high else { return nil }
    return Array(low...high)
  }

  private static func known(_ code: Int) -> Int? { (100...599).contains(code) ? code : nil }
}
