internal import Crypto

/// A private key that bundles are signed with: Ed25519 (RFC 8032).
package struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// What PKCS#8 (RFC 5958, RFC 8410 §7) has before the 32 bytes of an Ed25519 key.
  private static let head: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  private static let label = "PRIVATE KEY"

  /// A new one, from the system's randomness.
  package init() { key = Curve25519.Signing.PrivateKey() }

  /// Reads PEM with PKCS#8, as `muster keygen` and `openssl genpkey -algorithm ed25519` write it.
  package init(pem: [UInt8]) throws(BundleRefusal) {
    guard let bytes = PEMText.read(pem, label: Self.label), bytes.starts(with: Self.head),
      bytes.count == Self.head.count + 32,
      let key = try? Curve25519.Signing.PrivateKey(
        rawRepresentation: bytes.dropFirst(Self.head.count))
    else {
      throw BundleRefusal(
        "it holds no private Ed25519 key in PEM with PKCS#8",
        remedy: "give a file that muster keygen wrote")
    }
    self.key = key
  }

  package var pem: String { PEMText.write(Self.head + key.rawRepresentation, label: Self.label) }

  package var verifyingKey: VerifyingKey { VerifyingKey(key.publicKey) }

  package func signature(of bytes: [UInt8]) throws(BundleRefusal) -> [UInt8] {
    guard let signature = try? key.signature(for: bytes) else {
      throw BundleRefusal("the key can't sign", remedy: "make another one with muster keygen")
    }
    return Array(signature)
  }
}
