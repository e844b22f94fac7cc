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
    find(old, new, &comparison)
  }

  /// Base URLs of one operation, which stand in for those of the definition.
  static func find(
    _ old: Contract.Operation, _ new: Contract.Operation, _ comparison: inout ContractComparison
  ) {
    guard !(old.servers.isEmpty && new.servers.isEmpty) else { return }
    let before = old.servers.isEmpty ? comparison.old.servers : old.servers
    let after = new.servers.isEmpty ? comparison.new.servers : new.servers
    guard !before.isEmpty, !after.isEmpty else { return }
    find(before, after, of: new.id, &comparison)
  }

  private static func find(
    _ old: [Contract.Server], _ new: [Contract.Server], of operation: Contract.Operation.ID? = nil,
    _ comparison: inout ContractComparison
  ) {
    let what = operation.map { " of \($0)" } ?? ""
    let operations = operation.map { [$0] } ?? []
    for server in old where !new.contains(where: { $0.url == server.url }) {
      comparison.add(
        ContractChange(
          removed, "the server \(server.url)\(what) was removed", old: server.range,
          operations: operations))
    }
    for server in new where !old.contains(where: { $0.url == server.url }) {
      comparison.add(
        ContractChange(
          added, "the server \(server.url)\(what) was added", new: server.range,
          operations: operations))
    }
  }
}
