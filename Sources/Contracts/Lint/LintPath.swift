import Documents

/// One path of a contract, cut into segments.
struct LintPath: Sendable {
  enum Segment: Sendable, Hashable {
    case literal(String)
    /// One variable and nothing else.
    case variable(String)
    /// Variables beside text, as in `{name}.json`.
    case mixed(String)

    /// How much it says: a concrete segment goes before a templated one.
    var rank: Int {
      switch self {
      case .literal: 2
      case .mixed: 1
      case .variable: 0
      }
    }

    /// As it is written.
    var text: String {
      switch self {
      case .literal(let text), .mixed(let text): text
      case .variable(let name): "{\(name)}"
      }
    }

    /// The same for segments that differ only in what their variables are called.
    var shape: String {
      switch self {
      case .literal(let text): text
      case .variable: "{}"
      case .mixed(let text):
        PathTemplate(text).parts.map { part in
          switch part {
          case .literal(let text): text
          case .variable: "{}"
          }
        }.joined()
      }
    }
  }

  let path: String
  let segments: [Segment]
  let operations: [Contract.Operation]
  let range: SourceRange?

  var shape: String { segments.map { "/" + $0.shape }.joined() }
  var methods: Set<String> { Set(operations.map(\.id.method)) }

  static func all(of contract: Contract) -> [LintPath] {
    var order: [ExactName] = []
    var groups: [ExactName: [Contract.Operation]] = [:]
    for operation in contract.operations {
      let path = ExactName(operation.id.path)
      if groups[path] == nil { order.append(path) }
      groups[path, default: []].append(operation)
    }
    let paths = contract.document["paths"]?.object
    return order.map { name in
      let operations = groups[name] ?? []
      return LintPath(
        path: name.text, segments: segments(of: name.text), operations: operations,
        range: paths?.member(name.text)?.nameRange ?? operations.first?.range)
    }
  }

  /// Cut at slashes outside of braces; the leading slash begins the first segment.
  static func segments(of path: String) -> [Segment] {
    var segments: [Segment] = []
    var text: [UInt8] = []
    var isInside = false
    func close() {
      segments.append(segment(String(decoding: text, as: UTF8.self)))
      text = []
    }
    for byte in path.utf8.drop(while: { $0 == UInt8(ascii: "/") }) {
      switch byte {
      case UInt8(ascii: "{"): isInside = true
      case UInt8(ascii: "}"): isInside = false
      case UInt8(ascii: "/") where !isInside:
        close()
        continue
      default: break
      }
      text.append(byte)
    }
    close()
    return segments
  }

  private static func segment(_ text: String) -> Segment {
    let parts = PathTemplate(text).parts
    if parts.count == 1, case .variable(let name) = parts[0] { return .variable(name) }
    let hasVariable = parts.contains { if case .variable = $0 { true } else { false } }
    return hasVariable ? .mixed(text) : .literal(text)
  }
}
