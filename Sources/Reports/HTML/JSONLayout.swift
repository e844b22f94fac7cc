import Documents

/// A JSON text with one member or item a line.
struct JSONLayout {
  /// Bodies above this many bytes are not laid out.
  private static let bodyLimit = 64 << 10
  /// The layout of what is nested deeply can be much larger than the body.
  private static let layoutLimit = 1 << 20
  private static let file = SourceFile(name: "<answer>")

  var texts: [String]
  /// Its ranges are those of the lines.
  var tree: Value

  /// Nil where the body is no JSON object or array, has a member twice, or is too large.
  init?(_ body: [UInt8]) {
    guard body.count <= Self.bodyLimit,
      let first = body.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B,
      let document = try? JSONReader.read(body, file: Self.file, depthLimit: 64),
      let value = try? StructuredReader.tree(of: document)
    else { return nil }
    let bytes = JSONWriter.bytes(value, pretty: true)
    guard bytes.count <= Self.layoutLimit,
      let again = try? JSONReader.read(bytes, file: Self.file),
      let tree = try? StructuredReader.tree(of: again)
    else { return nil }
    self.tree = tree
    texts = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The lines that a value takes, from 0.
  func lines(of pointer: JSONPointer) -> ClosedRange<Int>? {
    guard let range = tree[pointer]?.range, range.start.line >= 1,
      range.end.line >= range.start.line, range.end.line <= texts.count
    else { return nil }
    return (range.start.line - 1)...(range.end.line - 1)
  }
}
