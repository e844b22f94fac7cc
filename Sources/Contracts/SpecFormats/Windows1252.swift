/// The code page that editors on Windows used before UTF-8 (WHATWG Encoding §9.1, index windows-1252).
enum Windows1252 {
  /// The text, or nil where a byte has no meaning in this code page or where a character of UTF-8
  /// occurs: then the file is broken UTF-8, and reading it otherwise would spoil its good parts.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
    var scalars = String.UnicodeScalarView()
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    parsing: while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded): if encoded.count > 1 { return nil }
      case .error: continue
      case .emptyInput: break parsing
      }
    }
    for byte in bytes {
      guard let scalar = scalar(of: byte) else { return nil }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  private static func scalar(of byte: UInt8) -> Unicode.Scalar? {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    let code = upperControls[Int(byte) - 0x80]
    return code == 0 ? nil : Unicode.Scalar(code)
  }

  /// What the bytes 0x80 to 0x9F stand for; zero for the five that stand for nothing.
  private static let upperControls: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}
