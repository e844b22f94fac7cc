import Documents

/// Turns printed types into Swagger 2.0 schemas.
struct TypeTranslator {
  let names: ModelNames
  private(set) var diagnostics: [Diagnostic] = []

  init(names: ModelNames) {
    self.names = names
  }

  /// The member under which a word that is no type is kept.
  static let wordMember = "x-muster-type"

  /// The schema of a printed type. Where nothing is printed, a schema that accepts everything.
  mutating func schema(_ text: String, at range: SourceRange) -> Value {
    let plain = text.utf8.contains(UInt8(ascii: "\\")) ? MarkdownName.unescaped(text) : text
    guard let type = TypeExpressionParser.parse(Self.unquoted(plain)) else {
      diagnostics.append(
        Diagnostic(
          .warning, code: "type-unreadable", "the type `\(plain)` can't be read",
          remedy: "correct it or give the schema in an overlay; it is not checked", at: range))
      return unchecked(plain, range)
    }
    return schema(type, range)
  }

  private static func unquoted(_ text: String) -> String {
    let body = text.trimmedBlanks()
    return body.startsExactly(with: "`") || body.startsExactly(with: "**`")
      ? MarkdownName.plain(body) : text
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
    case .values(let inner, let values):
      var schema = schema(inner, range)
      schema.addEnum(values, at: range)
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

  /// `a, b`: a type list as JSON Schema has it, where all of them are plain types.
  private mutating func union(_ types: [TypeExpression], _ range: SourceRange) -> Value {
    let schemas = types.map { schema($0, range) }
    let words = schemas.compactMap { $0["type"] }
    guard words.count == schemas.count, schemas.allSatisfy({ $0.object?.count == 1 }) else {
      return unprintable(range)
    }
    return .object([("type", .array(words, at: range))], at: range)
  }

  /// Swagger 2.0 has no oneOf or anyOf; `or null` is `x-nullable`.
  private mutating func either(_ types: [TypeExpression], _ range: SourceRange) -> Value {
    let others = types.filter { $0 != .word("null", format: nil) }
    guard others.count == 1, let only = others.first else { return unprintable(range) }
    let inner = schema(only, range)
    guard var members = inner.object, members["$ref"] == nil else { return inner }
    members["x-nullable"] = .bool(true, at: range)
    return .object(members, at: range)
  }

  private mutating func unprintable(_ range: SourceRange) -> Value {
    diagnostics.append(
      Diagnostic(
        .warning, code: "type-alternatives", "Swagger 2.0 can't say that either type will do",
        remedy: "give the schema in an overlay; the value is not checked", at: range))
    return unchecked("alternatives", range)
  }

  private func unchecked(_ word: String, _ range: SourceRange) -> Value {
    .object([(Self.wordMember, .string(word, at: range))], at: range)
  }

  private func reference(_ model: String, _ range: SourceRange) -> Value {
    let target = "#/definitions/" + Self.fragment(JSONPointer.escaped(model))
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
    return Value(document.root.value.kind, at: range)
  }
}
