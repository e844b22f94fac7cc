/// An origin and the path below which the API lives.
package struct BaseURL: Sendable {
  /// Scheme, host and port, without a final slash.
  package let origin: String
  package let text: String

  /// Throws what is wrong with the text.
  ///
  /// - Parameter name: what it is called in messages.
  package init(_ text: String, name: String = "--base-url") throws(Failure) {
    let rest: Substring
    if text.hasPrefix("http://") {
      rest = text.dropFirst(7)
    } else if text.hasPrefix("https://") {
      rest = text.dropFirst(8)
    } else {
      throw .unusable(
        "\(name) `\(text)` is no http or https URL", remedy: "start it with https://")
    }
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.isEmpty, authority.first != ":" else {
      throw .unusable("\(name) `\(text)` names no host", remedy: "write https://host/path")
    }
    guard !authority.contains("@") else {
      throw .unusable(
        "\(name) holds a user name or password",
        remedy: "give credentials through environment variables, see --client-id-env")
    }
    guard Self.hasGoodPort(authority) else {
      throw .unusable(
        "\(name) `\(text)` has no good host and port",
        remedy: "write https://host:port/path with a port from 1 to 65535, IPv6 in brackets")
    }
    guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F }),
      !text.contains("?"), !text.contains("#")
    else {
      throw .unusable(
        "\(name) `\(text)` has a query, a fragment or characters that no URL may hold",
        remedy: "write https://host/path, percent-encoded")
    }
    origin = String(text.prefix(text.count - rest.count)) + authority
    self.text = text
  }

  /// Whether what follows the host, or an IPv6 address in brackets, is nothing or a port.
  private static func hasGoodPort(_ authority: Substring) -> Bool {
    let rest: Substring
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { return false }
      rest = authority[authority.index(after: close)...]
    } else {
      rest = authority.drop { $0 != ":" }
    }
    if rest.isEmpty { return true }
    guard rest.hasPrefix(":"), let port = Int(rest.dropFirst()) else { return false }
    return (1...65535).contains(port)
  }

  /// A token URL as the user, the fixtures or the contract gives it. The contract's own host is not
  /// asked: the secret belongs to the target that the user named.
  package func tokenURL(_ given: String?, contract: String?) -> String? {
    if let given {
      if given.hasPrefix("/") { return origin + given }
      if given.hasPrefix("https://") || given.hasPrefix("http://") { return given }
      return text + (text.hasSuffix("/") ? "" : "/") + given
    }
    guard let contract else { return nil }
    if contract.hasPrefix("/") { return origin + contract }
    for scheme in ["https://", "http://"] where contract.hasPrefix(scheme) {
      let path = contract.dropFirst(scheme.count).drop { $0 != "/" && $0 != "?" }
      return origin + path
    }
    return nil
  }
}
