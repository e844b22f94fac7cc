import Certification
import Testing

@Suite("Digests")
struct DigestTests {
  @Test("contents that are divided otherwise have another digest")
  func division() {
    #expect(Digest.sha256(of: [[1, 2], [3]]) != Digest.sha256(of: [[1], [2, 3]]))
    #expect(
      Digest.sha256(Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
