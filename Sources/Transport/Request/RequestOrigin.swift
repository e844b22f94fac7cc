import Evidence

/// Whom a URL speaks to.
enum RequestOrigin {
  /// `host:port` of an absolute http or https URL, the port also where the URL leaves it out.
  /// Refuses what libcurl would not send as it stands.
  static func of(_ url: String) throws(TransportFailure) -> String {
    guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .invalid(
        "the URL \(Excerpt.of(url)) has a character that must be percent-encoded")
    }
    guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")),
      let defaultPort = defaultPort(url[..<colon].lowercased()),
      url[colon...].hasPrefix("://")
    else {
      throw .invalid("the URL \(Excerpt.of(url)) is not an absolute http or https URL")
    }
    let authority = url.utf8[colon...].dropFirst(3).prefix { !isAuthorityEnd($0) }
    guard !authority.contains(UInt8(ascii: "@")) else {
      throw .invalid("the URL has credentials in it, which RFC 9110 §4.2.4 forbids")
    }
    // A colon inside an IPv6 literal's brackets starts no port.
    let afterHost = authority.lastIndex(of: UInt8(ascii: "]")) ?? authority.startIndex
    let portColon = authority[afterHost...].firstIndex(of: UInt8(ascii: ":"))
    let host = authority[..<(portColon ?? authority.endIndex)]
    guard !host.isEmpty else { throw .invalid("the URL \(Excerpt.of(url)) has no host") }
    let port = portColon.map { authority[$0...].dropFirst() }.flatMap { $0.isEmpty ? nil : $0 }
    if let port {
      guard port.count <= 5, let number = Int(String(decoding: port, as: UTF8.self)),
        (0...65535).contains(number)
      else { throw .invalid("the URL \(Excerpt.of(url)) has no valid port") }
    }
    return String(decoding: host, as: UTF8.self) + ":"
      + (port.map { String(decoding: $0, as: UTF8.self) } ?? defaultPort)
  }

  private static func defaultPort(_ scheme: String) -> String? {
    switch scheme {
    case "http": "80"
    case "https": "443"
    default: nil
    }
  }

  private static func isAuthorityEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }
}
