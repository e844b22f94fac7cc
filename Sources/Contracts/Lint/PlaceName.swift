import Documents

/// Names places of a document as a person would: `Pet.owner.name`, or the answer 200 of `GET /pets`.
enum PlaceName {
  static func of(_ pointer: JSONPointer, in document: Value) -> String {
    let tokens = pointer.tokens
    if tokens.isEmpty { return "the document as a whole" }
    if tokens.count >= 2, tokens[0] == "definitions" {
      return "`\(tokens[1])\(members(tokens.dropFirst(2)))`"
    }
    if tokens.count >= 3, tokens[0] == "components" {
      let word = tokens[1] == "schemas" ? "" : "\(tokens[1])."
      return "`\(word)\(tokens[2])\(members(tokens.dropFirst(3)))`"
    }
    if tokens.count >= 2, tokens[0] == "parameters" || tokens[0] == "responses" {
      return "`\(tokens[0]).\(tokens[1])\(members(tokens.dropFirst(2)))`"
    }
    guard tokens.count >= 3, tokens[0] == "paths" else { return "`\(pointer)`" }
    if tokens[2] == "parameters" {
      return "\(parameter(tokens.dropFirst(3), JSONPointer(Array(tokens.prefix(3))), document))"
        + " of `\(tokens[1])`"
    }
    let operation = "`\(tokens[2].uppercased()) \(tokens[1])`"
    let rest = tokens.dropFirst(4)
    let owner = JSONPointer(Array(tokens.prefix(4)))
    switch tokens.count > 3 ? tokens[3] : "" {
    case "parameters": return "\(parameter(rest, owner, document)) of \(operation)"
    case "requestBody": return "the body\(inside(rest)) of \(operation)"
    case "responses":
      return "the answer \(rest.first ?? "")\(inside(rest.dropFirst())) of \(operation)"
    case "": return operation
    default: return "`\(pointer)`"
    }
  }

  private static func parameter(
    _ rest: ArraySlice<String>, _ owner: JSONPointer, _ document: Value
  ) -> String {
    guard let index = rest.first else { return "the parameters" }
    let value = document[owner.appending(index)]
    if value?["in"]?.string == "body" { return "the body\(inside(rest.dropFirst()))" }
    let name = value?["name"]?.string ?? index
    return "the parameter `\(name)`\(inside(rest.dropFirst()))"
  }

  private static func inside(_ rest: ArraySlice<String>) -> String {
    let words = members(rest)
    return words.isEmpty ? "" : " (`\(words)`)"
  }

  /// `.owner.names[]` for the way through schemas; words that hold schemas are left out.
  private static func members(_ tokens: ArraySlice<String>) -> String {
    var result = ""
    var rest = tokens
    while let token = rest.popFirst() {
      switch token {
      case "properties", "patternProperties": result += ".\(rest.popFirst() ?? "")"
      case "headers": result += " header \(rest.popFirst() ?? "")"
      case "items":
        if rest.first.map({ JSONPointer.arrayIndex($0) != nil }) == true { rest.removeFirst() }
        result += "[]"
      case "additionalProperties": result += ".*"
      case "allOf", "anyOf", "oneOf", "content": rest = rest.dropFirst()
      case "schema", "not": continue
      default: result += ".\(token)"
      }
    }
    return result
  }
}
