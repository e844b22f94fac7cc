internal import Documents

/// JSONPath: a text is a query or is refused with a place, and every node that a query selects is the
/// one that its normalized path selects.
///
/// Input: the query up to the first line feed, the JSON that is asked.
enum JSONPathTarget {
  static func run(_ bytes: [UInt8]) -> FuzzTarget.Outcome {
    let head = bytes.prefix { $0 != 0x0A }
    guard let text = String(validating: head, as: UTF8.self) else { return .uninteresting }
    let path: JSONPath
    do {
      path = try JSONPath(text)
    } catch {
      hold((0...text.unicodeScalars.count).contains(error.offset), "\(error) lies outside")
      return .tried
    }
    let file = SourceFile(name: "fuzz.json")
    let source = Array(bytes.dropFirst(head.count + 1))
    guard let document = try? JSONReader.read(source, file: file) else { return .tried }
    let root = Value(document)
    guard let nodes = try? path.nodes(in: root, limit: 20_000) else { return .tried }
    for node in nodes.prefix(50) {
      let found = root[node.pointer]
      hold(found?.range == node.value.range, "\(node.pointer) leads elsewhere")
      let normalized = try? JSONPath(node.normalizedPath).nodes(in: root)
      hold(
        normalized?.map(\.location) == [node.location], "\(node.normalizedPath) selects another")
    }
    return .tried
  }
}
