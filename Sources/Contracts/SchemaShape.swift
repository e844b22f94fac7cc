import Documents

/// What can be read off a schema without compiling it.
///
/// Follows references inside of the document, each only once on a way, and no deeper than a
/// sane schema goes.
struct SchemaShape {
  let document: Value
  private static let depthLimit = 64

  /// The schema that a bare reference leads to; the schema itself where it is none.
  func resolved(_ schema: Value, at pointer: JSONPointer) -> (Value, JSONPointer)? {
    var ignored: [Diagnostic] = []
    return LocalReference(document: document).follow(schema, at: pointer, into: &ignored)
  }

  /// Whether the empty object conforms.
  func acceptsEmptyObject(_ schema: Value) -> Bool {
    var answers = Answers()
    return acceptsEmptyObject(schema, depth: 0, &answers)
  }

  /// What is known of the places that references lead to, so that each is looked at once, however
  /// many ways lead there.
  private struct Answers {
    var no: Set<JSONPointer> = []
    var yes: Set<JSONPointer> = []
    /// `yes` in the order of asking.
    var asked: [JSONPointer] = []
  }

  private func acceptsEmptyObject(
    _ schema: Value, depth: Int, _ answers: inout Answers
  ) -> Bool {
    guard depth < Self.depthLimit else { return true }
    if LocalReference.target(of: schema) != nil {
      guard let (target, place) = resolved(schema, at: JSONPointer()) else { return true }
      if answers.no.contains(place) { return false }
      // What is being looked at is taken to accept it until something says no.
      guard answers.yes.insert(place).inserted else { return true }
      let count = answers.asked.count
      answers.asked.append(place)
      if acceptsEmptyObject(target, depth: depth + 1, &answers) { return true }
      // Every yes since then may rest on this one.
      answers.yes.subtract(answers.asked[count...])
      answers.asked.removeSubrange(count...)
      answers.no.insert(place)
      return false
    }
    switch schema["type"]?.kind {
    case .string(let type): if type != "object" { return false }
    case .array(let types): if !types.contains(where: { $0.string == "object" }) { return false }
    default: break
    }
    if schema["required"]?.array?.isEmpty == false || schema["enum"] != nil
      || schema["const"] != nil || (schema["minProperties"]?.integer ?? 0) > 0
    {
      return false
    }
    for part in schema["allOf"]?.array ?? [] {
      guard acceptsEmptyObject(part, depth: depth + 1, &answers) else { return false }
    }
    for member in ["anyOf", "oneOf"] {
      guard let parts = schema[member]?.array else { continue }
      guard parts.contains(where: { acceptsEmptyObject($0, depth: depth + 1, &answers) }) else {
        return false
      }
    }
    return true
  }

  /// Whether a schema says nothing about what is inside: anything, an object without properties, an
  /// array without items or of opaque items. A reference never is: its model may be.
  func isOpaque(_ schema: Value, depth: Int = 0) -> Bool {
    guard depth < Self.depthLimit, let members = schema.object else { return false }
    let structural = [
      "$ref", "properties", "allOf", "anyOf", "oneOf", "not", "enum", "const", "patternProperties",
      "minProperties", "if", "propertyNames", "dependencies",
    ]
    guard !structural.contains(where: { members[$0] != nil }) else { return false }
    // Parameters of Swagger 2.0 have a boolean `required`, which is about the parameter.
    guard members["required"]?.array?.isEmpty ?? true else { return false }
    if let extra = members["additionalProperties"], extra.bool != true { return false }
    switch members["type"]?.string {
    case "object": return true
    case "array":
      guard let items = members["items"] else { return true }
      return items.bool ?? isOpaque(items, depth: depth + 1)
    case nil where members["type"] == nil && members["items"] == nil:
      return members["format"] == nil && ConstraintWords.first(in: members) == nil
    default: return false
    }
  }
}
