import Documents
import GRDB

extension CRMRoutes {
  /// GET /documents/{documentId}: the newest document of the customer with this identity number
  /// and line, of a segment and with an identifier where those are given. `additional` is
  /// accepted and has no effect.
  static func document(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let owner = try call.integer(path: "documentId")
    let movil = try call.integer(query: "movil")
    let segment = try call.optionalText(query: "segment")
    let wanted = try call.optionalText(query: "document")
    _ = try call.optionalText(query: "additional")
    if let segment, segment != "CORPORATE", segment != "MASIVE" {
      throw .invalidParameter("segment", "Expected CORPORATE or MASIVE, got '\(segment)'")
    }
    return try await store.read { database in
      let found = try String.fetchOne(
        database,
        sql: """
          SELECT id FROM document WHERE ownerNumber = :owner AND movil = :movil
          AND segment = ifnull(:segment, segment) AND id = ifnull(:wanted, id)
          ORDER BY issuedOn DESC, id DESC
          """, arguments: ["owner": owner, "movil": movil, "segment": segment, "wanted": wanted])
      guard let found else { throw Problem.unknown("document of customer", owner) }
      return .object([("url", .string("https://documents.example.com/\(found).pdf"))])
    }
  }

  /// GET /customers/{nit}/portfolio: a customer without sites has an empty list.
  static func portfolio(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let nit = try call.integer(path: "nit")
    return try await store.read { database in
      let customers =
        try Int.fetchOne(
          database, sql: "SELECT count(*) FROM account WHERE idType = 'NIT' AND idNumber = ?",
          arguments: [nit]) ?? 0
      guard customers > 0 else { throw Problem.unknown("customer with NIT", nit) }
      let sites = try Row.fetchAll(
        database, sql: "SELECT * FROM site WHERE nit = ? ORDER BY id", arguments: [nit])
      return .array(try sites.map { try summary(ofSite: $0, database) })
    }
  }

  private static func summary(ofSite site: Row, _ database: Database) throws -> Value {
    let id: Int = site["id"]
    let extensions = try Row.fetchAll(
      database, sql: "SELECT * FROM extension WHERE siteId = ? ORDER BY number", arguments: [id])
    return .object([
      ("id", .integer(id)), ("name", site.text("name")), ("city", site.text("city")),
      ("address", site.text("address")),
      (
        "extensions",
        .array(
          extensions.map { line in
            let records: Bool = line["records"]
            return .object([
              ("number", line.integer("number")),
              ("recording", .string(records ? "ACTIVE" : "INACTIVE")),
              ("name", line.text("name")),
            ])
          })
      ),
    ])
  }
}
