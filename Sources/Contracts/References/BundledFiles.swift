import Documents

/// How the other files of a definition stand in its document.
///
/// Below one member at the top, each under its own name, so that every place of every file has a
/// pointer and a reference between files is a reference inside of the document.
enum BundledFiles {
  /// The member that holds them.
  static let member = "x-muster-files"

  static func pointer(of key: String) -> JSONPointer { JSONPointer([member, key]) }

  /// A reference to a place, written as a URI fragment (RFC 6901 §6).
  static func reference(to pointer: JSONPointer) -> String {
    var result = "#"
    for scalar in pointer.description.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "#": result += "%23"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A pointer as a person would write it: `models/pet.yaml#/properties/id` for a place in another
  /// file.
  static func shown(_ pointer: JSONPointer) -> String {
    guard pointer.tokens.count > 1, pointer.tokens[0] == member else { return "\(pointer)" }
    return pointer.tokens[1] + "#" + JSONPointer(Array(pointer.tokens.dropFirst(2))).description
  }

  /// Whether a place lies in another file.
  static func isBundled(_ pointer: JSONPointer) -> Bool {
    pointer.tokens.count > 1 && pointer.tokens[0] == member
  }

  /// Whether a reference leads to another file.
  static func isBundled(_ reference: String) -> Bool {
    reference.startsExactly(with: "#/" + member + "/")
  }

  /// What a schema in another file is called: by its name among others, or by that of a file that is
  /// nothing but a schema. Nil for a schema inside of something else.
  static func modelName(at pointer: JSONPointer) -> String? {
    let rest = pointer.tokens.dropFirst(2)
    guard let last = rest.last else { return pointer.tokens.last.map { stem(of: $0) } }
    let holders: [[String]] = [
      [], ["definitions"], ["components", "schemas"], ["$defs"], ["schemas"],
    ]
    return holders.contains(Array(rest.dropLast())) ? last : nil
  }

  /// A reference as it may have been written.
  static func shown(_ reference: String) -> String {
    guard reference.startsExactly(with: "#/" + member + "/"),
      let pointer = JSONPointer(parsing: reference)
    else { return reference }
    let place = shown(pointer)
    return place.dropping(suffix: "#").map(String.init) ?? place
  }

  /// The name of a file without folder and ending, by which its whole content may be called.
  static func stem(of key: String) -> String {
    let name = key.utf8.split(separator: UInt8(ascii: "/")).last.map { Substring($0) } ?? ""
    let stem = name.utf8.lastIndex(of: UInt8(ascii: ".")).map { name[..<$0] } ?? name
    return stem.isEmpty ? key : String(stem)
  }
}
