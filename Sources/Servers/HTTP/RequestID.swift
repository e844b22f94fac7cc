/// The name that a request goes by in answers and logs: `X-Request-Id`.
enum RequestID {
  static let field = "X-Request-Id"
  /// Characters of one that is taken over.
  private static let lengthLimit = 128

  /// What the client calls its request where that can stand in a header and in a log, else a new one.
  static func of(_ request: ServerRequest) -> String {
    let given = request.headers.filter { $0.name == field.lowercased() }.map(\.value)
    guard given.count == 1, let id = given.first, isSane(id) else { return random }
    return id
  }

  /// Letters, digits and `-._~:+/=@`, so that neither a log nor a header can be broken out of.
  static func isSane(_ id: String) -> Bool {
    (1...lengthLimit).contains(id.utf8.count)
      && id.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: "-._~:+/=@".utf8.contains(byte)
        }
      }
  }

  /// 128 random bits in hexadecimal.
  private static var random: String {
    var random = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(random.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
