/// Where a server keeps what it stores.
package enum StoreLocation: Sendable, Hashable {
  /// Gone when the server stops.
  case memory
  /// An SQLite database at this path, created when it isn't there, kept when the server stops.
  case file(String)
}
