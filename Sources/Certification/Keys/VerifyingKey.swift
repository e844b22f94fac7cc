internal import Crypto

/// The public key that says whether a bundle was signed by the private one.
package struct VerifyingKey: Sendable {
  private let key: Curve25519.Signing.PublicKey

  /// What SubjectPublicKeyInfo (RFC 8410 §4) has before the 32 bytes of an Ed25519 key.
  private static let head: [UInt8] = [
    0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]
  private static let label = "PUBLIC KEY"

  init(_ key: Curve25519.Signing.PublicKey) { self.key = key }

  /// Reads PEM with SubjectPublicKeyInfo, as `muster keygen` and `openssl pkey -pubout` write it.
  package init(pem: [UInt8]) throws(BundleRefusal) {
    guard let bytes = PEMText.read(pem, label: Self.label), bytes.starts(with: Self.head),
      bytes.count == Self.head.count + 32,
      let key = try? Curve25519.Signing.PublicKey(
        rawRepresentation: bytes.dropFirst(Self.head.count))
    else {
      throw BundleRefusal(
        "it holds no public Ed25519 key in PEM",
        remedy: "give the .pub file that muster keygen wrote beside the private key")
    }
    self.key = key
  }

  private var encoded: [UInt8] { Self.head + key.rawRepresentation }

  package var pem: String { PEMText.write(encoded, label: Self.label) }

  /// SHA-256 of its SubjectPublicKeyInfo.
  package var id: String { Digest.sha256(encoded) }

  package func isValid(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
    key.isValidSignature(signature, for: bytes)
  }
}
