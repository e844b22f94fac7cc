/// Why a bundle, or a key, can't be used or trusted.
package struct BundleRefusal: Error, Sendable, Hashable {
  /// What is wrong, in one sentence without a final full stop.
  package var message: String
  /// What to do about it, likewise.
  package var remedy: String

  package init(
    _ message: String,
    remedy: String = "ask whoever gave it to you for the bundle as it was written"
  ) {
    self.message = message
    self.remedy = remedy
  }
}
