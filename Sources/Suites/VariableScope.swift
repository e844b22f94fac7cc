package import Documents

/// What `${name}` means without any capture: a fixture's parameter, else an environment variable.
package struct VariableScope: Sendable {
  private let fixtures: ValueObject
  private let environment: [String: String]
  /// Names that mean something nearer.
  var hidden: Set<String> = []

  init(fixtures: Fixtures, environment: [String: String]) {
    self.fixtures = fixtures.parameters
    self.environment = environment
  }

  func knows(_ name: String) -> Bool { value(name) != nil }

  /// What a name means; nil where it means nothing, or something nearer.
  func value(_ name: String) -> Value? {
    guard !hidden.contains(name) else { return nil }
    return fixtures[name] ?? environment[name].map { .string($0) }
  }

  /// Of the fixtures; the environment's are nobody's business in a message.
  var names: [String] { fixtures.names }

  /// The value with the variables of this scope filled in and all others left as they are.
  package func filled(_ value: Value) -> Value {
    value.replacingVariables {
      self.value($0)
    } environment: {
      environment[$0]
    }
  }

  func filled(_ assertion: Assertion) -> Assertion {
    var result = assertion
    do throws(TemplateError) {
      result = try assertion.filled { (value) throws(TemplateError) in filled(value) }
    } catch {
      // Nothing in this scope throws.
    }
    return result
  }

  func filled(_ overrides: RawOverrides) -> RawOverrides {
    do throws(TemplateError) {
      return try overrides.filled { (value) throws(TemplateError) in filled(value) }
    } catch {
      return overrides
    }
  }

  func filled(_ capture: Capture) -> Capture {
    var result = capture
    result.fallback = capture.fallback.map { filled($0) }
    return result
  }
}
