internal import Yams

/// Reads one YAML document by the core schema of YAML 1.2 into a tree with ranges.
///
/// Keys that are no strings become names in their own spelling (`200:` is the member `200`). Aliases
/// are copied in, within bounds; the merge key `<<` is followed, with a mapping's own keys first.
/// Infinities, NaN, tags other than the core schema's, keys that are collections and more than one
/// document are refused.
package enum YAMLReader {
  /// How many collections may be open at once.
  package static let depthLimit = 512

  package static func read(
    _ bytes: [UInt8], file: SourceFile
  ) throws(InvalidInput) -> Value {
    let text = try YAMLText(bytes, file: file)
    try AliasGuard.check(text)
    let root: Node?
    do {
      // The basic resolver leaves scalars alone; what they mean is decided by YAMLScalar.
      root = try Parser(yaml: text.source, resolver: .basic, encoding: .utf8).singleRoot()
    } catch {
      throw InvalidInput(YAMLFault.diagnostic(error, in: text))
    }
    guard let root else {
      throw InvalidInput(
        Diagnostic(
          .error, code: "yaml-empty", "there is no YAML value, the input is empty",
          remedy: "write at least one value",
          at: SourceRange(file: file, start: SourcePosition(line: 1, column: 1))))
    }
    var composer = YAMLComposer(text: text)
    return try composer.value(root, depth: 0)
  }
}

/// Turns Yams' nodes into values.
private struct YAMLComposer {
  let text: YAMLText
  /// Every value costs at least a byte, except where aliases repeat it.
  private var budget: Int

  init(text: YAMLText) {
    self.text = text
    budget = 10_000 + 16 * text.source.utf8.count
  }

  mutating func value(_ node: Node, depth: Int) throws(InvalidInput) -> Value {
    guard depth <= YAMLReader.depthLimit else {
      throw refusal(
        node, code: "yaml-too-deep",
        "values are nested more than \(YAMLReader.depthLimit) deep", remedy: "nest less deeply")
    }
    budget -= 1
    guard budget > 0 else {
      throw refusal(
        node, code: "yaml-alias-expansion", "aliases repeat too much of the document",
        remedy: "write fewer aliases of aliases")
    }
    switch node {
    case .scalar(let scalar):
      return try self.scalar(scalar)
    case .sequence(let sequence):
      try checkTag(sequence.tag.rawValue, allowed: "tag:yaml.org,2002:seq", node)
      let start = position(node)
      var items: [Value] = []
      items.reserveCapacity(sequence.count)
      for item in sequence { items.append(try value(item, depth: depth + 1)) }
      return Value(.array(items), at: range(start, lastOf: items.last?.range))
    case .mapping(let mapping):
      try checkTag(mapping.tag.rawValue, allowed: "tag:yaml.org,2002:map", node)
      return try self.mapping(mapping, node, depth: depth)
    case .alias:
      throw refusal(
        node, code: "yaml-alias", "an alias stands where a value is needed",
        remedy: "write the value")
    }
  }

  private mutating func mapping(
    _ mapping: Node.Mapping, _ node: Node, depth: Int
  ) throws(InvalidInput) -> Value {
    var members = ValueObject()
    var merged: [Value] = []
    var last: SourceRange?
    for (key, content) in mapping {
      guard case .scalar(let scalar) = key else {
        throw refusal(
          key, code: "yaml-complex-key", "a collection is used as a key",
          remedy: "write a string as the key")
      }
      budget -= 1
      let keyRange = range(of: scalar)
      let name = text.disguise.removed(from: scalar.string)
      if name == "<<", scalar.style == .plain {
        merged += try merge(content, depth: depth)
        continue
      }
      if members.member(name) != nil {
        throw InvalidInput(
          YAMLFault.duplicate(name, first: nil, second: keyRange.start, in: text))
      }
      let value = try value(content, depth: depth + 1)
      last = value.range
      members.set(
        ValueObject.Member(name: name, nameRange: keyRange, value: value))
    }
    for source in merged {
      for member in source.object ?? ValueObject() where members.member(member.name) == nil {
        members.set(member)
      }
    }
    return Value(.object(members), at: range(position(node), lastOf: last))
  }

  /// The mappings that a merge key names, in the order of their precedence.
  private mutating func merge(_ node: Node, depth: Int) throws(InvalidInput) -> [Value] {
    let value = try value(node, depth: depth + 1)
    switch value.kind {
    case .object: return [value]
    case .array(let items) where items.allSatisfy({ $0.object != nil }): return items
    default:
      throw refusal(
        node, code: "yaml-bad-merge", "the merge key << needs a mapping or a list of mappings",
        remedy: "name an anchored mapping, or write \"<<\" in quotes for a plain name")
    }
  }

  private func scalar(_ scalar: Node.Scalar) throws(InvalidInput) -> Value {
    let range = range(of: scalar)
    let isPlain = scalar.style == .plain || scalar.style == .any
    let meaning = isPlain ? YAMLScalar.resolve(scalar.string) : .text
    switch (scalar.tag.rawValue, meaning) {
    case ("", .null): return Value(.null, at: range)
    case ("", .bool(let flag)): return Value(.bool(flag), at: range)
    case ("", .number(let text)):
      return Value(.number(JSONNumber(checked: text)), at: range)
    case ("", .notFinite):
      throw refusal(
        .scalar(scalar), code: "yaml-non-finite-number",
        "\(scalar.string) is no number that JSON can hold",
        remedy: "write a finite number, or put the word in quotes")
    case ("", .text), ("tag:yaml.org,2002:str", _), ("!", _):
      return Value(.string(text.disguise.removed(from: scalar.string)), at: range)
    default:
      return try tagged(scalar, range)
    }
  }

  private func tagged(
    _ scalar: Node.Scalar, _ range: SourceRange
  ) throws(InvalidInput) -> Value {
    let tag = scalar.tag.rawValue
    switch (tag, YAMLScalar.resolve(scalar.string)) {
    case ("tag:yaml.org,2002:null", .null): return Value(.null, at: range)
    case ("tag:yaml.org,2002:bool", .bool(let flag)): return Value(.bool(flag), at: range)
    case ("tag:yaml.org,2002:int", .number(let text)) where JSONNumber(checked: text).isInteger():
      return Value(.number(JSONNumber(checked: text)), at: range)
    case ("tag:yaml.org,2002:float", .number(let text)):
      return Value(.number(JSONNumber(checked: text)), at: range)
    default:
      throw refusal(
        .scalar(scalar), code: "yaml-tag", "the tag \(tag) does not fit here",
        remedy: "remove the tag; only those of YAML's core schema are known")
    }
  }

  private func checkTag(
    _ tag: String, allowed: String, _ node: Node
  ) throws(InvalidInput) {
    guard tag.isEmpty || tag == allowed || tag == "!" else {
      throw refusal(
        node, code: "yaml-tag", "the tag \(tag) does not fit here",
        remedy: "remove the tag; only those of YAML's core schema are known")
    }
  }

  private func position(_ node: Node) -> SourcePosition {
    text.position(line: node.mark?.line, column: node.mark?.column)
  }

  private func range(_ start: SourcePosition, lastOf last: SourceRange?) -> SourceRange {
    // What an alias copied in stands elsewhere, perhaps before.
    SourceRange(file: text.file, start: start, end: max(start, last?.end ?? start))
  }

  private func range(of scalar: Node.Scalar) -> SourceRange {
    let start = text.position(line: scalar.mark?.line, column: scalar.mark?.column)
    let content = text.disguise.removed(from: scalar.string)
    return SourceRange(file: text.file, start: start, end: text.end(of: content, from: start))
  }

  private func refusal(
    _ node: Node, code: String, _ message: String, remedy: String
  ) -> InvalidInput {
    InvalidInput(
      Diagnostic(
        .error, code: code, message, remedy: remedy,
        at: SourceRange(file: text.file, start: position(node))))
  }
}
