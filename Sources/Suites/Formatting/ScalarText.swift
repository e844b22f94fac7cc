import Documents

/// A scalar or a flow collection as it is written best: on one line where it was no more than that.
struct ScalarText {
  /// The lines; several where a comment stands inside of a collection, which then stays as it was.
  let raw: [String]
  /// The collection as a block; nil for a scalar.
  let block: YAMLOutline.Node?

  private static let file = SourceFile(name: "<scalar>")

  init(_ text: [String], shape: SuiteShape?) {
    let joined = text.joined(separator: "\n")
    if text.count > 1, Self.hasInnerComment(text) {
      raw = text
      block = nil
      return
    }
    guard let value = Self.read(joined) else {
      // An alias, for instance.
      raw = [text.joined(separator: " ")]
      block = nil
      return
    }
    switch value.kind {
    case .string(let string):
      // What was tagged or anchored is no longer alone.
      raw = [Self.string(string, inFlow: false)]
      block = nil
    case .array, .object:
      raw = [Self.flow(value, shape)]
      block = Self.isEmpty(value) ? nil : Self.node(value, shape)
    default:
      raw = [text.joined(separator: " ")]
      block = nil
    }
  }

  // MARK: Keys

  /// What a key says, whatever its quotes.
  static func name(_ key: String) -> String {
    guard key.first == "\"" || key.first == "'" else { return key }
    return read("{\(key): 0}")?.object?.names.first ?? key
  }

  /// A key with quotes where it needs them.
  static func key(_ key: String) -> String {
    let name = name(key)
    if read("\(name): 0")?.object?.names == [name], isPlain(name) { return name }
    return key.first == "\"" || key.first == "'" ? quoted(name) : key
  }

  // MARK: Text

  private static func read(_ text: String) -> Value? {
    try? YAMLReader.read(Array(text.utf8), file: file)
  }

  private static func hasInnerComment(_ text: [String]) -> Bool {
    guard let first = text.first else { return false }
    var scan = YAMLTokenScan(ArraySlice(Array(first)))
    for line in text.dropFirst() { scan.add(ArraySlice(Array(line))) }
    return scan.hasInnerComment
  }

  private static func string(_ text: String, inFlow: Bool) -> String {
    guard isPlain(text), !text.contains("${") else { return quoted(text) }
    if inFlow {
      guard !text.contains(where: { "[]{},".contains($0) }),
        read("[\(text)]")?.array?.first?.string == text
      else { return quoted(text) }
    } else {
      guard read("k: \(text)")?["k"]?.string == text else { return quoted(text) }
    }
    return text
  }

  /// Whether nothing in a text looks like YAML's own signs.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.first, !"-?:,[]{}#&*!|>'\"%@`".contains(first) else { return false }
    guard text.first != " ", text.last != " ", text.last != ":" else { return false }
    return !text.contains(": ") && !text.contains(" #")
      && !text.unicodeScalars.contains {
        $0.value < 0x20 || (0x7F...0xA0).contains($0.value) || $0 == "\u{FEFF}" || $0 == "\u{2028}"
          || $0 == "\u{2029}"
      }
  }

  /// Between double quotes, or single ones where that saves escapes.
  private static func quoted(_ text: String) -> String {
    let isEscaped = text.contains("\\") || text.contains("\"")
    let isSimple =
      !text.contains("'")
      && !text.unicodeScalars.contains {
        $0.value < 0x20 || (0x7F...0xA0).contains($0.value) || $0.value >= 0x2028
      }
    return isEscaped && isSimple ? "'\(text)'" : JSONWriter.quoted(text)
  }

  // MARK: Collections

  private static func isEmpty(_ value: Value) -> Bool {
    value.array?.isEmpty ?? value.object?.isEmpty ?? true
  }

  private static func flow(_ value: Value, _ shape: SuiteShape?) -> String {
    switch value.kind {
    case .string(let text): return string(text, inFlow: true)
    case .array(let items):
      return "[" + items.map { flow($0, shape) }.joined(separator: ", ") + "]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let parts = ordered(members, shape).map { member in
        "\(flowKey(member.name)): \(flow(member.value, shape?.child(member.name)))"
      }
      return "{ " + parts.joined(separator: ", ") + " }"
    default: return JSONWriter.text(value)
    }
  }

  private static func flowKey(_ name: String) -> String {
    let isSafe =
      isPlain(name) && !name.contains(where: { "[]{},".contains($0) })
      && read("{\(name): 0}")?.object?.names == [name]
    return isSafe ? name : quoted(name)
  }

  private static func ordered(
    _ members: ValueObject, _ shape: SuiteShape?
  ) -> [ValueObject.Member] {
    guard let keys = shape?.keys else { return Array(members) }
    return members.enumerated().sorted { left, right in
      let ranks = [left, right].map { keys.firstIndex(of: $0.element.name) ?? keys.count }
      return (ranks[0], left.offset) < (ranks[1], right.offset)
    }.map(\.element)
  }

  private static func node(_ value: Value, _ shape: SuiteShape?) -> YAMLOutline.Node {
    switch value.kind {
    case .array(let items):
      return .sequence(
        .init(
          entries: items.map { item in
            YAMLOutline.Entry(leading: [], value: .text([flow(item, shape)]))
          }))
    default:
      let members = ordered(value.object ?? ValueObject(), shape)
      return .mapping(
        .init(
          entries: members.map { member in
            YAMLOutline.Entry(
              leading: [], key: quotedKey(member.name),
              value: .text([flow(member.value, shape?.child(member.name))]))
          }))
    }
  }

  private static func quotedKey(_ name: String) -> String {
    read("\(name): 0")?.object?.names == [name] && isPlain(name) ? name : quoted(name)
  }
}
