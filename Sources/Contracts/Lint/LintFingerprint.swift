import Documents

extension LintReport {
  /// One for each diagnostic: the same in two versions of a file where the finding is the same,
  /// whatever lines were added above it.
  package var fingerprints: [String] {
    var seen: [String: Int] = [:]
    return diagnostics.map { diagnostic in
      let text = "\(diagnostic.code)\n\(Self.withoutLines(diagnostic.message))"
      let number = seen[text] ?? 0
      seen[text] = number + 1
      let digits = String(Self.hash(text), radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits + ":\(number + 1)"
    }
  }

  /// Messages of the loader that name another line.
  private static func withoutLines(_ message: String) -> String {
    var result = ""
    var rest = Substring(message)
    while let found = rest.firstRange(ofASCII: " line ") {
      result += rest[..<found.upperBound]
      rest = rest[found.upperBound...].drop { $0.isASCII && $0.isNumber }
    }
    return result + rest
  }

  /// FNV-1a with 64 bits: the same on every machine and in every run.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
