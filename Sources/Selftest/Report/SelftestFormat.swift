package import Reports

/// The forms that a selftest is reported in.
package enum SelftestFormat: String, Sendable, CaseIterable {
  case text, json, html

  package func text(of report: SelftestReport) throws(ReportError) -> String {
    switch self {
    case .text: SelftestText.text(report)
    case .json: SelftestJSON.text(report)
    case .html: try SelftestHTML.text(report)
    }
  }
}
