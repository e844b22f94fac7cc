/// A line break stands unescaped in a string of the catalogue entry.
package struct RawLineBreakFault: SingleFault {
  package static let id = "raw-line-break"
  package static let summary = "A line break stands unescaped in a string of the catalogue entry"
  package static let operation = "GET /services/{partnum}"
  package static let expectedCheck = "wire-json"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response.rewriteBytes { bytes in
      let quote = bytes.firstIndex(of: UInt8(ascii: ":")).map { $0 + 2 } ?? bytes.endIndex
      return bytes.prefix(quote) + [0x0A] + bytes.dropFirst(quote)
    }
  }
}
