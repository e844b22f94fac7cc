import Documents
import GRDB

extension CRMRoutes {
  /// The row with this primary key, or a 404 that names what is missing. `table` is ours, never
  /// a caller's text.
  static func existing(
    _ what: String, _ id: Int, in table: String, key: String = "id", _ database: Database
  ) throws -> Row {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM \(table) WHERE \(key) = ?", arguments: [id])
    guard let row else { throw Problem.unknown(what, id) }
    return row
  }

  /// The contract's `servicesList`: registers the change and gives its number as payload.
  static func receipt(
    of kind: String, for subject: Int, _ description: String, _ database: Database
  ) throws -> Value {
    try database.execute(
      sql: "INSERT INTO registeredWork (kind, subject) VALUES (?, ?)", arguments: [kind, subject])
    return .object([
      ("payload", .string("\(kind)-\(database.lastInsertedRowID)")),
      ("msgCode", .string("0")),
      ("description", .string(description)),
      ("severity", .string("INFO")),
    ])
  }
}

extension Row {
  /// A column as a JSON string, integers in decimal.
  func text(_ column: String) -> Documents.Value {
    let value: DatabaseValue = self[column]
    switch value.storage {
    case .string(let text): return .string(text)
    case .int64(let number): return .string(String(number))
    default: return .string("")
    }
  }

  /// An integer column as a JSON number.
  func integer(_ column: String) -> Documents.Value {
    let number: Int = self[column]
    return .integer(number)
  }
}
