import Documents
import GRDB

extension CRMRoutes {
  /// GET /accounts/profiles/{profileId}: `value` is what the profile's services cost one line a
  /// month, in whole pesos; `totalValue` that times the number of lines. The `Father` members are
  /// those of the account's parent.
  static func profile(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let id = try call.integer(path: "profileId")
    return try await store.read { database in
      let profile = try existing("profile", id, in: "profile", database)
      let account = try existing("account", profile["accountId"], in: "account", database)
      let parent = try existing("account", account["parentId"], in: "account", database)
      let lines = try lines(ofProfile: id, database)
      let services = try services(ofProfile: id, database)
      let value = services.reduce(0) { total, service in
        let price: Int = service["price"]
        return total + price
      }
      return .object([
        ("documentNumber", account.text("idNumber")),
        ("value", .integer(value)),
        ("totalValue", .integer(value * lines.count)),
        ("accountId", account.text("id")),
        ("billingAccount", account.text("billingAccount")),
        ("billingAccountFather", parent.text("billingAccount")),
        ("cycle", account.integer("cycle")),
        ("description", profile.text("description")),
        ("id", profile.text("id")),
        ("imsi", profile.text("imsi")),
        ("lineCollection", .array(lines.map(summary(ofLine:)))),
        ("linesAmount", .string(String(lines.count))),
        ("msisdn", profile.text("msisdn")),
        ("msisdnFather", parent.text("msisdn")),
        ("name", profile.text("name")),
        ("serviceCollection", .array(services.map(summary(ofService:)))),
        ("servicesAmount", .string(String(services.count))),
        ("status", profile.text("status")),
      ])
    }
  }

  /// GET /accounts/profiles/{profileId}/lines
  static func linesOfProfile(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let id = try call.integer(path: "profileId")
    return try await store.read { database in
      _ = try existing("profile", id, in: "profile", database)
      let lines = try lines(ofProfile: id, database)
      return .object([("lineCollection", .array(lines.map(summary(ofLine:))))])
    }
  }

  /// GET /accounts/profiles/{profileId}/services
  static func servicesOfProfile(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let id = try call.integer(path: "profileId")
    return try await store.read { database in
      _ = try existing("profile", id, in: "profile", database)
      let services = try services(ofProfile: id, database)
      return .object([("serviceCollection", .array(services.map(summary(ofService:))))])
    }
  }

  /// GET /accounts/profiles?msisdn=: spelt `contractCollecion` in the contract.
  static func line(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let msisdn = try call.integer(query: "msisdn")
    return try await store.read { database in
      let line = try existing("line", msisdn, in: "line", key: "msisdn", database)
      let profile = try existing("profile", line["profileId"], in: "profile", database)
      let account = try existing("account", profile["accountId"], in: "account", database)
      return .object([
        ("account", summary(ofAccount: account)),
        ("contractCollecion", try contracts(ofAccount: account["id"], database)),
        ("msisdn", line.text("msisdn")),
        ("profileList", .array([summary(ofProfile: profile)])),
      ])
    }
  }

  static func summary(ofProfile profile: Row) -> Value {
    .object(["id", "name", "description", "msisdn", "status"].map { ($0, profile.text($0)) })
  }

  private static func lines(ofProfile id: Int, _ database: Database) throws -> [Row] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM line WHERE profileId = ? ORDER BY msisdn", arguments: [id])
  }

  private static func summary(ofLine line: Row) -> Value {
    .object(["msisdn", "imsi", "status", "activatedOn"].map { ($0, line.text($0)) })
  }

  private static func services(ofProfile id: Int, _ database: Database) throws -> [Row] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT profileService.id, catalogue.* FROM profileService
        JOIN catalogue USING (partnum)
        WHERE profileId = ? ORDER BY profileService.id
        """, arguments: [id])
  }

  /// An entry of a profile: `id` is what PUT /profile/{profileId} addresses it by.
  private static func summary(ofService service: Row) -> Value {
    .object([
      ("id", service.integer("id")), ("partnum", service.text("partnum")),
      ("name", service.text("name")), ("kind", service.text("kind")),
      ("price", service.integer("price")),
    ])
  }
}
