import Documents
import GRDB

extension CRMRoutes {
  /// GET /accounts: an empty collection never occurs, a document of nobody is a 404.
  static func accounts(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let idType = try call.text(query: "idType")
    let number = try call.integer(query: "id")
    return try await store.read { database in
      let accounts = try Row.fetchAll(
        database, sql: "SELECT * FROM account WHERE idType = ? AND idNumber = ? ORDER BY id",
        arguments: [idType, number])
      guard !accounts.isEmpty else { throw Problem.unknown("account of \(idType)", number) }
      return .object([("accountCollection", .array(accounts.map(summary(ofAccount:))))])
    }
  }

  /// GET /accounts/{accountId}: a head account names itself as its parent, since the contract
  /// knows no null.
  static func account(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let id = try call.integer(path: "accountId")
    return try await store.read { database in
      let account = try existing("account", id, in: "account", database)
      let parent = try existing("account", account["parentId"], in: "account", database)
      let consultant = try existing(
        "consultant", account["consultantId"], in: "consultant", database)
      return .object([
        ("accountId", account.text("id")),
        ("accountName", account.text("name")),
        ("billingAccount", account.text("billingAccount")),
        ("consultantName", consultant.text("name")),
        ("contactName", account.text("contactName")),
        ("contactPhone", account.text("contactPhone")),
        ("contractCollection", try contracts(ofAccount: id, database)),
        ("cycle", account.text("cycle")),
        ("documentNumber", account.text("idNumber")),
        ("email", account.text("email")),
        ("imsi", account.text("imsi")),
        ("msisdn", account.text("msisdn")),
        ("parentAccountId", parent.text("id")),
        ("parentName", parent.text("name")),
      ])
    }
  }

  /// GET /accounts/{accountId}/profiles
  static func profilesOfAccount(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let id = try call.integer(path: "accountId")
    return try await store.read { database in
      _ = try existing("account", id, in: "account", database)
      let profiles = try Row.fetchAll(
        database, sql: "SELECT * FROM profile WHERE accountId = ? ORDER BY id", arguments: [id])
      return .object([("profileCollection", .array(profiles.map(summary(ofProfile:))))])
    }
  }

  /// POST /accounts/{accountId}/processes: every call registers a further piece of work.
  static func startProcess(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let id = try call.integer(path: "accountId")
    let consultantId = try call.body.integer("consultantId")
    return try await store.write { database in
      _ = try existing("account", id, in: "account", database)
      let consultant = try existing("consultant", consultantId, in: "consultant", database)
      let name: String = consultant["name"]
      return try receipt(
        of: "PROCESS", for: id, "\(name) attends to account \(id)", database)
    }
  }

  static func summary(ofAccount account: Row) -> Value {
    .object([
      ("accountId", account.text("id")),
      ("accountName", account.text("name")),
      ("billingAccount", account.text("billingAccount")),
      ("documentNumber", account.text("idNumber")),
    ])
  }

  static func contracts(ofAccount id: Int, _ database: Database) throws -> Value {
    let contracts = try Row.fetchAll(
      database, sql: "SELECT * FROM contract WHERE accountId = ? ORDER BY number",
      arguments: [id])
    return .array(
      contracts.map { contract in
        .object(
          ["number", "startedOn", "endsOn", "status"].map { ($0, contract.text($0)) })
      })
  }
}
