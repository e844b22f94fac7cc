import Documents

/// Joins path items that a `$ref` leads to with what stands beside it, which counts too (OpenAPI
/// 3.1.1 §4.8.9) and which no step of a conversion would look at.
enum PathItemReferences {
  static func joined(in document: Value) -> Value {
    guard var root = document.object, var paths = root["paths"]?.object else { return document }
    let references = LocalReference(document: document)
    for name in paths.names {
      guard let item = paths[name], let own = item.object, own.count > 1, own["$ref"] != nil else {
        continue
      }
      var ignored: [Diagnostic] = []
      guard
        var members = references.follow(item, at: JSONPointer(), into: &ignored)?.value.object
      else { continue }
      for member in own where member.name != "$ref" { members.set(member) }
      paths[name] = .object(members, at: item.range)
    }
    root["paths"] = .object(paths, at: root["paths"]?.range)
    return .object(root, at: document.range)
  }
}

extension LocalReference {
  /// A media type, also one that stands elsewhere, as OpenAPI 3.2 allows.
  func mediaType(_ members: ValueObject) -> ValueObject {
    guard members["$ref"]?.string != nil else { return members }
    var ignored: [Diagnostic] = []
    return follow(.object(members), at: JSONPointer(), into: &ignored)?.value.object ?? members
  }
}
