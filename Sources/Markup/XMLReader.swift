internal import CLibXML2
package import Documents

/// Forward reading of an XML file: no network, no external entities, no expansion of entities, and
/// a document type declaration is refused.
package struct XMLReader: ~Copyable {
  package enum Node: Sendable, Hashable {
    /// `isEmpty`: no end will follow.
    case start(name: String, attributes: [String: String], isEmpty: Bool)
    case end(name: String)
    case text(String)
  }

  private let handle: OpaquePointer
  private let file: SourceFile
  private let descriptor: ReadableFile

  package init(path: String) throws(InvalidInput) {
    try self.init(path: path, schema: nil)
  }

  /// The schema must outlive the reader.
  init(path: String, schema: OpaquePointer?) throws(InvalidInput) {
    let descriptor = try XMLReader.open(path)
    guard let handle = mx_reader_new(descriptor.number, schema) else {
      throw InvalidInput(
        Diagnostic(.error, code: "xml-unreadable", "no reader can be made for \(path)"))
    }
    self.handle = handle
    self.descriptor = descriptor
    file = SourceFile(name: path)
  }

  private static func open(_ path: String) throws(InvalidInput) -> ReadableFile {
    do {
      return try ReadableFile(path: path)
    } catch {
      throw InvalidInput(
        Diagnostic(.error, code: "xml-unreadable", "\(path) cannot be read: \(error.reason)"))
    }
  }

  deinit { mx_reader_free(handle) }

  /// The next node of interest; nil at the end.
  package mutating func next() throws(InvalidInput) -> Node? {
    while true {
      switch mx_reader_next(handle) {
      case 0: return nil
      case 1: break
      default: throw InvalidInput(problems(or: "is not well-formed"))
      }
      switch mx_reader_node(handle) {
      case mx_node_element:
        let name = string(mx_reader_name(handle))
        let isEmpty = mx_reader_is_empty(handle) == 1
        return .start(name: name, attributes: attributes(), isEmpty: isEmpty)
      case mx_node_end: return .end(name: string(mx_reader_name(handle)))
      case mx_node_text: return .text(string(mx_reader_value(handle)))
      case mx_node_doctype:
        throw InvalidInput(
          Diagnostic(
            .error, code: "xml-doctype", "a document type declaration is not read",
            remedy: "remove the DOCTYPE", at: nil))
      default: continue
      }
    }
  }

  /// What disagrees with the schema so far; empty when nothing does.
  func violations() -> [Diagnostic] {
    mx_reader_is_valid(handle) == 1 ? [] : problems(or: "does not agree with the schema")
  }

  private func attributes() -> [String: String] {
    var result: [String: String] = [:]
    while mx_reader_next_attribute(handle) == 1 {
      result[string(mx_reader_name(handle))] = string(mx_reader_value(handle))
    }
    return result
  }

  private func problems(or fallback: String) -> [Diagnostic] {
    let count = mx_reader_problem_count(handle)
    guard count > 0 else {
      return [Diagnostic(.error, code: "xml-invalid", "\(file.name) \(fallback)")]
    }
    return (0..<count).map { index in
      XMLSchemaCheck.diagnostic(mx_reader_problem(handle, index), in: file)
    }
  }

  private func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}
