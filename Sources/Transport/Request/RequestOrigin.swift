import Documents
import Evidence

/// Whom a URL speaks to: scheme, host and port (RFC 9110 §4.3.1).
struct RequestOrigin: Sendable {
  private let url: String
  /// The bytes of the host in the URL, of an IPv6 address with its brackets.
  private let hostBytes: Range<Int>
  let isSecure: Bool
  let port: Int
  /// Where in the URL's bytes the request target begins that goes to the server as it stands: path and query
  /// (RFC 9112 §3.2.1). Nil where the URL has no path, or a fragment, which is nobody's but the client's.
  let targetStart: Int?

  /// The host as the URL spells it.
  var host: String {
    String(
      decoding: url.utf8.dropFirst(hostBytes.lowerBound).prefix(hostBytes.count), as: UTF8.self)
  }

  /// `host:port`, the port also where the URL leaves it out.
  var text: String { "\(host):\(port)" }

  /// Names of hosts are without case.
  func isSame(as other: RequestOrigin) -> Bool {
    isSecure == other.isSecure && port == other.port && HTTPHeaders.isSameName(host, other.host)
  }

  /// Whether another URL is this one up to the path, and then goes on as a request target that can be sent: it
  /// has the same origin then.
  func isBeginning(of other: String) -> Bool {
    guard let start = targetStart else { return false }
    let bytes = other.utf8.span
    guard bytes.count > start, bytes[start] == UInt8(ascii: "/"),
      ByteSearch.isSame(bytes.extracting(first: start), url.utf8.span.extracting(first: start))
    else { return false }
    for place in start..<bytes.count {
      let byte = bytes[place]
      guard RequestOrigin.needsNoEncoding(byte), byte != UInt8(ascii: "#") else { return false }
    }
    return true
  }

  private static func needsNoEncoding(_ byte: UInt8) -> Bool { byte >= 0x21 && byte <= 0x7E }

  /// The origin of an absolute http or https URL. Refuses what libcurl would not send as it stands.
  init(_ url: String) throws(TransportFailure) {
    self.url = url
    let scan =
      url.utf8.withContiguousStorageIfAvailable(RequestOrigin.scan)
      ?? Array(url.utf8).withUnsafeBufferPointer(RequestOrigin.scan)
    switch scan {
    case .found(let hostBytes, let isSecure, let port, let targetStart):
      self.hostBytes = hostBytes
      self.isSecure = isSecure
      self.port = port
      self.targetStart = targetStart
    case .fault(let what): throw .invalid("the URL \(Excerpt.of(url)) \(what)")
    case .credentials:
      throw .invalid("the URL has credentials in it, which RFC 9110 §4.2.4 forbids")
    }
  }

  private enum Scan {
    case found(hostBytes: Range<Int>, isSecure: Bool, port: Int, targetStart: Int?)
    case fault(String)
    case credentials
  }

  private static func scan(_ url: UnsafeBufferPointer<UInt8>) -> Scan {
    var hasFragment = false
    for byte in url {
      guard needsNoEncoding(byte) else {
        return .fault("has a character that must be percent-encoded")
      }
      if byte == UInt8(ascii: "#") { hasFragment = true }
    }
    let isSecure: Bool
    if starts(url, with: "https://") {
      isSecure = true
    } else if starts(url, with: "http://") {
      isSecure = false
    } else {
      return .fault("is not an absolute http or https URL")
    }
    let start = isSecure ? 8 : 7
    var end = start
    // The colon before the port; one inside an IPv6 literal's brackets is none.
    var colon: Int?
    scan: while end < url.count {
      switch url[end] {
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): break scan
      case UInt8(ascii: "@"): return .credentials
      case UInt8(ascii: ":"): colon = colon ?? end
      case UInt8(ascii: "]"): colon = nil
      default: break
      }
      end += 1
    }
    let host = start..<(colon ?? end)
    guard !host.isEmpty else { return .fault("has no host") }
    var port = isSecure ? 443 : 80
    if let colon, colon + 1 < end {
      guard end - colon <= 6, HeaderReader.areDigits(url[(colon + 1)..<end]) else {
        return .fault("has no valid port")
      }
      port = url[(colon + 1)..<end].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      guard port <= 65535 else { return .fault("has no valid port") }
    }
    let hasTarget = end < url.count && url[end] == UInt8(ascii: "/") && !hasFragment
    return .found(
      hostBytes: host, isSecure: isSecure, port: port, targetStart: hasTarget ? end : nil)
  }

  /// Schemes are without case.
  private static func starts(
    _ url: UnsafeBufferPointer<UInt8>, with scheme: StaticString
  ) -> Bool {
    guard url.count >= scheme.utf8CodeUnitCount else { return false }
    return scheme.withUTF8Buffer { scheme in
      for (index, byte) in scheme.enumerated()
      where byte != url[index] && byte != url[index] | 0x20 { return false }
      return true
    }
  }
}
