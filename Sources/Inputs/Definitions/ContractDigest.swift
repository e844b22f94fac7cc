import Crypto
import Documents

/// By what two runs are known to have judged by the same files.
package enum ContractDigest {
  /// SHA-256 of the parts one after the other, in hexadecimal digits: what
  /// `cat SPEC OVERLAY… | sha256sum` prints.
  package static func of(_ parts: [[UInt8]]) -> String {
    var hash = SHA256()
    for part in parts { hash.update(data: part) }
    return Hexadecimal.text(hash.finalize())
  }
}
