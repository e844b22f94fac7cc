/// Media types as `Content-Type` spells them (RFC 9110 §8.3.1).
enum MediaType {
  /// Type and subtype in lower case, without parameters; nil without the field.
  static func essence(of field: String?) -> String? {
    field.map { field in
      let essence = field.prefix { $0 != ";" }
      return String(essence.filter { $0 != " " && $0 != "\t" }).lowercased()
    }
  }
}
