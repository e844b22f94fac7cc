import Documents

/// Turns printed types into schemas of the family that was rendered.
struct TypeTranslator {
  let names: ModelNames
  let family: RenderedFamily
  private(set) var diagnostics: [Diagnostic] = []

  init(names: ModelNames, family: RenderedFamily = .swagger2) {
    self.names = names
    self.family = family
  }

  /// The member under which a word that is no type is kept.
  static let wordMember = "x-muster-type"

  /// The schema of a printed type. Where nothing is printed, a schema that accepts everything.
  mutating func schema(_ text: String, at range: SourceRange) -> Value {
    let plain = TypeExpressionParser.unwrapped(text)
    guard let type = TypeExpressionParser.parse(plain) else {
      diagnostics.append(
        Diagnostic(
          .warning, code: "type-unreadable", "the type `\(plain)` can't be read",
          remedy: "correct it or give the schema in an overlay; it is not checked", at: range))
      return unchecked(plain, range)
    }
    return schema(type, range)
  }

  private mutating func schema(_ type: TypeExpression, _ range: SourceRange) -> Value {
    switch type {
    case .missing:
      return .object([], at: range)
    case .word(let word, let format):
      return schema(word: word, format: format, range)
    case .reference(let name, let target):
      if let model = names.resolve(name: name, target: target) { return reference(model, range) }
      diagnostics.append(
        Diagnostic(
          .warning, code: "model-undefined", "no model is called \(name)",
          remedy: "add the model or correct the link; the value is not checked", at: range))
      return unchecked(name, range)
    case .array(let items):
      var members = [("type", Value.string("array", at: range))]
      if let items { members.append(("items", schema(items, range))) }
      return .object(members, at: range)
    case .object(let list):
      let properties = list.map { ($0.name, schema($0.type, range)) }
      return .object(
        [("type", .string("object", at: range)), ("properties", .object(properties, at: range))],
        at: range)
    case .all(let types):
      return .object([("allOf", .array(types.map { schema($0, range) }, at: range))], at: range)
    case .list(let types): return union(types, range)
    case .either(let types): return either(types, range)
    case .annotated(let inner, let values, let standard):
      var schema = schema(inner, range)
      schema.addEnum(values, at: range)
      if let standard { add(default: standard, to: &schema, range) }
      return schema
    }
  }

  private mutating func schema(word: String, format: String?, _ range: SourceRange) -> Value {
    func typed(_ type: String, _ format: String?) -> Value {
      var members = [("type", Value.string(type, at: range))]
      if let format { members.append(("format", .string(format, at: range))) }
      return .object(members, at: range)
    }
    switch word {
    case "string", "integer", "number", "boolean", "object", "array", "file":
      return typed(word, format)
    case "long": return typed("integer", format ?? "int64")
    case "float", "double": return typed("number", format ?? word)
    case "byte", "binary", "date", "password": return typed("string", format ?? word)
    case "dateTime": return typed("string", format ?? "date-time")
    case "null" where family.isOpenAPI3 && format == nil: return typed("null", nil)
    case "undefined", "null":
      return .object(format.map { [("format", .string($0, at: range))] } ?? [], at: range)
    default: break
    }
    if names.contains(word) && format == nil {
      diagnostics.append(
        Diagnostic(
          .note, code: "model-link-missing", "\(word) is written as a word, not as a link",
          remedy: "write `[\(word)](#\(word.loweredASCII()))`; it was taken for the model",
          at: range))
      return reference(word, range)
    }
    let lowered = word.loweredASCII()
    if !lowered.isExactly(word), Self.caseless.contains(lowered) {
      diagnostics.append(
        Diagnostic(
          .note, code: "type-case", "the type \(word) is not written in lower case",
          remedy: "write `\(lowered == "datetime" ? "dateTime" : lowered)`", at: range))
      return schema(word: lowered == "datetime" ? "dateTime" : lowered, format: format, range)
    }
    diagnostics.append(
      Diagnostic(
        .warning, code: "type-unknown", "`\(word)` is no type that renderings use",
        remedy: "correct it or give the schema in an overlay; the value is not checked",
        at: range))
    return unchecked(word, range)
  }

  private static let caseless: Set<String> = [
    "string", "integer", "number", "boolean", "object", "array", "file", "long", "float",
    "double", "byte", "binary", "date", "password", "datetime",
  ]

  /// `a, b`: a type list, whose members were printed with the one format that they share.
  private mutating func union(_ types: [TypeExpression], _ range: SourceRange) -> Value {
    var words: [Value] = []
    var merged = LocatedObject()
    var schemas: [Value] = []
    var isOneSchema = true
    for type in types {
      if case .word("null", let format) = type {
        words.append(.string("null", at: range))
        var null = [("type", Value.string("null", at: range))]
        if let format { null.append(("format", .string(format, at: range))) }
        schemas.append(.object(null, at: range))
        continue
      }
      let schema = schema(type, range)
      schemas.append(schema)
      guard let members = schema.object, let word = members["type"] else {
        isOneSchema = false
        continue
      }
      words.append(word)
      for member in members where member.name != "type" {
        if let earlier = merged.members[member.name], !earlier.isSame(as: member.value) {
          isOneSchema = false
        }
        merged.add(member.name, member.value)
      }
    }
    guard isOneSchema else { return alternatives(schemas, range) }
    var result = LocatedObject()
    result.add("type", .array(words, at: range))
    for member in merged.members { result.add(member.name, member.value) }
    return result.value(at: range)
  }

  /// oneOf and anyOf are printed alike; anyOf never refuses what the other would accept.
  private mutating func either(_ types: [TypeExpression], _ range: SourceRange) -> Value {
    let others = types.filter { $0 != .word("null", format: nil) }
    let isNullable = others.count < types.count
    if family == .openAPI31 { return alternatives(types.map { schema($0, range) }, range) }
    let schemas = others.map { schema($0, range) }
    guard isNullable else { return alternatives(schemas, range) }
    guard schemas.count == 1, let only = schemas.first else {
      return nullable(alternatives(schemas, range), range)
    }
    return nullable(only, range)
  }

  /// The schema with null beside it, as definitions say it before OpenAPI 3.1.
  private func nullable(_ schema: Value, _ range: SourceRange) -> Value {
    guard var members = schema.object else { return schema }
    if members["$ref"] != nil {
      guard family.isOpenAPI3 else { return schema }
      members = ValueObject()
      members["allOf"] = .array([schema], at: range)
    }
    members[family.isOpenAPI3 ? "nullable" : "x-nullable"] = .bool(true, at: range)
    return .object(members, at: schema.range)
  }

  private mutating func alternatives(_ schemas: [Value], _ range: SourceRange) -> Value {
    if family.isOpenAPI3 { return .object([("anyOf", .array(schemas, at: range))], at: range) }
    diagnostics.append(
      Diagnostic(
        .warning, code: "type-alternatives", "Swagger 2.0 can't say that either type will do",
        remedy: "give the schema in an overlay; the value is not checked", at: range))
    return unchecked("alternatives", range)
  }

  /// A default stands without quotes; the type says what it is.
  private mutating func add(
    default text: String, to schema: inout Value, _ range: SourceRange
  ) {
    guard var members = schema.object, members["$ref"] == nil else { return }
    switch members["type"]?.string {
    case "string": members["default"] = .string(text, at: range)
    case "integer", "number", "boolean":
      members["default"] = PrintedValue.read(text, at: range)
    default:
      diagnostics.append(
        Diagnostic(
          .note, code: "default-unreadable", "the default `\(text)` can't be read for this type",
          remedy: "give it in an overlay where it matters; it was left out", at: range))
    }
    schema = .object(members, at: schema.range)
  }

  private func unchecked(_ word: String, _ range: SourceRange) -> Value {
    .object([(Self.wordMember, .string(word, at: range))], at: range)
  }

  private func reference(_ model: String, _ range: SourceRange) -> Value {
    let target = family.modelsReference + Self.fragment(JSONPointer.escaped(model))
    return .object([("$ref", .string(target, at: range))], at: range)
  }

  /// Percent-encodes what can't stand in a URI's fragment (RFC 3986 §3.5).
  static func fragment(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122: result.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"),
        UInt8(ascii: "$"), UInt8(ascii: "@"), UInt8(ascii: ":"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}

extension Value {
  /// Adds an `enum` of printed JSON values; one that is no JSON is kept as a string.
  mutating func addEnum(_ texts: [String], at range: SourceRange) {
    guard var members = object, !texts.isEmpty else { return }
    members["enum"] = .array(texts.map { PrintedValue.read($0, at: range) }, at: range)
    self = .object(members, at: self.range)
  }
}

/// A value as the renderer prints it in prose.
enum PrintedValue {
  /// JSON where it is JSON, else a string.
  static func read(_ text: String, at range: SourceRange) -> Value {
    let bytes = Array(text.trimmedBlanks().utf8)
    guard let document = try? JSONReader.read(bytes, file: range.file) else {
      return .string(String(text.trimmedBlanks()), at: range)
    }
    var value = document.root.value
    value.range = range
    return value
  }
}
