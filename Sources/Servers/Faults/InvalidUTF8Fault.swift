/// The catalogue entry is sent in Latin-1.
package struct InvalidUTF8Fault: SingleFault {
  package static let id = "invalid-utf8"
  package static let summary = "The catalogue entry is sent in Latin-1"
  package static let operation = "GET /services/{partnum}"
  package static let expectedCheck = "wire-json"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    // A lone E9 is Latin-1's é and no UTF-8.
    response.rewriteBytes { bytes in
      let quote = bytes.firstIndex(of: UInt8(ascii: ":")).map { $0 + 2 } ?? bytes.endIndex
      return bytes.prefix(quote) + [0xE9] + bytes.dropFirst(quote)
    }
  }
}
