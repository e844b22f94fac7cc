package import Evidence
internal import Markup

/// Gives every test case a class name and a name that are unique together in the file and the same
/// in the next run.
///
/// CI servers follow a test through time by these two (GitLab by nothing else).
package struct JUnitNames: Sendable {
  package struct Name: Sendable, Hashable {
    package var className: String
    package var name: String
  }

  /// Characters of either.
  private static let limit = 300

  private let contract: String
  private var taken = TakenNames()
  /// The last group with its class name and where the hash of its names starts: neighbouring cases
  /// mostly share it.
  private var last: (group: String, className: String, hash: UInt64)?

  package init(contract: String) {
    self.contract = contract
  }

  package mutating func name(of result: CaseResult) -> Name {
    name(group: result.group, title: result.title, id: result.id)
  }

  mutating func name(group: String, title: String, id: String) -> Name {
    let (className, hash) = className(of: group)
    let plain = JUnitNames.clean(title)
    if take(hash, plain) { return Name(className: className, name: plain) }
    let withID = JUnitNames.clean("\(plain) [\(id)]")
    if take(hash, withID) { return Name(className: className, name: withID) }
    var number = 2
    while true {
      let numbered = "\(withID) #\(number)"
      if take(hash, numbered) { return Name(className: className, name: numbered) }
      number += 1
    }
  }

  private mutating func className(of group: String) -> (String, hash: UInt64) {
    if let last, last.group == group { return (last.className, last.hash) }
    // Jenkins takes what follows the last full stop for the class and the rest for the package.
    var leaf = group
    if group.utf8.contains(UInt8(ascii: ".")) {
      leaf = String(String.UnicodeScalarView(group.unicodeScalars.map { $0 == "." ? "_" : $0 }))
    }
    let className = JUnitNames.clean(contract.isEmpty ? leaf : "\(contract).\(leaf)")
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    JUnitNames.mix(className, into: &hash)
    JUnitNames.mix(0xFF, into: &hash)
    last = (group, className, hash)
    return (className, hash)
  }

  private static func clean(_ text: String) -> String {
    // Most names are plain, and then they are looked at once only.
    if OneLine.isOneLine(text, limit: limit), !text.isEmpty { return text }
    let line = OneLine.of(XMLText.visible(text), limit: limit)
    return line.isEmpty ? "(no name)" : line
  }

  /// Takes a name in a class by the hash that its names start from.
  private mutating func take(_ start: UInt64, _ name: String) -> Bool {
    var hash = start
    JUnitNames.mix(name, into: &hash)
    return taken.take(hash)
  }

  private static func mix(_ text: String, into hash: inout UInt64) {
    _ = text.allBytes { byte in
      mix(byte, into: &hash)
      return true
    }
  }

  /// One step of FNV-1a: not seeded as Swift's own hashes are, so that every run decides alike.
  private static func mix(_ byte: UInt8, into hash: inout UInt64) {
    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }
}
