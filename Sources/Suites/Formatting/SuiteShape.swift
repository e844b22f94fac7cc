/// In which order the keys of our own files stand, object by object. Keys that it doesn't name come last,
/// in their own order.
struct SuiteShape: Sendable {
  var keys: [String] = []
  /// What the members of the object are, by key.
  private var children: [String: Kind] = [:]
  /// What members of any other key are.
  private var others: Kind?

  private enum Kind: Sendable {
    case object(Name)
    /// A list of them, or one alone.
    case list(Name)
  }

  enum Name: String, Sendable, CaseIterable {
    case suite, defaults, profiles, profile, `case`, step, raw, until, expectation, expectedFailure
    case fixtures, credentials, user, operations, operation, variant
  }

  /// The shape of what stands below a key, or in a list there; nil where there is none.
  func child(_ key: String) -> SuiteShape? {
    switch children[key] ?? others {
    case .object(let name), .list(let name): SuiteShape.named(name)
    case nil: nil
    }
  }

  static func named(_ name: Name) -> SuiteShape {
    switch name {
    case .suite:
      SuiteShape(
        keys: [
          "muster", "name", "description", "derive", "include", "variables", "defaults",
          "profiles", "cases",
        ],
        children: [
          "defaults": .object(.defaults), "profiles": .object(.profiles), "cases": .list(.case),
        ])
    case .defaults: SuiteShape(keys: ["auth", "timeout", "retries", "tags", "without-checks"])
    case .profiles: SuiteShape(others: .object(.profile))
    case .profile:
      SuiteShape(keys: [
        "description", "tags", "exclude-tags", "cases", "strictness", "safe", "latency",
        "variables", "derive",
      ])
    case .case:
      SuiteShape(
        keys: [
          "id", "title", "description", "tags", "intent", "effect", "requirements", "skip", "when",
          "auth", "timeout", "retries", "data", "variables", "setup", "steps", "teardown",
          "expected-failure", "without-checks",
        ],
        children: [
          "setup": .list(.step), "steps": .list(.step), "teardown": .list(.step),
          "expected-failure": .object(.expectedFailure),
        ])
    case .step:
      SuiteShape(
        keys: [
          "id", "title", "call", "with", "body", "body-file", "raw", "auth", "timeout", "retries",
          "delay", "repeat", "until", "expect", "capture", "without-checks",
        ],
        children: [
          "raw": .object(.raw), "until": .object(.until), "expect": .object(.expectation),
        ])
    case .raw:
      SuiteShape(keys: ["method", "target", "headers", "body", "body-base64", "content-type"])
    case .until:
      SuiteShape(
        keys: ["expect", "interval", "limit"], children: ["expect": .object(.expectation)])
    case .expectation:
      SuiteShape(keys: ["status", "headers", "content-type", "body", "time"])
    case .expectedFailure: SuiteShape(keys: ["reason", "owner", "expires", "checks"])
    case .fixtures:
      SuiteShape(
        keys: [
          "muster", "contract", "credentials", "tokenUrl", "redact", "parameters", "missing",
          "operations", "inputs", "latency", "shared",
        ],
        children: ["credentials": .object(.credentials), "operations": .object(.operations)])
    case .credentials:
      SuiteShape(
        keys: named(.user).keys + ["other", "expired", "wrongScope"],
        children: ["other": .object(.user)])
    case .user:
      SuiteShape(keys: [
        "clientId", "clientSecret", "token", "clientAuth", "scopes", "audience", "parameters",
        "fields", "schemes",
      ])
    case .operations: SuiteShape(others: .object(.operation))
    case .operation:
      SuiteShape(
        keys: ["parameters", "body", "missing", "invalid", "before", "latency"],
        children: [
          "missing": .object(.variant), "invalid": .object(.variant), "before": .list(.step),
        ])
    case .variant: SuiteShape(keys: ["parameters", "body"])
    }
  }
}
