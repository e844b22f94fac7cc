/// Every format that a report file can have.
package enum AllReporters {
  /// In the order of the help.
  package static let formats: [ReportFormat] = [
    JUnitReporter.format,
    HTMLReporter.format,
    JSONReporter.format,
    EventsReporter.format,
    TAPReport.format,
    CTRFReport.format,
    MarkdownReport.format,
    SARIFReport.format,
    HARReport.format,
    CodeQualityReport.format,
    GitHubReport.format,
  ]

  /// A reporter that writes to `path`, whose folders are made where they are missing.
  ///
  /// The policy tells what the run's verdict depends on besides its cases; a report must not look
  /// better than the exit code.
  package static func make(
    format: String, path: String, policy: RunPolicy = RunPolicy(), flavor: JUnitFlavor = .plain
  ) throws(ReportError) -> any Reporter {
    guard let found = formats.first(where: { $0.id == format }) else {
      throw ReportError(
        .unknownFormat, subject: format, reason: "there is none of that name",
        remedy: "use one of: \(formats.map(\.id).joined(separator: ", "))")
    }
    if found.id == JUnitReporter.format.id {
      return try JUnitReporter(path: path, policy: policy, flavor: flavor)
    }
    return try found.make(path, policy)
  }
}
