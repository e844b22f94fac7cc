internal import CLibXML2

/// Sequential XML output through libxml2's text writer; memory does not grow with the document.
///
/// Text may hold anything: what XML has no place for is written in a visible form.
package struct XMLWriter: ~Copyable {
  /// Something that libxml2 or the disk refused.
  package struct Failure: Error, Sendable, Hashable {
    /// The `errno` of the write; nil when libxml2 itself refused.
    package var errno: Int32?

    package init(errno: Int32?) {
      self.errno = errno
    }
  }

  private let handle: OpaquePointer

  /// Writes to a descriptor that stays the caller's and must outlive the writer.
  package init(descriptor: Int32) throws(Failure) {
    guard let handle = mx_writer_new(descriptor) else { throw Failure(errno: nil) }
    self.handle = handle
  }

  deinit { mx_writer_free(handle) }

  package mutating func startDocument() throws(Failure) {
    try check(mx_writer_start_document(handle))
  }

  package mutating func start(
    _ element: String, _ attributes: KeyValuePairs<String, String> = [:]
  ) throws(Failure) {
    // Handing a string over as it is would copy each into an array of its own.
    try check(element.withCString { mx_writer_start_element(handle, $0) })
    for (name, value) in attributes {
      try check(
        XMLText.visible(value).withCString { value in
          name.withCString { mx_writer_attribute(handle, $0, value) }
        })
    }
  }

  package mutating func text(_ text: String) throws(Failure) {
    guard !text.isEmpty else { return }
    try check(XMLText.visible(text).withCString { mx_writer_text(handle, $0) })
  }

  package mutating func end() throws(Failure) {
    try check(mx_writer_end_element(handle))
  }

  /// Writes whole elements that are XML already, with what stands between them.
  package mutating func raw(_ elements: borrowing TextBuffer) throws(Failure) {
    try check(
      elements.withBytes { bytes in
        bytes.withMemoryRebound(to: CChar.self) { mx_writer_raw(handle, $0.baseAddress, $0.count) }
      })
  }

  /// Hands everything to the descriptor.
  package mutating func flush() throws(Failure) {
    try check(mx_writer_flush(handle))
  }

  private func check(_ code: Int32) throws(Failure) {
    guard code == 0 else {
      let number = mx_writer_errno(handle)
      throw Failure(errno: number == 0 ? nil : number)
    }
  }
}
