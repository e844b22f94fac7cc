import Documents

/// The keys under which named parts stand in OpenAPI 3's `components`, where they may only hold
/// ASCII letters, digits, `.`, `-` and `_` (OpenAPI 3.0.4 §4.7.7.1).
struct ComponentNames {
  private var keys: [ExactName: String] = [:]
  private var taken: Set<ExactName> = []

  /// Names of one section, in the order of the file.
  init(_ section: Value?, log: inout ConversionLog) {
    let members = section?.object ?? ValueObject()
    for member in members where Self.isLegal(member.name) {
      keys[ExactName(member.name)] = member.name
      taken.insert(ExactName(member.name))
    }
    for member in members where !Self.isLegal(member.name) {
      let key = unused(Self.legal(member.name))
      keys[ExactName(member.name)] = key
      log.note(
        "component-renamed", "OpenAPI 3 has no place for the name `\(member.name)`",
        "nothing to do: it was written as `\(key)`", at: member.nameRange ?? member.value.range)
    }
  }

  /// The key of a name; names that are not in the section keep their spelling.
  subscript(name: String) -> String { keys[ExactName(name)] ?? name }

  /// A key that no other part has.
  mutating func unused(_ wish: String) -> String {
    var key = wish
    var number = 2
    while !taken.insert(ExactName(key)).inserted {
      key = "\(wish)_\(number)"
      number += 1
    }
    return key
  }

  static func isLegal(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy(isLegal)
  }

  /// The name with everything that is not allowed replaced; never empty.
  static func legal(_ name: String) -> String {
    var bytes: [UInt8] = []
    for scalar in name.unicodeScalars {
      let byte = scalar.isASCII ? UInt8(scalar.value) : UInt8(ascii: "_")
      let legal = isLegal(byte) ? byte : UInt8(ascii: "_")
      if legal != UInt8(ascii: "_") || bytes.last != legal { bytes.append(legal) }
    }
    while bytes.last == UInt8(ascii: "_"), bytes.count > 1 { bytes.removeLast() }
    return bytes.isEmpty ? "_" : String(decoding: bytes, as: UTF8.self)
  }

  private static func isLegal(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }
}

/// Schemas that references lead to outside of the named ones: they become named ones.
struct HoistedSchemas {
  private var names: [JSONPointer: String] = [:]
  /// Named and not yet converted.
  var pending: [(name: String, pointer: JSONPointer)] = []

  /// The name of the schema at a place; the first time it is asked for it becomes pending.
  mutating func name(
    of pointer: JSONPointer, among taken: inout ComponentNames
  ) -> String {
    if let known = names[pointer] { return known }
    let stem = pointer.tokens.last { token in !token.utf8.allSatisfy { (48...57).contains($0) } }
    let name = taken.unused(ComponentNames.legal(stem ?? "schema"))
    names[pointer] = name
    pending.append((name, pointer))
    return name
  }
}

extension JSONPointer {
  /// As the fragment of a URI reference, `#/a/b` (RFC 6901 §6).
  var fragment: String {
    "#" + tokens.map { "/" + TypeTranslator.fragment(JSONPointer.escaped($0)) }.joined()
  }
}
