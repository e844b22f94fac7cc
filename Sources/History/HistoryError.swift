/// Why a history can't be used.
package struct HistoryError: Error, Sendable, Hashable {
  /// In one sentence without a final full stop.
  package var message: String
  package var remedy: String

  package init(_ message: String, remedy: String) {
    self.message = message
    self.remedy = remedy
  }
}
