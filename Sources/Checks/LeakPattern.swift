/// Text that only the inside of a server says.
struct LeakPattern: Sendable {
  enum Kind: String, Sendable {
    case trace = "a stack trace"
    case database = "a message of a database"
    case path = "a path on the server"
  }

  /// What must stand in the text, one after the other, on one line or several.
  enum Part: Sendable {
    case text(String)
    /// At least so many digits.
    case digits(Int)
  }

  var kind: Kind
  /// Whose it is, for instance `Java`.
  var name: String
  /// The first is searched for; the others follow it directly.
  var parts: [Part]
  /// What must stand somewhere else in the text as well; empty: nothing.
  var companions: [String] = []

  /// The languages whose traces are known, for the manual.
  static let traces = "Java, Python, .NET, Node, PHP, Ruby, Go"

  /// The first pattern that is in the text and was not brought there by the request.
  static func first(
    in text: String, notIn asked: String
  ) -> (pattern: LeakPattern, excerpt: String)? {
    let bytes = Array(text.utf8)
    for pattern in all {
      guard let start = pattern.place(in: bytes), case .text(let word) = pattern.parts[0],
        !asked.utf8.contains(word.utf8)
      else { continue }
      let line = bytes[start...].prefix(100).prefix { $0 != 10 && $0 != 13 }
      return (pattern, String(decoding: line, as: UTF8.self))
    }
    return nil
  }

  private func place(in bytes: [UInt8]) -> Int? {
    guard case .text(let word)? = parts.first,
      companions.allSatisfy({ bytes.firstPlace(of: Array($0.utf8), from: 0) != nil })
    else { return nil }
    let needle = Array(word.utf8)
    var from = 0
    while let start = bytes.firstPlace(of: needle, from: from) {
      if kind != .path || Self.beginsPath(bytes, at: start),
        matches(parts.dropFirst(), bytes, at: start + needle.count)
      {
        return start
      }
      from = start + 1
    }
    return nil
  }

  private func matches(_ parts: ArraySlice<Part>, _ bytes: [UInt8], at start: Int) -> Bool {
    var place = start
    for part in parts {
      switch part {
      case .text(let text):
        guard bytes[min(place, bytes.count)...].starts(with: text.utf8) else { return false }
        place += text.utf8.count
      case .digits(let least):
        let count = bytes[min(place, bytes.count)...].prefix { (48...57).contains($0) }.count
        guard count >= least else { return false }
        place += count
      }
    }
    return true
  }

  /// A path stands by itself: the path of a URL follows its host.
  private static func beginsPath(_ bytes: [UInt8], at start: Int) -> Bool {
    guard start > 0 else { return true }
    return " \t\r\n\"'`(=[<>,;:".utf8.contains(bytes[start - 1])
  }
}

extension LeakPattern {
  private static func trace(
    _ name: String, _ parts: Part..., with companions: String...
  ) -> LeakPattern {
    LeakPattern(kind: .trace, name: name, parts: parts, companions: companions)
  }

  private static func database(_ name: String, _ parts: Part...) -> LeakPattern {
    LeakPattern(kind: .database, name: name, parts: parts)
  }

  private static func path(_ name: String, _ word: String) -> LeakPattern {
    LeakPattern(kind: .path, name: name, parts: [.text(word)])
  }

  /// Words that stand in no sentence which somebody would write for a caller.
  static let all: [LeakPattern] = [
    trace("Java", .text(".java:"), .digits(1), .text(")")),
    trace("Java", .text("Exception in thread \"")),
    trace("Python", .text("Traceback (most recent call last)")),
    trace("Python", .text(".py\", line "), .digits(1)),
    trace(".NET", .text(".cs:line "), .digits(1)),
    trace(".NET", .text("   at System.")),
    trace("Node", .text("node:internal/")),
    trace("Node", .text(".js:"), .digits(1), .text(":"), .digits(1), with: "    at "),
    trace("Node", .text(".ts:"), .digits(1), .text(":"), .digits(1), with: "    at "),
    trace("PHP", .text(".php on line "), .digits(1)),
    trace("PHP", .text(".php("), .digits(1), .text(")"), with: "#0 "),
    trace("PHP", .text("Fatal error: Uncaught ")),
    trace("Ruby", .text(".rb:"), .digits(1), .text(":in ")),
    trace("Go", .text("goroutine "), .digits(1), .text(" [")),
    trace("Go", .text(".go:"), .digits(1), .text(" +0x")),
    database("SQLSTATE", .text("SQLSTATE[")),
    database("MySQL", .text("You have an error in your SQL syntax")),
    database("MySQL", .text("com.mysql.")),
    database("MariaDB", .text("org.mariadb.")),
    database("PostgreSQL", .text("org.postgresql.")),
    database("PostgreSQL", .text("PG::")),
    database("PostgreSQL", .text("psycopg2.")),
    database("PostgreSQL", .text("violates unique constraint \"")),
    database("PostgreSQL", .text("violates foreign key constraint \"")),
    database("PostgreSQL", .text("syntax error at or near \"")),
    database("Oracle", .text("ORA-"), .digits(5)),
    database("SQL Server", .text("Unclosed quotation mark after the character string")),
    database("SQL Server", .text("Incorrect syntax near '")),
    database("SQL Server", .text("System.Data.SqlClient")),
    database("SQL Server", .text("Microsoft.Data.SqlClient")),
    database("SQLite", .text("sqlite3.OperationalError")),
    database("SQLite", .text("SQLITE_ERROR")),
    database("SQLite", .text("SQLite3::")),
    database("DB2", .text("DB2 SQL Error: ")),
    database("MongoDB", .text("MongoServerError")),
    database("Hibernate", .text("org.hibernate.")),
    path("Unix", "/var/www/"),
    path("Unix", "/usr/src/app/"),
    path("Unix", "/usr/local/lib/"),
    path("Unix", "/usr/lib/"),
    path("Unix", "/opt/app/"),
    path("Unix", "/app/src/"),
    path("Windows", "C:\\inetpub\\"),
    path("Windows", "C:\\Users\\"),
    path("Windows", "C:\\Program Files"),
  ]
}

extension [UInt8] {
  /// Where the bytes stand first, at or after a place.
  fileprivate func firstPlace(of needle: [UInt8], from start: Int) -> Int? {
    guard let head = needle.first, needle.count <= count - start else { return nil }
    var place = start
    let last = count - needle.count
    while place <= last {
      if self[place] == head, self[place..<(place + needle.count)].elementsEqual(needle) {
        return place
      }
      place += 1
    }
    return nil
  }
}

extension String.UTF8View {
  fileprivate func contains(_ other: String.UTF8View) -> Bool {
    Array(self).firstPlace(of: Array(other), from: 0) != nil
  }
}
