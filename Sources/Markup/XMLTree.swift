internal import CLibXML2
package import Documents

/// A small XML document as a whole, to be asked by XPath 1.0.
///
/// No network and no entities: a document type declaration is refused. Depth is bounded by libxml2 (256
/// elements), size by `sizeLimit`, and each question by the work that it may take. The context node of a
/// path is the root element. Prefixes mean what they mean at the root element, whose namespace without a
/// prefix has the name `default`.
package struct XMLTree: ~Copyable {
  /// Bytes of a document.
  package static let sizeLimit = 16 << 20

  private let handle: OpaquePointer

  /// Throws for what is no well-formed XML, or more than allowed.
  package init(_ bytes: [UInt8], file: SourceFile) throws(InvalidInput) {
    guard bytes.count <= Self.sizeLimit else {
      throw InvalidInput(
        Diagnostic(
          .error, code: "xml-too-large",
          "\(file.name) has \(bytes.count) bytes, of which at most \(Self.sizeLimit) are read"))
    }
    let made = bytes.withUnsafeBytes { buffer in
      mx_tree_new(buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count))
    }
    guard let made else {
      throw InvalidInput(
        Diagnostic(.error, code: "xml-unreadable", "there is no memory to read \(file.name)"))
    }
    guard mx_tree_is_sound(made) == 1 else {
      let problems = Self.problems(made, in: file)
      mx_tree_free(made)
      throw InvalidInput(problems)
    }
    handle = made
  }

  deinit { mx_tree_free(handle) }

  /// What a path finds.
  package func find(_ path: XPath) throws(XPath.Failure) -> XPath.Found {
    let answer = mx_tree_find(
      handle, path.text, XPath.workLimit, Int32(XPath.nodeLimit), Int64(XPath.textLimit))
    guard let answer else { throw .tooLarge }
    defer { mx_found_free(answer) }
    let texts = (0..<mx_found_count(answer)).map { index in
      mx_found_text(answer, index).map { String(cString: $0) } ?? ""
    }
    switch mx_found_kind(answer) {
    case mx_kind_nodes: return .nodes(texts)
    case mx_kind_string: return .string(texts.first ?? "")
    case mx_kind_number: return .number(texts.first ?? "")
    case mx_kind_boolean: return .boolean(texts.first == "true")
    case mx_kind_too_large: throw .tooLarge
    default: throw .unanswerable(XPath.complaint(answer))
    }
  }

  private static func problems(_ tree: OpaquePointer, in file: SourceFile) -> [Diagnostic] {
    if mx_tree_has_doctype(tree) == 1 {
      return [
        Diagnostic(
          .error, code: "xml-doctype", "a document type declaration is not read",
          remedy: "remove the DOCTYPE")
      ]
    }
    let count = mx_tree_problem_count(tree)
    guard count > 0 else {
      return [Diagnostic(.error, code: "xml-invalid", "\(file.name) is not well-formed")]
    }
    return (0..<count).map { XMLSchemaCheck.diagnostic(mx_tree_problem(tree, $0), in: file) }
  }
}
