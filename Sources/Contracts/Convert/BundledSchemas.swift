import Documents

/// Brings what stands in other files of a definition into the one that is written.
///
/// The loader keeps them below one member of the document. Schemas become named ones; everything
/// else is put in where it is referred to.
struct BundledSchemas: SpecVisitor {
  let grammar: SpecGrammar
  let references: LocalReference
  var log: ConversionLog
  private var names: ComponentNames
  private var hoisted = HoistedSchemas()
  private let models: JSONPointer
  private var depth = 0

  static func unbundled(
    _ document: Value, _ grammar: SpecGrammar, log: inout ConversionLog
  ) -> Value {
    guard var root = document.object else { return document }
    // A schema for parameters that have none; nothing in the text refers to it.
    root["x-muster-any"] = nil
    let hasFiles = root[BundledFiles.member] != nil
    guard hasFiles else { return .object(root, at: document.range) }
    root[BundledFiles.member] = nil
    var visitor = BundledSchemas(document, grammar, log: log)
    var result = visitor.walk(.object(root, at: document.range), as: .document) ?? document
    while let next = visitor.hoisted.pending.popLast() {
      guard let source = visitor.references.document[next.pointer],
        let schema = visitor.walk(source, as: .schema)
      else { continue }
      result = result.adding(schema, to: visitor.models.appending(next.name).tokens[...])
    }
    log = visitor.log
    return result
  }

  private init(_ document: Value, _ grammar: SpecGrammar, log: ConversionLog) {
    self.grammar = grammar
    self.log = log
    references = LocalReference(document: document)
    let isSwagger2 = grammar.rules[.components] == nil
    models = JSONPointer(isSwagger2 ? ["definitions"] : ["components", "schemas"])
    var ignored = ConversionLog()
    names = ComponentNames(document[models], log: &ignored)
  }

  mutating func enter(
    _ members: inout ValueObject, _ kind: SpecKind, name: String, at range: SourceRange?
  ) {
    guard kind == .schema, let text = members["$ref"]?.string, BundledFiles.isBundled(text) else {
      return
    }
    members["$ref"] = .string(target(text), at: members["$ref"]?.range)
  }

  mutating func reference(
    _ members: ValueObject, _ kind: SpecKind, at range: SourceRange?
  ) -> Value? {
    guard let text = members["$ref"]?.string, BundledFiles.isBundled(text) else {
      return .object(members, at: range)
    }
    if kind == .schema {
      return .object([("$ref", .string(target(text), at: members["$ref"]?.range))], at: range)
    }
    var ignored: [Diagnostic] = []
    guard depth < LocalReference.limit,
      let value = references.follow(.object(members, at: range), at: JSONPointer(), into: &ignored)
    else { return .object(members, at: range) }
    depth += 1
    defer { depth -= 1 }
    return walk(value.value, as: kind)
  }

  private mutating func target(_ text: String) -> String {
    guard let pointer = JSONPointer(parsing: text), references.document[pointer] != nil else {
      return text
    }
    return models.appending(hoisted.name(of: pointer, among: &names)).fragment
  }
}

extension Value {
  /// The value with another one put at a place below its members; missing objects are made.
  fileprivate func adding(_ value: Value, to tokens: ArraySlice<String>) -> Value {
    guard let first = tokens.first else { return value }
    var members = object ?? ValueObject()
    members[first] = (members[first] ?? .object([])).adding(value, to: tokens.dropFirst())
    return .object(members, at: range)
  }
}
