import GRDB

/// The database's tables, as migrations that a file store runs once each.
enum CRMSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1-tables") { try $0.execute(sql: tables) }
    migrator.registerMigration("2-seed") { try CRMSeed.insert(into: $0) }
    migrator.registerMigration("3-large-customer") { try $0.execute(sql: CRMSeed.largeCustomer) }
    return migrator
  }

  /// Times are seconds since 1970 (UTC), amounts whole pesos unless named `cents`.
  private static let tables = """
    CREATE TABLE consultant (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE account (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      idType TEXT NOT NULL,
      idNumber INTEGER NOT NULL,
      billingAccount TEXT NOT NULL,
      cycle INTEGER NOT NULL,
      contactName TEXT NOT NULL,
      contactPhone TEXT NOT NULL,
      email TEXT NOT NULL,
      imsi TEXT NOT NULL,
      msisdn INTEGER NOT NULL,
      consultantId INTEGER NOT NULL REFERENCES consultant,
      -- A head account is its own parent.
      parentId INTEGER NOT NULL REFERENCES account
    );
    CREATE INDEX accountByDocument ON account (idType, idNumber);
    CREATE TABLE contract (
      number TEXT PRIMARY KEY,
      accountId INTEGER NOT NULL REFERENCES account,
      startedOn TEXT NOT NULL,
      endsOn TEXT NOT NULL,
      status TEXT NOT NULL
    );
    CREATE TABLE profile (
      id INTEGER PRIMARY KEY,
      accountId INTEGER NOT NULL REFERENCES account,
      name TEXT NOT NULL,
      description TEXT NOT NULL,
      status TEXT NOT NULL,
      msisdn INTEGER NOT NULL,
      imsi TEXT NOT NULL
    );
    CREATE TABLE line (
      msisdn INTEGER PRIMARY KEY,
      profileId INTEGER NOT NULL REFERENCES profile,
      imsi TEXT NOT NULL,
      status TEXT NOT NULL,
      activatedOn TEXT NOT NULL
    );
    CREATE TABLE catalogue (
      partnum INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      description TEXT NOT NULL,
      price INTEGER NOT NULL
    );
    CREATE TABLE profileService (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      profileId INTEGER NOT NULL REFERENCES profile,
      partnum INTEGER NOT NULL REFERENCES catalogue,
      UNIQUE (profileId, partnum)
    );
    CREATE TABLE document (
      id TEXT PRIMARY KEY,
      ownerNumber INTEGER NOT NULL,
      movil INTEGER NOT NULL,
      segment TEXT NOT NULL,
      issuedOn TEXT NOT NULL
    );
    CREATE TABLE site (
      id INTEGER PRIMARY KEY,
      nit INTEGER NOT NULL,
      name TEXT NOT NULL,
      city TEXT NOT NULL,
      address TEXT NOT NULL
    );
    CREATE TABLE extension (
      number INTEGER PRIMARY KEY,
      siteId INTEGER NOT NULL REFERENCES site,
      name TEXT NOT NULL,
      records INTEGER NOT NULL
    );
    CREATE TABLE extensionCall (
      id INTEGER PRIMARY KEY,
      extension INTEGER NOT NULL REFERENCES extension,
      direction TEXT NOT NULL,
      startedAt INTEGER NOT NULL,
      duration INTEGER NOT NULL,
      format INTEGER NOT NULL
    );
    CREATE TABLE recording (
      callId INTEGER PRIMARY KEY REFERENCES extensionCall,
      weight INTEGER NOT NULL,
      route TEXT NOT NULL
    );
    CREATE TABLE mobileCall (
      id INTEGER PRIMARY KEY,
      msisdn INTEGER NOT NULL REFERENCES line,
      company TEXT NOT NULL,
      type TEXT NOT NULL,
      startedAt INTEGER NOT NULL,
      airTime INTEGER NOT NULL,
      airCentsPerSecond INTEGER NOT NULL,
      interconnectionTime INTEGER NOT NULL,
      interconnectionCentsPerSecond INTEGER NOT NULL
    );
    CREATE INDEX mobileCallByTime ON mobileCall (msisdn, startedAt);
    CREATE TABLE registeredWork (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      subject INTEGER NOT NULL
    );
    """
}
