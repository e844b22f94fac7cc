import Documents
import GRDB

extension CRMRoutes {
  /// GET /services/{partnum}
  static func catalogueEntry(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let partnum = try call.integer(path: "partnum")
    return try await store.read { database in
      let entry = try existing("service", partnum, in: "catalogue", key: "partnum", database)
      return .object([
        ("payload", entry.text("partnum")),
        (
          "service",
          .object([
            ("partnum", entry.text("partnum")), ("name", entry.text("name")),
            ("kind", entry.text("kind")), ("description", entry.text("description")),
            ("price", entry.integer("price")),
          ])
        ),
      ])
    }
  }

  /// POST /profiles/{profileId}/services: a service that the profile already has stays as it is.
  static func addServices(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let id = try call.integer(path: "profileId")
    let partnums = try partnums(of: call)
    return try await store.write { database in
      _ = try existing("profile", id, in: "profile", database)
      for partnum in partnums {
        _ = try existing("service", partnum, in: "catalogue", key: "partnum", database)
        try database.execute(
          sql: """
            INSERT INTO profileService (profileId, partnum) VALUES (?, ?)
            ON CONFLICT (profileId, partnum) DO NOTHING
            """, arguments: [id, partnum])
      }
      return try receipt(of: "ADD", for: id, "Added to profile \(id): \(list(partnums))", database)
    }
  }

  /// DELETE /profiles/{profileId}: removes the listed services and nothing else. All of them or,
  /// when the profile lacks one, none.
  static func removeServices(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let id = try call.integer(path: "profileId")
    let partnums = try partnums(of: call)
    return try await store.write { database in
      _ = try existing("profile", id, in: "profile", database)
      for partnum in Set(partnums).sorted() {
        try database.execute(
          sql: "DELETE FROM profileService WHERE profileId = ? AND partnum = ?",
          arguments: [id, partnum])
        guard database.changesCount == 1 else {
          throw Problem.unknown("service of profile \(id)", partnum)
        }
      }
      return try receipt(
        of: "REMOVE", for: id, "Removed from profile \(id): \(list(partnums))", database)
    }
  }

  /// PUT /profile/{profileId}: gives entries of the profile another part number. All or none.
  static func changeServices(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let id = try call.integer(path: "profileId")
    var changes: [(entry: Int, partnum: Int)] = []
    for service in try call.body.objects("service") {
      changes.append((try service.integer("id"), try service.partnum()))
    }
    return try await store.write { [changes] database in
      _ = try existing("profile", id, in: "profile", database)
      for change in changes {
        _ = try existing("service", change.partnum, in: "catalogue", key: "partnum", database)
        let holder = try Int.fetchOne(
          database, sql: "SELECT id FROM profileService WHERE profileId = ? AND partnum = ?",
          arguments: [id, change.partnum])
        if let holder, holder != change.entry {
          throw Problem.conflict("Entry \(holder) of profile \(id) has part \(change.partnum)")
        }
        try database.execute(
          sql: "UPDATE profileService SET partnum = ? WHERE id = ? AND profileId = ?",
          arguments: [change.partnum, change.entry, id])
        guard database.changesCount == 1 else {
          throw Problem.unknown("service entry of profile \(id)", change.entry)
        }
      }
      return try receipt(
        of: "CHANGE", for: id, "Changed in profile \(id): \(list(changes.map(\.entry)))", database)
    }
  }

  private static func partnums(of call: Call) throws(Problem) -> [Int] {
    try call.body.objects("serviceCollection").map { (service) throws(Problem) in
      try service.partnum()
    }
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.map(String.init).joined(separator: ", ")
  }
}
