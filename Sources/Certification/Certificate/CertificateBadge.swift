import Reports

/// A badge: what a README shows of a certificate. It proves nothing; the bundle does.
package enum CertificateBadge {
  /// Width of a letter, in pixels; the text is stretched to fit.
  private static let letter = 6.7
  private static let margin = 7.0

  package static func svg(_ record: CertificationRecord) -> String {
    let left = shown("\(record.profile) \(record.profileVersion)")
    let right = CertificateText.short(record)
    let leftWidth = width(left)
    let rightWidth = width(right)
    let total = leftWidth + rightWidth
    let colour =
      switch record.outcome {
      case .certified: "#1f7a4d"
      case .failed: "#b3261e"
      case .notCertifiable: "#8a6d1a"
      }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(total)" height="20" role="img" aria-label="\(left): \(right)">
      <title>\(left): \(right)</title>
      <clipPath id="r"><rect width="\(total)" height="20" rx="3" fill="#fff"/></clipPath>
      <g clip-path="url(#r)"><rect width="\(leftWidth)" height="20" fill="#3b4453"/><rect x="\(leftWidth)" width="\(rightWidth)" height="20" fill="\(colour)"/></g>
      <g fill="#fff" font-family="DejaVu Sans,Verdana,sans-serif" font-size="11">
      <text x="\(margin)" y="14" textLength="\(Double(leftWidth) - 2 * margin)">\(left)</text>
      <text x="\(Double(leftWidth) + margin)" y="14" textLength="\(Double(rightWidth) - 2 * margin)">\(right)</text>
      </g>
      </svg>

      """
  }

  private static func width(_ text: String) -> Int {
    Int((Double(text.unicodeScalars.count) * letter + 2 * margin).rounded())
  }

  /// Fit for XML.
  private static func shown(_ text: String) -> String {
    TerminalText.escaped(OneLine.bounded(text, limit: 60))
      .replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
