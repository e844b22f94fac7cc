import Evidence

/// Reads the header lines of one answer as libcurl hands them over: whole, one a call, interim
/// responses and trailers included. Refuses what libcurl lets pass though RFC 9110 and RFC 9112
/// forbid it. Pure: no I/O, no libcurl.
struct HeaderReader {
  /// Why an answer is not read any further.
  enum Fault: Error, Hashable {
    /// The grammar is broken; what is wrong, as the second half of a sentence.
    case malformed(String)
    case tooLarge
  }

  /// Where in the answer the next line belongs.
  enum Section: Hashable {
    case statusLine
    case fields
    /// After the blank line of the final response: what comes now is the body, then trailers.
    case ended
  }

  private(set) var section = Section.statusLine
  private(set) var status = 0
  private(set) var reason = ""
  private(set) var version = ""
  private(set) var headers = HTTPHeaders()
  /// The fields after a chunked body (RFC 9112 §7.1.2). They are never merged into `headers`.
  private(set) var trailers = HTTPHeaders()
  /// Of the final response; nil where it declares none.
  private(set) var contentLength: Int?
  /// Bytes of all lines so far.
  private(set) var bytes = 0

  private let limit: Int
  /// Whether the request asked for another protocol, which alone allows a status 101.
  private let askedUpgrade: Bool
  /// Whether HTTP/2 was offered. libcurl writes such an answer's status line itself, without a
  /// reason; one on the wire is a lie.
  private let offeredHTTP2: Bool

  /// - Parameter limit: the most bytes of all lines together.
  init(limit: Int, askedUpgrade: Bool = false, offeredHTTP2: Bool = false) {
    self.limit = limit
    self.askedUpgrade = askedUpgrade
    self.offeredHTTP2 = offeredHTTP2
  }

  /// Takes one line with its line end.
  mutating func read(_ line: UnsafeBufferPointer<UInt8>) throws(Fault) {
    bytes += line.count
    guard bytes <= limit else { throw .tooLarge }
    let content = HeaderReader.withoutLineEnd(line)
    switch section {
    case .statusLine:
      try readStatusLine(content)
      section = .fields
    case .fields where content.isEmpty:
      try endSection()
    case .fields:
      headers.fields.append(try HeaderReader.field(content))
    case .ended where content.isEmpty:
      break
    case .ended:
      trailers.fields.append(try HeaderReader.field(content))
    }
  }

  /// `HTTP-version SP status-code SP [ reason-phrase ]` (RFC 9112 §4). The last space is often
  /// missing where there is no reason, and nothing hangs on it.
  private mutating func readStatusLine(_ line: UnsafeBufferPointer<UInt8>) throws(Fault) {
    guard let versionEnd = line.firstIndex(of: UInt8(ascii: " ")) else {
      throw .malformed("the status line is \(Excerpt.of(line))")
    }
    let version = HeaderReader.text(line[..<versionEnd])
    guard
      version == "HTTP/1.1" || version == "HTTP/1.0"
        || (version == "HTTP/2" && offeredHTTP2)
    else {
      throw .malformed("the status line is \(Excerpt.of(line)), with no HTTP version known")
    }
    let digits = line[(versionEnd + 1)...].prefix { $0 != UInt8(ascii: " ") }
    guard digits.count == 3, digits.allSatisfy(HeaderReader.isDigit) else {
      throw .malformed("the status line is \(Excerpt.of(line)), with no three-digit status")
    }
    let status = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    guard (100...599).contains(status) else {
      throw .malformed("the status line is \(Excerpt.of(line)), with a status outside 100 to 599")
    }
    let reason = line[digits.endIndex...].dropFirst()
    guard reason.allSatisfy(HeaderReader.isFieldByte) else {
      throw .malformed("the status line has a control character: \(Excerpt.of(line))")
    }
    self.version = version
    self.status = status
    self.reason = HeaderReader.text(reason)
    headers = HTTPHeaders()
  }

  private mutating func endSection() throws(Fault) {
    if status == 101, !askedUpgrade {
      throw .malformed("it switches protocols (101) though the request did not ask for that")
    }
    if (100...199).contains(status), status != 101 {
      section = .statusLine
      return
    }
    try readFraming()
    section = .ended
  }

  /// Content-Length and Transfer-Encoding (RFC 9112 §6). A repeated Content-Length is taken where
  /// all values agree, as RFC 9110 §8.6 allows.
  private mutating func readFraming() throws(Fault) {
    let codings = headers.values(of: "Transfer-Encoding")
    let lengths = headers.values(of: "Content-Length")
    if let coding = codings.first {
      guard codings.count == 1, HTTPHeaders.isSameName(coding, "chunked") else {
        throw .malformed(
          "Transfer-Encoding is \(Excerpt.of(codings.joined(separator: ", "))), "
            + "where only \"chunked\" was possible")
      }
      guard lengths.isEmpty else {
        throw .malformed("it has both Transfer-Encoding and Content-Length")
      }
      guard version != "HTTP/1.0" else {
        throw .malformed("it is HTTP/1.0 and has Transfer-Encoding")
      }
    }
    for value in lengths.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      let digits = HeaderReader.trimmed(value.utf8)
      guard !digits.isEmpty, digits.count <= 18, digits.allSatisfy(HeaderReader.isDigit) else {
        throw .malformed("Content-Length is \(Excerpt.of(lengths.joined(separator: ", ")))")
      }
      let length = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      guard contentLength == nil || contentLength == length else {
        throw .malformed(
          "it has differing Content-Lengths: \(Excerpt.of(lengths.joined(separator: ", ")))")
      }
      contentLength = length
    }
  }
}

// MARK: - Fields and bytes

extension HeaderReader {
  /// `field-name ":" OWS field-value OWS` (RFC 9112 §5); line folding (§5.2) is refused.
  private static func field(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(Fault) -> HTTPHeaders.Field {
    if let first = line.first, first == 0x20 || first == 0x09 {
      throw .malformed("a header line starts with white space (obsolete folding)")
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
      throw .malformed("a header line has no colon: \(Excerpt.of(line))")
    }
    let name = line[..<colon]
    guard !name.isEmpty, name.allSatisfy(HTTPToken.isTokenByte) else {
      throw .malformed("a header line has no valid field name: \(Excerpt.of(line))")
    }
    let value = trimmed(line[(colon + 1)...])
    guard value.allSatisfy(isFieldByte) else {
      throw .malformed("a header line has a control character: \(Excerpt.of(line))")
    }
    return HTTPHeaders.Field(name: text(name), value: text(value))
  }

  /// Bytes as text, without loss: valid UTF-8 as such, anything else byte by byte as ISO 8859-1.
  static func text(_ bytes: some Collection<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    return text
  }

  /// Without its CR LF, or its LF alone, which RFC 9112 §2.2 lets a recipient take.
  private static func withoutLineEnd(
    _ line: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    var content = line[...]
    if content.last == 0x0A { content = content.dropLast() }
    if content.last == 0x0D { content = content.dropLast() }
    return UnsafeBufferPointer(rebasing: content)
  }

  private static func trimmed<Bytes: BidirectionalCollection<UInt8>>(
    _ bytes: Bytes
  ) -> Bytes.SubSequence {
    var rest = bytes[...]
    while let first = rest.first, first == 0x20 || first == 0x09 { rest = rest.dropFirst() }
    while let last = rest.last, last == 0x20 || last == 0x09 { rest = rest.dropLast() }
    return rest
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// HTAB, SP, VCHAR or obs-text (RFC 9110 §5.5).
  private static func isFieldByte(_ byte: UInt8) -> Bool {
    byte == 0x09 || (byte >= 0x20 && byte != 0x7F)
  }
}
