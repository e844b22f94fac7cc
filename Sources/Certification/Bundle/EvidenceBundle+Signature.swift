extension EvidenceBundle {
  /// Puts the statement about all that is in it, signed, into the bundle.
  package mutating func sign(
    with key: SigningKey, result: Statement.Result, cases: CaseLists
  ) throws(BundleRefusal) {
    replace(Part.key, with: Array(key.verifyingKey.pem.utf8))
    let resources = resources
    let statement = Statement(
      subject: resources, configuration: resources.filter { Self.isConfiguration($0.name) },
      result: result, passed: cases.passed, warned: cases.warned, failed: cases.failed)
    let envelope = try DSSEEnvelope(
      signing: statement.bytes, type: Statement.payloadType, with: key)
    replace(Part.envelope, with: envelope.bytes)
  }

  private static func isConfiguration(_ name: String) -> Bool {
    name.hasPrefix(Part.inputs) || name == Part.settings || name == Part.plan
  }

  /// Checks the signature, and that every file is the one that was signed.
  ///
  /// - Parameter key: whose signature it has to be; nil: that of the key in the bundle, which shows
  ///   only that nothing was changed since.
  /// - Returns: what was signed, and the id of the key.
  package func checked(
    by key: VerifyingKey?
  ) throws(BundleRefusal) -> (statement: Statement, keyID: String) {
    let envelope = try DSSEEnvelope(reading: try bytes(Part.envelope))
    guard envelope.payloadType == Statement.payloadType else {
      throw BundleRefusal("what was signed is no in-toto Statement")
    }
    let text = try bytes(Part.key)
    let own = try VerifyingKey(pem: text)
    guard Array(own.pem.utf8) == text else {
      throw BundleRefusal("its member `\(Part.key)` is not written as muster writes it")
    }
    if let key { try envelope.check(key) }
    try envelope.check(own)
    let statement = try Statement(reading: envelope.payload)
    try checkDigests(statement.subject)
    guard statement.configuration.allSatisfy({ statement.subject.contains($0) }) else {
      throw BundleRefusal("the statement's configuration is not among its files")
    }
    return (statement, own.id)
  }

  private func checkDigests(_ subject: [Statement.Resource]) throws(BundleRefusal) {
    var seen: Set<String> = []
    for resource in subject {
      guard seen.insert(resource.name).inserted else {
        throw BundleRefusal("the statement names \(MemberName.shown(resource.name)) twice")
      }
      guard let bytes = members[resource.name] else {
        throw BundleRefusal("its member \(MemberName.shown(resource.name)) is missing")
      }
      guard Digest.sha256(bytes) == resource.sha256 else {
        throw BundleRefusal("its member \(MemberName.shown(resource.name)) is not the signed one")
      }
    }
    if let extra = names.first(where: { $0 != Part.envelope && !seen.contains($0) }) {
      throw BundleRefusal("its member \(MemberName.shown(extra)) was not signed")
    }
  }
}
