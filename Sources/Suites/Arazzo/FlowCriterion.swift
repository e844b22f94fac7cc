package import Documents
import Markup
import Schemas

/// What a workflow document demands of an answer, or makes an action depend on.
package struct FlowCriterion: Sendable {
  enum Test: Sendable {
    case simple(Condition<FlowValue>)
    /// The pattern or query, and what it is applied to.
    case regex(FlowValue, FlowValue)
    case jsonpath(FlowValue, FlowValue)
    case xpath(FlowValue, FlowValue)
  }

  let test: Test
  /// As it is written, for people.
  package let text: String
  package let range: SourceRange?

  /// What is wrong; nil where it holds. What can't be evaluated does not hold.
  package func complaint(in scene: FlowScene) -> Complaint? {
    let actual: String?
    switch test {
    case .simple(let condition):
      guard condition.holds({ .value(scene.value($0)) }) != true else { return nil }
      actual = Self.told(condition.references, in: scene)
    case .regex(let context, let pattern):
      actual = Self.search(context, pattern, scene)
    case .jsonpath(let context, let query):
      actual = Self.query(context, query, scene)
    case .xpath(let context, let path):
      actual = Self.path(context, path, scene)
    }
    guard let actual else { return nil }
    return Complaint(expected: text, actual: actual, pointer: pointer)
  }

  /// Whether it holds for an answer of some status; nil where more decides than the status.
  func holds(forStatus status: Int) -> Bool? {
    switch test {
    case .simple(let condition):
      return condition.holds { reference in
        if case .statusCode = reference { return .value(.integer(status)) }
        if case .value(let value) = reference, value.variables.isEmpty { return .value(value) }
        return .unknown
      }
    case .regex(.statusCode, .value(let pattern)):
      return pattern.string.flatMap { PatternCheck($0) }.flatMap { $0.matches("\(status)") }
    default: return nil
    }
  }

  /// The only place of the body that it looks at.
  private var pointer: JSONPointer? {
    guard case .simple(let condition) = test else { return nil }
    let places = condition.references.flatMap(\.bodyPlaces)
    return places.count == 1 ? places.first : nil
  }

  // MARK: Kinds

  /// The values that decided, for messages.
  private static func told(_ references: [FlowValue], in scene: FlowScene) -> String {
    var told: [String] = []
    for reference in references {
      let text = "\(reference) = \(scene.value(reference)?.shown ?? "nothing")"
      if !told.contains(text) { told.append(text) }
    }
    return told.isEmpty ? "a condition that never holds" : told.joined(separator: ", ")
  }

  private static func search(
    _ context: FlowValue, _ pattern: FlowValue, _ scene: FlowScene
  ) -> String? {
    guard let value = scene.value(context), !value.isNull else { return "\(context) = nothing" }
    guard let source = scene.value(pattern)?.asText, let check = PatternCheck(source) else {
      return "a regular expression that is none: \(scene.value(pattern)?.shown ?? "nothing")"
    }
    switch check.matches(value.asText) {
    case true?: return nil
    case false?: return "\(context) = \(value.shown)"
    case nil: return "text on which the regular expression takes too much effort"
    }
  }

  private static func query(
    _ context: FlowValue, _ query: FlowValue, _ scene: FlowScene
  ) -> String? {
    guard let value = scene.value(context), !value.isNull else { return "\(context) = nothing" }
    let text = scene.value(query)?.asText ?? ""
    do throws(JSONPathError) {
      let path = try JSONPath(text)
      let nodes = try path.nodes(in: value, limit: FlowScene.visitLimit)
      return nodes.isEmpty ? "nothing found in \(value.shown)" : nil
    } catch {
      return "`\(text)`, which can't be evaluated: \(error)"
    }
  }

  private static func path(
    _ context: FlowValue, _ path: FlowValue, _ scene: FlowScene
  ) -> String? {
    guard let value = scene.value(context), !value.isNull else { return "\(context) = nothing" }
    let text = scene.value(path)?.asText ?? ""
    do {
      let found = try FlowScene.find(try XPath(text), in: value)
      return found.isTrue
        ? nil : "\(found.strings.first.map { Value.string($0).shown } ?? "nothing")"
    } catch let failure as XPath.Failure {
      return "an answer to which \(failure)"
    } catch {
      return "no XML: \(value.shown)"
    }
  }
}
