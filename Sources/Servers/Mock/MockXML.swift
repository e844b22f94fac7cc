import Contracts
import Documents

/// Writes values as XML, as far as the `xml` members of schemas say how (OpenAPI 3.0.4 §4.7.26).
struct MockXML {
  private let document: Value
  private let types: SchemaTypes

  /// No deeper: made-up values are not.
  private static let depthLimit = 64

  init(document: Value) {
    self.document = document
    types = SchemaTypes(document: document)
  }

  /// A whole document; its root bears the schema's name.
  func text(_ value: Value, _ schema: Contract.SchemaReference?) -> String {
    let places = schema.map { [$0.pointer] } ?? []
    let name = schema?.pointer.tokens.last.map { Self.isName($0) ? $0 : "root" } ?? "root"
    let declaration = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
    guard let items = value.array else {
      return declaration + element(name, value, places, depth: 0) + "\n"
    }
    let inner = types.items(of: places)
    let itemName = hint("name", inner)?.string ?? "item"
    let root = hint("name", places)?.string ?? "items"
    return declaration + "<\(root)>"
      + items.map { element(itemName, $0, inner, depth: 1) }.joined() + "</\(root)>\n"
  }

  private func element(
    _ given: String, _ value: Value, _ places: [JSONPointer], depth: Int
  ) -> String {
    guard depth < Self.depthLimit else { return "" }
    let name = qualified(hint("name", places)?.string ?? given, places)
    let space = hint("namespace", places)?.string.map { uri in
      let prefix = hint("prefix", places)?.string.map { ":\($0)" } ?? ""
      return " xmlns\(prefix)=\"\(Self.escaped(uri))\""
    }
    guard let members = value.object else {
      let text = value.isNull ? "" : Self.escaped(value.idText)
      return "<\(name)\(space ?? "")>\(text)</\(name)>"
    }
    var attributes = space ?? ""
    var content = ""
    for member in members {
      let inner = types.member(member.name, of: places)
      let own = Self.isName(member.name) ? member.name : "member"
      if hint("attribute", inner)?.bool == true {
        let label = qualified(hint("name", inner)?.string ?? own, inner)
        attributes += " \(label)=\"\(Self.escaped(member.value.idText))\""
      } else if let items = member.value.array {
        content += list(own, items, inner, depth: depth + 1)
      } else {
        content += element(own, member.value, inner, depth: depth + 1)
      }
    }
    return "<\(name)\(attributes)>\(content)</\(name)>"
  }

  /// One element an item; inside of another one where the array is `wrapped`.
  private func list(
    _ name: String, _ items: [Value], _ places: [JSONPointer], depth: Int
  ) -> String {
    let inner = types.items(of: places)
    let content = items.map { element(name, $0, inner, depth: depth + 1) }.joined()
    guard hint("wrapped", places)?.bool == true else { return content }
    let wrapper = qualified(hint("name", places)?.string ?? name, places)
    return "<\(wrapper)>\(content)</\(wrapper)>"
  }

  private func qualified(_ name: String, _ places: [JSONPointer]) -> String {
    hint("prefix", places)?.string.map { "\($0):\(name)" } ?? name
  }

  /// What the `xml` of one of the schemas says, references followed once.
  private func hint(_ word: String, _ places: [JSONPointer]) -> Value? {
    for pointer in places {
      guard let schema = document[pointer] else { continue }
      if let found = schema["xml"]?[word] { return found }
      if let target = schema.localReference, let found = document[target]?["xml"]?[word] {
        return found
      }
    }
    return nil
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "_" || first.properties.isAlphabetic
    else { return false }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-.".unicodeScalars.contains($0)
    }
  }

  /// Without what XML 1.0 §2.2 has no characters for.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{9}", "\u{A}", "\u{D}", "\u{20}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}",
        "\u{10000}"..."\u{10FFFF}":
        result.unicodeScalars.append(scalar)
      default: continue
      }
    }
    return result
  }
}
