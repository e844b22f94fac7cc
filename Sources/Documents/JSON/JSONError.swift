/// Why bytes are not JSON (RFC 8259), and where.
package struct JSONError: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Nothing but blanks.
    case emptyInput
    case tooLarge(bytes: Int, limit: Int)
    /// A byte order mark, with the encoding it announces (RFC 8259 §8.1).
    case byteOrderMark(encoding: String)
    case invalidUTF8(byte: UInt8)
    /// An escape that names half of a UTF-16 pair.
    case loneSurrogate(UInt16)
    case nul
    /// Something follows the value.
    case trailingBytes
    /// `NaN`, `Infinity` or `-Infinity`, as it was spelt.
    case nonFiniteLiteral(String)
    /// The input ends in the middle of something.
    case truncated(inside: String)
    /// A backslash before a byte that makes no escape.
    case badEscape(UInt8)
    /// A raw byte below 0x20 in a string.
    case controlCharacter(UInt8)
    case leadingZero
    /// A number that misses digits, or starts with a plus sign or a point.
    case badNumber
    case depthExceeded(limit: Int)
    /// A word that is no literal, for instance `True`.
    case badLiteral(String)
    case trailingComma
    case comment
    case singleQuote
    case unquotedName(String)
    case unexpected(byte: UInt8, expected: String)
  }

  package let kind: Kind
  package let position: SourcePosition
  /// In bytes from the start of the input.
  package let offset: Int

  package init(_ kind: Kind, position: SourcePosition, offset: Int) {
    self.kind = kind
    self.position = position
    self.offset = offset
  }

  /// The problem as an error about a file that we were given.
  package func diagnostic(file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, code: code, message, remedy: remedy,
      at: SourceRange(file: file, start: position))
  }
}

extension JSONError: CustomStringConvertible {
  /// `line:column: message`.
  package var description: String {
    "\(position.line):\(position.column): \(message)"
  }
}

extension JSONError {
  /// The stable identifier of the kind, for filters and documentation.
  package var code: String {
    switch kind {
    case .emptyInput: "json-empty"
    case .tooLarge: "json-too-large"
    case .byteOrderMark: "json-byte-order-mark"
    case .invalidUTF8: "json-invalid-utf8"
    case .loneSurrogate: "json-lone-surrogate"
    case .nul: "json-nul"
    case .trailingBytes: "json-trailing-bytes"
    case .nonFiniteLiteral: "json-non-finite-number"
    case .truncated: "json-truncated"
    case .badEscape: "json-bad-escape"
    case .controlCharacter: "json-control-character"
    case .leadingZero: "json-leading-zero"
    case .badNumber: "json-bad-number"
    case .depthExceeded: "json-too-deep"
    case .badLiteral: "json-bad-literal"
    case .trailingComma: "json-trailing-comma"
    case .comment: "json-comment"
    case .singleQuote: "json-single-quote"
    case .unquotedName: "json-unquoted-name"
    case .unexpected: "json-unexpected-character"
    }
  }

  /// What is wrong, without a full stop.
  package var message: String {
    switch kind {
    case .emptyInput: "there is no JSON value, the input is empty"
    case .tooLarge(let bytes, let limit):
      "the input has \(bytes) bytes, more than the \(limit) that can be read"
    case .byteOrderMark(let encoding): "the input starts with a byte order mark (\(encoding))"
    case .invalidUTF8(let byte): "byte \(Self.hex(byte)) is not valid UTF-8 here"
    case .loneSurrogate(let unit):
      "the escape \\u\(Self.hex4(unit)) is half of a surrogate pair"
    case .nul: "a NUL byte stands outside a string"
    case .trailingBytes: "something follows the end of the JSON value"
    case .nonFiniteLiteral(let text): "\(text) is not a JSON number"
    case .truncated(let place): "the input ends inside \(place)"
    case .badEscape(let byte): "\\\(Self.show(byte)) is not a JSON escape"
    case .controlCharacter(let byte):
      "the control character U+\(Self.hex4(UInt16(byte))) stands unescaped in a string"
    case .leadingZero: "a number starts with a superfluous zero"
    case .badNumber: "a number is malformed"
    case .depthExceeded(let limit): "values are nested more than \(limit) deep"
    case .badLiteral(let word): "\(word) is not a JSON value"
    case .trailingComma: "a comma is followed by no value"
    case .comment: "JSON has no comments"
    case .singleQuote: "a string is in single quotes"
    case .unquotedName(let name): "the member name \(name) is not in double quotes"
    case .unexpected(let byte, let expected): "expected \(expected), got \(Self.show(byte))"
    }
  }

  /// What to do about it, without a full stop.
  package var remedy: String {
    switch kind {
    case .emptyInput: "send or write at least one value, for instance null"
    case .tooLarge: "split the document"
    case .byteOrderMark: "write UTF-8 without a byte order mark"
    case .invalidUTF8: "encode the text as UTF-8"
    case .loneSurrogate: "write both halves of the pair, or the character itself"
    case .nul: "remove the byte"
    case .trailingBytes: "write exactly one value"
    case .nonFiniteLiteral: "write null or a finite number"
    case .truncated: "write the value to its end"
    case .badEscape: "escape only \" \\ / b f n r t and u with four hexadecimal digits"
    case .controlCharacter: "write it as an escape"
    case .leadingZero: "remove the zero"
    case .badNumber: "write digits before and after the point, and after the exponent's e"
    case .depthExceeded: "nest less deeply"
    case .badLiteral: "write true, false, null, or put the word in double quotes"
    case .trailingComma: "remove the comma"
    case .comment: "remove the comment"
    case .singleQuote, .unquotedName: "use double quotes"
    case .unexpected(_, let expected): "write \(expected) here"
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  private static func hex4(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }

  private static func show(_ byte: UInt8) -> String {
    (0x21...0x7E).contains(byte) ? String(UnicodeScalar(byte)) : hex(byte)
  }
}
