import ArgumentParser

/// How connections to the target are made, and how much is taken from it.
struct ConnectionOptions: ParsableArguments {
  @Flag(name: .long, help: "Offer HTTP/2 in the TLS handshake.")
  var http2 = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The proxy to go through: http://host:port, https://, socks5:// or socks5h://.",
      valueName: "url"))
  var proxy: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A PEM file with our own certificate chain, for targets that ask for one.",
      valueName: "path"))
  var clientCert: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A PEM file with the key of --client-cert, where it is not in the same file.",
      valueName: "path"))
  var clientKey: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The largest body taken, on the wire as well as decompressed: bytes, or with KB, MB, KiB or MiB.",
      valueName: "size"))
  var maxBody = ByteSize(bytes: 16 << 20)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How many redirects of a request are followed; credentials never go to another origin.",
      valueName: "n"))
  var followRedirects = 0

  func validate() throws {
    if clientKey != nil, clientCert == nil {
      throw ValidationError("--client-key is the key of a certificate; give --client-cert as well")
    }
    if let proxy {
      let schemes = ["http://", "https://", "socks5://", "socks5h://"]
      guard let scheme = schemes.first(where: { proxy.lowercased().hasPrefix($0) }),
        proxy.utf8.count > scheme.utf8.count,
        proxy.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
      else {
        throw ValidationError(
          "--proxy `\(proxy)` is no proxy's URL; write http://host:port, https://, socks5:// or"
            + " socks5h://")
      }
      guard !proxy.contains("@") else {
        throw ValidationError(
          "--proxy holds a user name or password, which anyone can read in the list of processes;"
            + " use a proxy that asks for none")
      }
    }
    guard (1...(1 << 31)).contains(maxBody.bytes) else {
      throw ValidationError("--max-body must be 1 byte to 2048 MiB")
    }
    guard (0...20).contains(followRedirects) else {
      throw ValidationError("--follow-redirects must be 0 to 20")
    }
  }
}

/// A number of bytes as people write it: `1048576`, `500KB`, `16MiB`, `1 GB`.
struct ByteSize: ExpressibleByArgument, Equatable {
  var bytes: Int

  private static let units: [(String, Int)] = [
    ("kib", 1 << 10), ("mib", 1 << 20), ("gib", 1 << 30), ("kb", 1000), ("mb", 1_000_000),
    ("gb", 1_000_000_000), ("b", 1),
  ]

  init(bytes: Int) {
    self.bytes = bytes
  }

  init?(argument: String) {
    var digits = argument.lowercased()[...]
    var factor = 1
    if let unit = ByteSize.units.first(where: { digits.hasSuffix($0.0) }) {
      factor = unit.1
      digits = digits.dropLast(unit.0.count)
    }
    while digits.last == " " { digits = digits.dropLast() }
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int(digits)
    else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
    guard !overflow else { return nil }
    self.bytes = bytes
  }

  var defaultValueDescription: String {
    bytes % (1 << 20) == 0 ? "\(bytes >> 20)MiB" : "\(bytes)"
  }
}
