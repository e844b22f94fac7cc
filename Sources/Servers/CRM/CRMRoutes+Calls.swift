import Documents
import GRDB

extension CRMRoutes {
  /// POST /lines/recordings: makes a recording of every call that the extensions had between
  /// `start` and `end` (both included) in the given direction, also of calls whose recording was
  /// erased, and lists them. Asking again changes nothing. An extension that doesn't record
  /// contributes none.
  static func askForRecordings(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let extensions = try call.body.integers("extensions")
    let start = try call.body.instant("start")
    let end = try call.body.instant("end")
    let direction = try call.body.optionalText("direction") ?? "BOTH"
    guard start <= end else { throw .invalidBody("Member /start is later than /end") }
    guard ["INBOUND", "OUTBOUND", "BOTH"].contains(direction) else {
      throw .invalidBody("Member /direction must be INBOUND, OUTBOUND or BOTH")
    }
    return try await store.write { database in
      var recordings: [Value] = []
      for number in Set(extensions).sorted() {
        _ = try existing("extension", number, in: "extension", key: "number", database)
        let calls = try Row.fetchAll(
          database,
          sql: """
            SELECT extensionCall.* FROM extensionCall JOIN extension ON number = extension
            WHERE number = :number AND records AND startedAt BETWEEN :start AND :end
            AND (:direction = 'BOTH' OR direction = :direction) ORDER BY startedAt, id
            """,
          arguments: [
            "number": number, "start": start.seconds, "end": end.seconds, "direction": direction,
          ])
        for call in calls {
          try record(call, database)
          recordings.append(summary(ofRecordedCall: call))
        }
      }
      return .array(recordings)
    }
  }

  /// GET /calls/{idFormat}/{idCall}/recordings: a call is recorded in one format, 1 (WAV) or
  /// 2 (MP3); asking for the other is a 404.
  static func downloadRecording(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let format = try call.integer(path: "idFormat")
    let id = try call.integer(path: "idCall")
    return try await store.read { database in
      let recording = try Row.fetchOne(
        database,
        sql: """
          SELECT recording.* FROM recording JOIN extensionCall ON id = callId
          WHERE callId = ? AND format = ?
          """, arguments: [id, format])
      guard let recording else {
        throw Problem.unknown("recording in format \(format) of call", id)
      }
      return .object([
        ("weight", recording.integer("weight")), ("route", recording.text("route")),
      ])
    }
  }

  /// GET /calls/{idCall}/recordings: erases. HEAD only looks whether there is something to erase,
  /// since RFC 9110 §9.2.1 has it safe.
  static func eraseRecording(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let id = try call.integer(path: "idCall")
    let isHead = call.isHead
    return try await store.write { database in
      _ = try existing("recording of call", id, in: "recording", key: "callId", database)
      if !isHead {
        try database.execute(sql: "DELETE FROM recording WHERE callId = ?", arguments: [id])
      }
      return .object([
        ("message", .string("The recording of call \(id) is erased")), ("code", .integer(0)),
      ])
    }
  }

  /// GET /customers/{MSISDN}/calls/details: the contract answers with one call, so this is the
  /// latest that began in the period. `dateFrom` is a day, `YYYY-MM-DD`, which begins at midnight
  /// in Colombia; `dateTill` is a moment in seconds since 1970 (UTC). Both are included.
  static func callDetail(_ call: Call, _ store: CRMStore) async throws(Problem) -> Value {
    let msisdn = try call.integer(path: "MSISDN")
    let from = try call.text(query: "dateFrom")
    let till = Instant(seconds: try call.integer(query: "dateTill"))
    guard let start = Instant(colombianDay: from) else {
      throw .invalidParameter("dateFrom", "Expected a day as YYYY-MM-DD, got '\(from)'")
    }
    guard start <= till else {
      throw .invalidParameter("dateTill", "The period ends before it begins")
    }
    return try await store.read { database in
      _ = try existing("line", msisdn, in: "line", key: "msisdn", database)
      let call = try Row.fetchOne(
        database,
        sql: """
          SELECT * FROM mobileCall WHERE msisdn = ? AND startedAt BETWEEN ? AND ?
          ORDER BY startedAt DESC, id DESC
          """, arguments: [msisdn, start.seconds, till.seconds])
      guard let call else { throw Problem.unknown("call in this period of line", msisdn) }
      return detail(ofCall: call)
    }
  }

  /// Times in seconds, amounts in pesos with two decimals: duration and amount are the sums of
  /// the air and interconnection parts.
  private static func detail(ofCall call: Row) -> Value {
    let airTime: Int = call["airTime"]
    let interconnectionTime: Int = call["interconnectionTime"]
    let airRate: Int = call["airCentsPerSecond"]
    let interconnectionRate: Int = call["interconnectionCentsPerSecond"]
    let airCents = airTime * airRate
    let interconnectionCents = interconnectionTime * interconnectionRate
    return .object([
      ("msisdn", call.integer("msisdn")),
      ("company", call.text("company")),
      ("callType", call.text("type")),
      ("callFrom", call.text("msisdn")),
      ("callDateTime", .string(Instant(seconds: call["startedAt"]).colombianText)),
      ("callDuration", .integer(airTime + interconnectionTime)),
      ("airTime", .integer(airTime)),
      ("airAmount", .string(amount(cents: airCents))),
      ("interconnectionTime", .integer(interconnectionTime)),
      ("interconnectionAmount", .string(amount(cents: interconnectionCents))),
      ("callAmount", .string(amount(cents: airCents + interconnectionCents))),
    ])
  }

  private static func amount(cents: Int) -> String {
    let fraction = cents % 100
    return "\(cents / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  /// WAV takes 16,000 bytes a second after a header of 44, MP3 4,000.
  private static func record(_ call: Row, _ database: Database) throws {
    let id: Int = call["id"]
    let duration: Int = call["duration"]
    let isWAV = call["format"] == 1
    try database.execute(
      sql: "INSERT INTO recording VALUES (?, ?, ?) ON CONFLICT (callId) DO NOTHING",
      arguments: [
        id, isWAV ? 44 + duration * 16_000 : duration * 4_000,
        "/recordings/\(id).\(isWAV ? "wav" : "mp3")",
      ])
  }

  private static func summary(ofRecordedCall call: Row) -> Value {
    .object([
      ("idCall", call.integer("id")),
      ("idFormat", call.integer("format")),
      ("extension", call.integer("extension")),
      ("direction", call.text("direction")),
      ("start", .string(Instant(seconds: call["startedAt"]).colombianText)),
      ("duration", call.integer("duration")),
    ])
  }
}
