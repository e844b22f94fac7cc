/// A place in a file as SARIF 2.1.0 spells it, for every report in that format.
package enum SARIFPlace {
  /// A `location` (§3.28) of the file, with the range where there is one.
  package static func location(_ file: String, _ range: SourceRange?) -> Value {
    var place: [(String, Value)] = [
      ("artifactLocation", .object([("uri", .string(uri(range?.file.name ?? file)))]))
    ]
    if let range { place.append(("region", region(range))) }
    return .object([("physicalLocation", .object(place))])
  }

  /// A `region` (§3.30): lines and columns count from 1, the end is exclusive.
  private static func region(_ range: SourceRange) -> Value {
    var members: [(String, Value)] = [
      ("startLine", .integer(max(1, range.start.line))),
      ("startColumn", .integer(max(1, range.start.column))),
    ]
    if range.start < range.end {
      members += [
        ("endLine", .integer(max(1, range.end.line))),
        ("endColumn", .integer(max(1, range.end.column))),
      ]
    }
    return .object(members)
  }

  /// A path as a URI reference (RFC 3986 §4.1); what is a URL already stays one.
  package static func uri(_ name: String) -> String {
    let isURL = name.utf8.starts(with: "http://".utf8) || name.utf8.starts(with: "https://".utf8)
    if isURL, name.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) { return name }
    var result = name.utf8.first == UInt8(ascii: "/") ? "file://" : ""
    for byte in name.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}
