import Evidence

/// Where a redirect leads, and what may be taken along (RFC 9110 §15.4).
enum Redirect {
  /// Fields that tell nothing about who asks. All others, and all content, stay with the origin
  /// that they were meant for: any of them may be a credential.
  private static let harmless = ["Accept", "Accept-Encoding", "Accept-Language", "User-Agent"]
  private static let aboutContent = [
    "Content-Encoding", "Content-Length", "Content-Type", "Transfer-Encoding",
  ]

  /// The request that an answer asks for. Nil where it is no redirect, or one that is not followed:
  /// without one good `Location`, to another scheme than http and https, or with content to another
  /// origin. Such an answer is judged as it stands.
  static func next(after response: HTTPResponse, to request: HTTPRequest) -> HTTPRequest? {
    guard [301, 302, 303, 307, 308].contains(response.status) else { return nil }
    let locations = response.headers.values(of: "Location")
    guard locations.count == 1, let url = Location.resolve(locations[0], against: request.url),
      let from = try? RequestOrigin(request.url), let to = try? RequestOrigin(url)
    else { return nil }
    var next = request
    next.url = url
    let becomesGET =
      response.status == 303
      ? request.method != "HEAD" : response.status < 303 && request.method == "POST"
    if becomesGET {
      next.method = "GET"
      next.body = nil
      for name in aboutContent { next.headers.remove(name) }
    }
    guard !to.isSame(as: from) else { return next }
    guard next.body == nil else { return nil }
    next.headers.fields.removeAll { field in
      !harmless.contains { HTTPHeaders.isSameName($0, field.name) }
    }
    return next
  }
}

/// References in `Location` (RFC 3986 §5.2).
enum Location {
  /// The absolute URL without its fragment; nil for another scheme than http and https.
  static func resolve(_ reference: String, against base: String) -> String? {
    let reference = String(reference.prefix { $0 != "#" })
    if let scheme = scheme(of: reference) {
      let isKnown = ["http", "https"].contains { HTTPHeaders.isSameName($0, scheme) }
      return isKnown ? reference : nil
    }
    guard let baseScheme = scheme(of: base) else { return nil }
    if reference.hasPrefix("//") { return baseScheme + ":" + reference }
    let rest = base.dropFirst(baseScheme.utf8.count + 3).prefix { $0 != "#" }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let target = rest.dropFirst(authority.count)
    let path = target.prefix { $0 != "?" }
    let prefix = baseScheme + "://" + authority
    if reference.isEmpty { return prefix + target }
    if reference.hasPrefix("?") { return prefix + (path.isEmpty ? "/" : path) + reference }
    let own = reference.prefix { $0 != "?" }
    let query = reference.dropFirst(own.count)
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
    return prefix + withoutDots(own.hasPrefix("/") ? own : folder + own) + query
  }

  /// `scheme` of RFC 3986 §3.1, where the text starts with one and a colon.
  private static func scheme(of text: String) -> String? {
    guard let colon = text.firstIndex(of: ":"), let first = text.utf8.first,
      isLetter(first)
    else { return nil }
    let scheme = text[..<colon]
    let isScheme = scheme.utf8.allSatisfy { byte in
      isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
    return isScheme ? String(scheme) : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// The path without `.` and `..` (§5.2.4).
  private static func withoutDots(_ path: Substring) -> String {
    var kept: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for (number, segment) in segments.enumerated() {
      let isLast = number == segments.count - 1
      switch segment {
      case ".": if isLast { kept.append("") }
      case "..":
        kept = kept.dropLast()
        if isLast { kept.append("") }
      default: kept.append(segment)
      }
    }
    return "/" + kept.joined(separator: "/")
  }
}
