import Certification
import Testing

@Suite("Keys")
struct KeyTests {
  /// RFC 8410 §10.3.
  private static let privateKey = """
    -----BEGIN PRIVATE KEY-----
    MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
    -----END PRIVATE KEY-----

    """
  /// RFC 8410 §10.1.
  private static let publicKey = """
    -----BEGIN PUBLIC KEY-----
    MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
    -----END PUBLIC KEY-----

    """

  @Test("the keys of RFC 8410 are read, and written as they were")
  func standard() throws {
    let key = try SigningKey(pem: Array(Self.privateKey.utf8))
    #expect(key.pem == Self.privateKey)
    #expect(key.verifyingKey.pem == Self.publicKey)
    #expect(try VerifyingKey(pem: Array(Self.publicKey.utf8)).id == key.verifyingKey.id)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
  }

  static let rows = [
    Row(testDescription: "nothing", text: ""),
    Row(testDescription: "a public key", text: publicKey),
    Row(
      testDescription: "an RSA key's label",
      text: privateKey.replacing("PRIVATE", with: "RSA PRIVATE")),
    Row(testDescription: "cut", text: String(privateKey.prefix(60))),
    Row(testDescription: "a byte less", text: privateKey.replacing("VhC", with: "Vh")),
    Row(
      testDescription: "X25519",
      text: privateKey.replacing("AwBQYDK2VwBC", with: "AwBQYDK2VuBC")),
    Row(testDescription: "text behind it", text: privateKey + "more\n"),
  ]

  @Test("what is no private key is refused", arguments: rows)
  func refused(_ row: Row) {
    #expect(throws: BundleRefusal.self) { try SigningKey(pem: Array(row.text.utf8)) }
  }

  @Test("a signature is good for its bytes and key alone")
  func signature() throws {
    let key = SigningKey()
    let signature = try key.signature(of: [1, 2, 3])
    #expect(key.verifyingKey.isValid(signature, of: [1, 2, 3]))
    #expect(!key.verifyingKey.isValid(signature, of: [1, 2]))
    #expect(!SigningKey().verifyingKey.isValid(signature, of: [1, 2, 3]))
    #expect(!key.verifyingKey.isValid([], of: [1, 2, 3]))
  }
}
