/// What messages about the same kind of trouble have in common.
package enum MessageShape {
  /// The message with quoted parts as `'…'` and numbers as `#`, at most 200 characters. Quotations
  /// are kept where they tell what is to be done, as the name of a missing fixture does.
  package static func of(_ message: String, keepingQuotations: Bool = false) -> String {
    // Most messages are words.
    if message.utf8.count <= 200, message.allBytes(isWordly) { return message }
    var result = String.UnicodeScalarView()
    var closing: Unicode.Scalar?
    var inNumber = false
    for scalar in message.unicodeScalars.prefix(2000) {
      if let end = closing {
        if scalar == end {
          closing = nil
          result.append(contentsOf: "'…'".unicodeScalars)
        }
        continue
      }
      let isDigit = (48...57).contains(scalar.value)
      if isDigit {
        if !inNumber { result.append("#") }
      } else if !keepingQuotations, let end = quotes[scalar],
        !isApostrophe(scalar, after: result.last)
      {
        closing = end
      } else {
        result.append(scalar)
      }
      inNumber = isDigit
      if result.count >= 200 { break }
    }
    return String(result)
  }

  /// ASCII that is neither a digit nor a quotation mark.
  private static func isWordly(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x27, 0x60, 48...57: false
    default: byte < 0x80
    }
  }

  private static let quotes: [Unicode.Scalar: Unicode.Scalar] = [
    "\"": "\"", "'": "'", "`": "`", "“": "”", "‘": "’", "«": "»",
  ]

  /// As in `model's`: no quotation begins inside a word.
  private static func isApostrophe(_ quote: Unicode.Scalar, after last: Unicode.Scalar?) -> Bool {
    quote == "'" && last?.properties.isAlphabetic == true
  }
}
