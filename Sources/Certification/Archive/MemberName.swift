/// The name of a file in a bundle.
package enum MemberName {
  /// Bytes.
  static let lengthLimit = 100

  /// Throws for a name that could lead out of the bundle, or mean something else on another system.
  package static func check(_ name: String) throws(BundleRefusal) {
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "._-/".utf8.contains(byte)
      }
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard isPlain, !name.isEmpty, name.utf8.count <= lengthLimit,
      parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
    else {
      throw BundleRefusal("it has a member with a name that no bundle has: \(shown(name))")
    }
  }

  /// A name made of any other: what could mean something is replaced.
  package static func made(of text: String) -> String {
    let last = text.split(separator: "/").last.map(String.init) ?? "file"
    let bytes = last.utf8.suffix(60).map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        byte
      default: UInt8(ascii: "_")
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Fit for a message.
  static func shown(_ name: String) -> String {
    let scalars = name.unicodeScalars.prefix(80).map { scalar in
      (0x20..<0x7F).contains(scalar.value) ? Character(scalar) : "?"
    }
    return "`\(String(scalars))`"
  }
}
