import Certification
import Testing

@Suite("DSSE envelopes and in-toto statements")
struct EnvelopeTests {
  private func statement() -> Statement {
    let file = Statement.Resource(name: "a", sha256: Digest.sha256([1]))
    return Statement(
      subject: [file], configuration: [file], result: .warned, passed: ["x"], warned: ["y"],
      failed: [])
  }

  @Test("the pre-authentication encoding is that of the protocol's own example")
  func encoding() {
    let bytes = DSSEEnvelope.encoding(
      of: Array("hello world".utf8), type: "http://example.com/HelloWorld")
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "DSSEv1 29 http://example.com/HelloWorld 11 hello world")
  }

  @Test("what was signed is read back, and accepted of its key alone")
  func roundTrip() throws {
    let key = SigningKey()
    let envelope = try DSSEEnvelope(
      signing: statement().bytes, type: Statement.payloadType, with: key)
    let read = try DSSEEnvelope(reading: envelope.bytes)
    #expect(read == envelope)
    #expect(try Statement(reading: read.payload) == statement())
    try read.check(key.verifyingKey)
    #expect(throws: BundleRefusal.self) { try read.check(SigningKey().verifyingKey) }
  }

  @Test("no byte of an envelope can be changed unnoticed")
  func everyByte() throws {
    let key = SigningKey()
    let bytes = try DSSEEnvelope(
      signing: statement().bytes, type: Statement.payloadType, with: key
    ).bytes
    var accepted: [Int] = []
    for place in bytes.indices {
      for flip in [UInt8(0x01), 0x20, 0x80] {
        var changed = bytes
        changed[place] ^= flip
        do throws(BundleRefusal) {
          let envelope = try DSSEEnvelope(reading: changed)
          try envelope.check(key.verifyingKey)
          if envelope.payloadType == Statement.payloadType { accepted.append(place) }
        } catch {}
      }
    }
    #expect(accepted.isEmpty)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var message: String
  }

  static let rows = [
    Row(testDescription: "no JSON", text: "{", message: "the statement is no JSON"),
    Row(
      testDescription: "a member twice",
      text: #"{"_type":"https://in-toto.io/Statement/v1","_type":"x"}"#,
      message: #"the member "_type" twice"#),
    Row(
      testDescription: "a result twice",
      text:
        #"{"_type":"https://in-toto.io/Statement/v1","predicate":{"result":"FAILED","result":"PASSED"}}"#,
      message: #"the member "result" twice"#),
    Row(
      testDescription: "an older statement",
      text: #"{"_type":"https://in-toto.io/Statement/v0.1"}"#,
      message: "no in-toto Statement v1"),
    Row(
      testDescription: "another predicate",
      text:
        #"{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://slsa.dev/provenance/v1","predicate":{}}"#,
      message: "not about the result of tests"),
    Row(
      testDescription: "an unknown result",
      text:
        #"{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://in-toto.io/attestation/test-result/v0.1","predicate":{"result":"OK"}}"#,
      message: "does not say what the tests came to"),
    Row(
      testDescription: "no digests",
      text:
        #"{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"a","digest":{"md5":"0"}}],"predicateType":"https://in-toto.io/attestation/test-result/v0.1","predicate":{"result":"PASSED"}}"#,
      message: "names no file by its SHA-256"),
    Row(
      testDescription: "deep nesting", text: String(repeating: "[", count: 10_000),
      message: "the statement is no JSON"),
  ]

  @Test("a statement that is none is refused with one line", arguments: rows)
  func refused(_ row: Row) throws {
    let refusal = #expect(throws: BundleRefusal.self) {
      try Statement(reading: Array(row.text.utf8))
    }
    #expect(refusal?.message.contains(row.message) == true, "\(refusal?.message ?? "")")
  }
}
