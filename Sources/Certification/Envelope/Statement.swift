import Documents

/// An in-toto Statement v1 with the predicate `test-result` v0.1: which files the evidence consists of
/// and what the tests came to.
package struct Statement: Sendable, Hashable {
  /// A file by its digest.
  package struct Resource: Sendable, Hashable {
    package var name: String
    package var sha256: String

    package init(name: String, sha256: String) {
      self.name = name
      self.sha256 = sha256
    }
  }

  package enum Result: String, Sendable, CaseIterable {
    case passed = "PASSED"
    case warned = "WARNED"
    case failed = "FAILED"
  }

  package static let type = "https://in-toto.io/Statement/v1"
  package static let predicateType = "https://in-toto.io/attestation/test-result/v0.1"
  /// What an envelope says that its payload is.
  package static let payloadType = "application/vnd.in-toto+json"

  /// Every file of the bundle but the envelope itself.
  package var subject: [Resource]
  /// Of these, the files that say what was tested and how.
  package var configuration: [Resource]
  package var result: Result
  /// Ids of cases.
  package var passed: [String]
  package var warned: [String]
  package var failed: [String]

  package init(
    subject: [Resource], configuration: [Resource], result: Result, passed: [String],
    warned: [String], failed: [String]
  ) {
    self.subject = subject
    self.configuration = configuration
    self.result = result
    self.passed = passed
    self.warned = warned
    self.failed = failed
  }

  package var bytes: [UInt8] {
    func texts(_ texts: [String]) -> Value { .array(texts.map { .string($0) }) }
    return JSONWriter.bytes(
      .object([
        ("_type", .string(Self.type)), ("subject", Self.value(subject)),
        ("predicateType", .string(Self.predicateType)),
        (
          "predicate",
          .object([
            ("result", .string(result.rawValue)), ("configuration", Self.value(configuration)),
            ("passedTests", texts(passed)), ("warnedTests", texts(warned)),
            ("failedTests", texts(failed)),
          ])
        ),
      ]), pretty: true)
  }

  private static func value(_ resources: [Resource]) -> Value {
    .array(
      resources.map {
        .object([
          ("name", .string($0.name)), ("digest", .object([("sha256", .string($0.sha256))])),
        ])
      })
  }

  package init(reading bytes: [UInt8]) throws(BundleRefusal) {
    let node = try StrictJSON.read(bytes, what: "the statement")
    guard node["_type"]?.string == Self.type else {
      throw BundleRefusal("the signed payload is no in-toto Statement v1")
    }
    guard node["predicateType"]?.string == Self.predicateType, let predicate = node["predicate"]
    else { throw BundleRefusal("the statement is not about the result of tests") }
    guard let result = predicate["result"]?.string.flatMap({ Result(rawValue: $0) }) else {
      throw BundleRefusal("the statement does not say what the tests came to")
    }
    self.init(
      subject: try Self.resources(node["subject"], "subject"),
      configuration: try Self.resources(predicate["configuration"], "configuration"),
      result: result, passed: try Self.texts(predicate["passedTests"]),
      warned: try Self.texts(predicate["warnedTests"]),
      failed: try Self.texts(predicate["failedTests"]))
  }

  private static func resources(
    _ node: JSONNode?, _ what: String
  ) throws(BundleRefusal) -> [Resource] {
    guard let node, node.kind == .array else {
      throw BundleRefusal("the statement has no `\(what)`")
    }
    var resources: [Resource] = []
    for item in node.items {
      guard let name = item["name"]?.string, let digest = item["digest"]?["sha256"]?.string else {
        throw BundleRefusal("the statement's `\(what)` names no file by its SHA-256")
      }
      resources.append(Resource(name: name, sha256: digest))
    }
    return resources
  }

  private static func texts(_ node: JSONNode?) throws(BundleRefusal) -> [String] {
    guard let node, node.kind == .array else {
      throw BundleRefusal("the statement does not list its tests")
    }
    var texts: [String] = []
    for item in node.items {
      guard let text = item.string else {
        throw BundleRefusal("the statement lists a test that has no name")
      }
      texts.append(text)
    }
    return texts
  }
}
