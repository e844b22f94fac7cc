import Evidence
import Reports

extension ContractReport {
  /// Why some cases could not be judged.
  public struct Unjudged: Sendable, Hashable, CustomStringConvertible {
    /// A stable name of the reason, for instance `credentials-missing`.
    public let code: String
    /// One sentence without a final full stop.
    public let message: String
    /// What to do about it.
    public let remedy: String?
    /// How many cases.
    public let cases: Int

    /// One line.
    public var description: String {
      TerminalText.escaped(
        "\(Plural.of(cases, "case")) could not be judged: \(message)"
          + (remedy.map { "; \($0)" } ?? ""))
    }
  }
}

extension ContractReport.Unjudged {
  init(_ cluster: ReasonClusters.Cluster) {
    code = cluster.reason.code
    message = cluster.reason.message
    remedy = cluster.reason.remedy
    cases = cluster.count
  }
}
