import Documents

/// What can happen to base URLs.
enum ServerChanges {
  static let removed = ChangeKind(
    "server-removed", .breaking, "clients that use the base URL reach nothing")
  static let added = ChangeKind("server-added", .nonBreaking, "nobody uses it yet")

  static let kinds = [removed, added]

  /// A definition that names no server says nothing about them.
  static func find(_ comparison: inout ContractComparison) {
    let old = comparison.old.servers
    let new = comparison.new.servers
    guard !old.isEmpty, !new.isEmpty else { return }
    for server in old where !new.contains(where: { $0.url == server.url }) {
      comparison.add(removed, "the server \(server.url) was removed", old: server.range)
    }
    for server in new where !old.contains(where: { $0.url == server.url }) {
      comparison.add(added, "the server \(server.url) was added", new: server.range)
    }
  }
}
