import GRDB

/// The data that a new store starts with: invented companies, the same on every start, so that
/// fixtures can name identifiers.
enum CRMSeed {
  static func insert(into database: Database) throws {
    try insertAccounts(into: database)
    try insertProfiles(into: database)
    try insertServices(into: database)
    try insertDocuments(into: database)
    try insertSites(into: database)
    try insertCalls(into: database)
  }

  /// 2026-01-01T00:00:00-05:00.
  private static let newYear = 1_767_243_600

  private static func insertAccounts(into database: Database) throws {
    let consultants: [(Int, String)] = [
      (501, "Marcela Ríos"), (502, "Andrés Felipe Cano"), (503, "Yolanda Pérez"),
    ]
    for (id, name) in consultants {
      try database.execute(sql: "INSERT INTO consultant VALUES (?, ?)", arguments: [id, name])
    }
    let accounts:
      [(
        id: Int, name: String, nit: Int, contact: String, city: String, consultant: Int,
        parent: Int
      )] = [
        (4001, "Cafetales del Quindío S.A.S.", 900_123_456, "Lucía Marín", "armenia", 501, 4001),
        (4002, "Cafetales del Quindío, bodega", 900_123_456, "Jorge Lara", "bodega", 501, 4001),
        (4003, "Textiles Aburrá S.A.", 890_904_713, "Diego Uribe", "medellin", 502, 4003),
        (4004, "Logística Caribe Ltda.", 802_007_551, "Sara Barrios", "barranquilla", 503, 4004),
        (4005, "Clínica San Isidro", 860_037_950, "Nora Vélez", "bogota", 503, 4005),
      ]
    for account in accounts {
      let number = account.id - 4000
      try database.execute(
        sql: "INSERT INTO account VALUES (?, ?, 'NIT', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          account.id, account.name, account.nit, "8\(account.id)001", 5 * number,
          account.contact, "60\(number)555010\(number)", "\(account.city)@example.com",
          imsi(of: 573_001_000_000 + number * 100), 573_001_000_000 + number * 100,
          account.consultant, account.parent,
        ])
      for year in [2024, 2025] {
        try database.execute(
          sql: "INSERT INTO contract VALUES (?, ?, ?, ?, ?)",
          arguments: [
            "CT-\(account.id)-\(year)", account.id, "\(year)-02-01", "\(year + 1)-01-31",
            year == 2024 ? "EXPIRED" : "ACTIVE",
          ])
      }
    }
  }

  /// Profile 7001 belongs to account 4001, and so on round the five accounts; each has two lines.
  private static func insertProfiles(into database: Database) throws {
    let names = ["Gerencia", "Ventas", "Bodega", "Transporte", "Soporte"]
    for number in 1...10 {
      let id = 7000 + number
      let account = 4001 + (number - 1) % 5
      let first = 573_001_000_000 + (account - 4000) * 100 + (number - 1) / 5 * 10
      try database.execute(
        sql: "INSERT INTO profile VALUES (?, ?, ?, ?, 'ACTIVE', ?, ?)",
        arguments: [
          id, account, "\(names[(number - 1) % names.count]) \((number - 1) / 5 + 1)",
          "Lines of one department under one plan", first, imsi(of: first),
        ])
      for msisdn in first...(first + 1) {
        try database.execute(
          sql: "INSERT INTO line VALUES (?, ?, ?, 'ACTIVE', '2024-02-01')",
          arguments: [msisdn, id, imsi(of: msisdn)])
      }
    }
  }

  private static func insertServices(into database: Database) throws {
    var catalogue: [(partnum: Int, name: String, kind: String, text: String, price: Int)] = [
      (100_101, "Voz Ilimitada", "PLAN", "Unlimited national calls", 49_900),
      (100_102, "Voz 1000", "PLAN", "1,000 minutes to all networks", 34_900),
      (100_103, "Larga Distancia 100", "PACKAGE", "100 minutes to 20 countries", 19_900),
      (100_104, "Roaming Américas", "PACKAGE", "Use abroad in the Americas", 59_900),
      (100_105, "Buzón Corporativo", "SERVICE", "Voice mail with transcription", 4_900),
      (100_106, "Mensajería Masiva", "SERVICE", "1,000 text messages", 14_900),
      (100_107, "Grabación de Llamadas", "SERVICE", "Recording of extensions", 24_900),
      (100_108, "Número Único", "SERVICE", "One number for desk and mobile", 9_900),
    ]
    for gigabytes in 1...40 {
      catalogue.append(
        (
          100_200 + gigabytes, "Datos \(gigabytes) GB", "PACKAGE",
          "\(gigabytes) GB of mobile data a month", 7_000 + gigabytes * 2_500
        ))
    }
    for entry in catalogue {
      try database.execute(
        sql: "INSERT INTO catalogue VALUES (?, ?, ?, ?, ?)",
        arguments: [entry.partnum, entry.name, entry.kind, entry.text, entry.price])
    }
    for profile in 1...10 {
      for (place, partnum) in [100_101, 100_210, 100_108].enumerated() {
        try database.execute(
          sql: "INSERT INTO profileService VALUES (?, ?, ?)",
          arguments: [90_000 + profile * 10 + place, 7000 + profile, partnum])
      }
    }
  }

  private static func insertDocuments(into database: Database) throws {
    let documents: [(id: String, owner: Int, movil: Int, segment: String, issued: String)] = [
      ("CORP-0001", 900_123_456, 573_001_000_100, "CORPORATE", "2024-02-01"),
      ("CORP-0002", 900_123_456, 573_001_000_100, "CORPORATE", "2025-02-01"),
      ("CORP-0003", 890_904_713, 573_001_000_300, "CORPORATE", "2025-02-01"),
      ("MAS-0001", 52_345_678, 573_101_234_567, "MASIVE", "2025-06-15"),
      ("MAS-0002", 79_876_543, 573_117_654_321, "MASIVE", "2025-09-30"),
    ]
    for document in documents {
      try database.execute(
        sql: "INSERT INTO document VALUES (?, ?, ?, ?, ?)",
        arguments: [
          document.id, document.owner, document.movil, document.segment, document.issued,
        ])
    }
  }

  /// Account 4004's company has no site: its portfolio is an empty list.
  private static func insertSites(into database: Database) throws {
    let sites: [(id: Int, nit: Int, name: String, city: String, address: String)] = [
      (301, 900_123_456, "Sede principal", "Armenia", "Carrera 14 # 9-20"),
      (302, 900_123_456, "Bodega", "Calarcá", "Kilómetro 3 vía Ibagué"),
      (303, 890_904_713, "Planta", "Itagüí", "Calle 50 # 42-10"),
      (304, 860_037_950, "Clínica", "Bogotá", "Avenida 19 # 120-71"),
    ]
    for site in sites {
      try database.execute(
        sql: "INSERT INTO site VALUES (?, ?, ?, ?, ?)",
        arguments: [site.id, site.nit, site.name, site.city, site.address])
    }
    let extensions: [(number: Int, site: Int, name: String, records: Bool)] = [
      (2101, 301, "Recepción", true), (2102, 301, "Gerencia", false),
      (2103, 302, "Despachos", true), (2104, 302, "Portería", true),
      (2105, 303, "Ventas nacionales", true), (2106, 303, "Exportaciones", true),
      (2107, 304, "Urgencias", true), (2108, 304, "Citas", true),
    ]
    for line in extensions {
      try database.execute(
        sql: "INSERT INTO extension VALUES (?, ?, ?, ?)",
        arguments: [line.number, line.site, line.name, line.records])
    }
  }

  /// Three calls a day apart for each extension, and three for each line.
  private static func insertCalls(into database: Database) throws {
    for number in 1...8 {
      for call in 1...3 {
        try database.execute(
          sql: "INSERT INTO extensionCall VALUES (?, ?, ?, ?, ?, ?)",
          arguments: [
            310_000 + number * 100 + call, 2100 + number, call == 2 ? "OUTBOUND" : "INBOUND",
            newYear + (3 + call) * 86_400 + 8 * 3_600 + number * 60, 45 * call + number,
            number % 2 == 0 ? 2 : 1,
          ])
      }
    }
    let lines = try Int.fetchAll(database, sql: "SELECT msisdn FROM line ORDER BY msisdn")
    let companies = ["Tigo", "Claro", "Movistar"]
    for (place, msisdn) in lines.enumerated() {
      for call in 0..<3 {
        try database.execute(
          sql: "INSERT INTO mobileCall VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          arguments: [
            600_000 + place * 10 + call, msisdn, companies[call],
            call == 0 ? "ON_NET" : "OFF_NET", newYear + (5 + call) * 86_400 + 36_000 + place,
            60 + 20 * call, 250, call == 0 ? 0 : 15 * call, 120,
          ])
      }
    }
  }

  /// A subscriber identity of network 732-103 that follows from the number.
  private static func imsi(of msisdn: Int) -> String {
    let digits = String(msisdn % 1_000_000_000)
    return "732103" + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
  }
}
