package import Documents

/// Writes suites and fixtures tidily without changing what they say: comments stay with what they are
/// about, blank lines stay single.
package enum SuiteFormatter {
  /// The tidy text of a file. Throws where the file can't be read, is none of ours, or has something that
  /// can't be laid out anew without a loss; it is then best left as it is.
  package static func formatted(
    _ bytes: [UInt8], file: SourceFile
  ) throws(InvalidInput) -> String {
    let value = try YAMLReader.read(bytes, file: file)
    let text = String(decoding: bytes, as: UTF8.self)
    let shape = try shape(of: value, file: file)
    let tidy = try laidOut(text, shape, file: file)
    // Nobody's work is to be lost to a mistake of ours.
    let again = try? YAMLReader.read(Array(tidy.utf8), file: file)
    guard let again, again.isSameJSON(as: value), Self.marks(tidy) == Self.marks(text),
      let stable = try? laidOut(tidy, shape, file: file), stable == tidy
    else {
      throw InvalidInput(
        Diagnostic(
          .error, code: "format-unsafe", "\(file.name) can't be laid out anew without a loss",
          remedy: "leave it as it is, or write it more plainly"))
    }
    return tidy
  }

  /// The order of keys by the name of what has them, where it has an order.
  package static var keys: [String: [String]] {
    var result: [String: [String]] = [:]
    for name in SuiteShape.Name.allCases {
      let keys = SuiteShape.named(name).keys
      if !keys.isEmpty { result[name.rawValue] = keys }
    }
    return result
  }

  private static func shape(
    of value: Value, file: SourceFile
  ) throws(InvalidInput) -> SuiteShape {
    switch value["muster"]?.string {
    case "suite/1": return .named(.suite)
    case "fixtures/1": return .named(.fixtures)
    default:
      throw InvalidInput(
        Diagnostic(
          .error, code: "wrong-format", "\(file.name) is neither a suite nor a fixtures file",
          remedy: "begin it with `muster: suite/1` or `muster: fixtures/1`",
          at: value["muster"]?.range))
    }
  }

  private static func laidOut(
    _ text: String, _ shape: SuiteShape, file: SourceFile
  ) throws(InvalidInput) -> String {
    let outline: YAMLOutline
    do throws(YAMLOutline.Unsupported) {
      outline = try YAMLOutline(text)
    } catch {
      throw InvalidInput(
        Diagnostic(
          .error, code: "format-unsupported", "\(error.what) can't be laid out anew",
          remedy: "write it more plainly",
          at: SourceRange(file: file, start: SourcePosition(line: error.line, column: 1))))
    }
    var writer = YAMLOutlineWriter(reorders: !hasAnchor(outline.root))
    writer.write(outline, shape: shape)
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private static func hasAnchor(_ root: YAMLOutline.Node) -> Bool {
    var pending = [root]
    while let node = pending.popLast() {
      switch node {
      case .mapping(let block), .sequence(let block):
        for entry in block.entries {
          if entry.properties.contains("&") { return true }
          pending.append(entry.value)
        }
      default: break
      }
    }
    return false
  }

  /// A comment that is lost takes its sign with it.
  private static func marks(_ text: String) -> Int {
    text.utf8.count { $0 == UInt8(ascii: "#") }
  }
}
