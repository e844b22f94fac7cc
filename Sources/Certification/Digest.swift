internal import Crypto
import Documents

/// SHA-256 as bundles write it.
package enum Digest {
  /// 64 hexadecimal digits, lower case.
  package static func sha256(_ bytes: [UInt8]) -> String {
    Hexadecimal.text(SHA256.hash(data: bytes))
  }

  /// Of several contents one after the other, each with its length before it, so that no other
  /// division of the same bytes has the same digest.
  package static func sha256(of contents: [[UInt8]]) -> String {
    var hash = SHA256()
    for bytes in contents {
      hash.update(data: Array("\(bytes.count) ".utf8))
      hash.update(data: bytes)
    }
    return Hexadecimal.text(hash.finalize())
  }
}
