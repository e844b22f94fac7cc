import Documents
import Evidence

/// A signed payload: Dead Simple Signing Envelope 1.0 (secure-systems-lab/dsse).
package struct DSSEEnvelope: Sendable, Hashable {
  package struct Signature: Sendable, Hashable {
    package var keyID: String
    package var bytes: [UInt8]

    package init(keyID: String, bytes: [UInt8]) {
      self.keyID = keyID
      self.bytes = bytes
    }
  }

  package var payloadType: String
  package var payload: [UInt8]
  package var signatures: [Signature]

  package init(payloadType: String, payload: [UInt8], signatures: [Signature]) {
    self.payloadType = payloadType
    self.payload = payload
    self.signatures = signatures
  }

  /// Signs a payload with one key.
  package init(
    signing payload: [UInt8], type: String, with key: SigningKey
  ) throws(BundleRefusal) {
    let signature = try key.signature(of: Self.encoding(of: payload, type: type))
    self.init(
      payloadType: type, payload: payload,
      signatures: [Signature(keyID: key.verifyingKey.id, bytes: signature)])
  }

  /// What is signed: the pre-authentication encoding, in which lengths tell type and payload apart.
  package static func encoding(of payload: [UInt8], type: String) -> [UInt8] {
    Array("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
  }

  package var bytes: [UInt8] {
    JSONWriter.bytes(
      .object([
        ("payloadType", .string(payloadType)), ("payload", .string(Base64.encode(payload))),
        (
          "signatures",
          .array(
            signatures.map {
              .object([("keyid", .string($0.keyID)), ("sig", .string(Base64.encode($0.bytes)))])
            })
        ),
      ]), pretty: true)
  }

  /// Reads an envelope as we write it: a byte that could be changed unnoticed has no place in what is
  /// to be trusted.
  package init(reading bytes: [UInt8]) throws(BundleRefusal) {
    let node = try StrictJSON.read(bytes, what: "the envelope")
    guard let type = node["payloadType"]?.string,
      let payload = node["payload"]?.string.flatMap({ Base64.decode($0) }),
      let items = node["signatures"], items.kind == .array
    else { throw BundleRefusal("the envelope is no DSSE envelope") }
    var signatures: [Signature] = []
    for item in items.items {
      guard let id = item["keyid"]?.string,
        let signature = item["sig"]?.string.flatMap({ Base64.decode($0) })
      else { throw BundleRefusal("the envelope has a signature that is none") }
      signatures.append(Signature(keyID: id, bytes: signature))
    }
    self.init(payloadType: type, payload: payload, signatures: signatures)
    guard self.bytes == bytes else {
      throw BundleRefusal("the envelope is not written as muster writes it")
    }
  }

  /// Throws unless the key signed the payload.
  package func check(_ key: VerifyingKey) throws(BundleRefusal) {
    guard signatures.count == 1, let signature = signatures.first else {
      throw BundleRefusal("the envelope has \(signatures.count) signatures instead of one")
    }
    guard signature.keyID == key.id else {
      throw BundleRefusal(
        "it was signed by another key, \(signature.keyID.prefix(16))…, and not by \(key.id.prefix(16))…",
        remedy: "ask the issuer whose key that is")
    }
    guard key.isValid(signature.bytes, of: Self.encoding(of: payload, type: payloadType)) else {
      throw BundleRefusal("the signature does not fit: what was signed has been changed")
    }
  }
}
