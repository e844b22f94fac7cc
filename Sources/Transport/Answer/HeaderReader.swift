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
  /// Of `bytes`, those up to the blank line of the final response.
  private(set) var sectionBytes = 0

  private let limit: Int
  /// Whether the request asked for another protocol, which alone allows a status 101.
  private var askedUpgrade: Bool
  /// Whether HTTP/2 was offered. libcurl writes such an answer's status line itself, without a
  /// reason; one on the wire is a lie.
  private let offeredHTTP2: Bool
  /// The last answer's section: the next one is often the same, line by line.
  private var known = KnownSection()
  /// How much of `known` the current section has repeated; nil once it differs.
  private var repeated: (bytes: Int, lines: Int)?

  /// - Parameter limit: the most bytes of all lines together.
  init(limit: Int, askedUpgrade: Bool = false, offeredHTTP2: Bool = false) {
    self.limit = limit
    self.askedUpgrade = askedUpgrade
    self.offeredHTTP2 = offeredHTTP2
  }

  /// Makes ready for the answer to another request.
  mutating func begin(askedUpgrade: Bool) {
    section = .statusLine
    trailers = HTTPHeaders()
    contentLength = nil
    bytes = 0
    sectionBytes = 0
    self.askedUpgrade = askedUpgrade
    repeated = known.isWhole ? (0, 0) : nil
    if !known.isWhole { known = KnownSection() }
  }

  /// Takes one line with its line end.
  mutating func read(_ line: UnsafeBufferPointer<UInt8>) throws(Fault) {
    bytes += line.count
    guard bytes <= limit else { throw .tooLarge }
    if section != .ended {
      if repeats(line) { return }
      known.append(line)
    }
    try readNew(line)
  }

  /// Whether the line is the same as that of the last answer. The line that follows the first one
  /// that differs is read as new, whatever it says.
  private mutating func repeats(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let so = repeated else { return false }
    if known.has(line, at: so.bytes) {
      let now = so.bytes + line.count
      if now == known.count {
        (status, reason, version) = (known.status, known.reason, known.version)
        headers = known.headers
        contentLength = known.contentLength
        section = .ended
        sectionBytes = bytes
      } else {
        repeated = (now, so.lines + 1)
        section = .fields
      }
      return true
    }
    repeated = nil
    if so.lines > 0 {
      (status, reason, version) = (known.status, known.reason, known.version)
      headers = HTTPHeaders(Array(known.headers.fields.prefix(so.lines - 1)))
    }
    known.cut(to: so.bytes)
    return false
  }

  private mutating func readNew(_ line: UnsafeBufferPointer<UInt8>) throws(Fault) {
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
    let version = HeaderReader.text(UnsafeBufferPointer(rebasing: line[..<versionEnd]))
    guard
      version == "HTTP/1.1" || version == "HTTP/1.0"
        || (version == "HTTP/2" && offeredHTTP2)
    else {
      throw .malformed("the status line is \(Excerpt.of(line)), with no HTTP version known")
    }
    let digits = line[(versionEnd + 1)...].prefix { $0 != UInt8(ascii: " ") }
    guard digits.count == 3, HeaderReader.areDigits(digits) else {
      throw .malformed("the status line is \(Excerpt.of(line)), with no three-digit status")
    }
    let status = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    guard (100...599).contains(status) else {
      throw .malformed("the status line is \(Excerpt.of(line)), with a status outside 100 to 599")
    }
    let reason = UnsafeBufferPointer(rebasing: line[digits.endIndex...].dropFirst())
    guard HeaderReader.areFieldBytes(reason) else {
      throw .malformed("the status line has a control character: \(Excerpt.of(line))")
    }
    self.version = version
    self.status = status
    self.reason = HeaderReader.text(reason)
    headers = HTTPHeaders()
    headers.fields.reserveCapacity(16)
  }

  private mutating func endSection() throws(Fault) {
    if status == 101, !askedUpgrade {
      throw .malformed("it switches protocols (101) though the request did not ask for that")
    }
    if (100...199).contains(status), status != 101 {
      section = .statusLine
      known = KnownSection()
      return
    }
    try readFraming()
    section = .ended
    sectionBytes = bytes
    guard status != 101 else { return }
    known.complete(
      status: status, reason: reason, version: version, headers: headers,
      contentLength: contentLength)
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
      guard !digits.isEmpty, digits.count <= 18, HeaderReader.areDigits(digits) else {
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
