/// Why events are not those of the shards of one run.
package struct ShardFault: Error, Sendable, Hashable {
  /// With the file's name, in one sentence without a final full stop.
  package var message: String
  package var remedy: String

  package init(_ message: String, remedy: String) {
    self.message = message
    self.remedy = remedy
  }
}
