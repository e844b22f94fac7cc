/// Foreign bytes made fit for a message: quoted, short, printable ASCII only. Whatever a target
/// sends, it cannot write control sequences into a terminal or a report through our messages.
enum Excerpt {
  private static let longest = 80

  /// The first bytes between quotes, other bytes than printable ASCII as `\xNN`.
  static func of(_ bytes: some Collection<UInt8>) -> String {
    "\"" + printable(bytes, atMost: longest) + "\""
  }

  /// See ``of(_:)``.
  static func of(_ text: String) -> String { of(text.utf8) }

  /// The same without quotes, for text that libcurl wrote and the target may have had a part in.
  static func printable(_ bytes: some Collection<UInt8>, atMost count: Int) -> String {
    var text: [UInt8] = []
    for byte in bytes.prefix(count) {
      if byte >= 0x20, byte < 0x7F {
        text.append(byte)
      } else {
        text.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "x")])
        text.append(digit(byte >> 4))
        text.append(digit(byte & 15))
      }
    }
    return String(decoding: text, as: UTF8.self) + (bytes.count > count ? "..." : "")
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
