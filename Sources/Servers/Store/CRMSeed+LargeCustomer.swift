extension CRMSeed {
  /// One customer whose lists are long: 120 accounts, of which the head has 60 profiles, the first of them
  /// with 250 lines and all services, and 40 sites with three extensions each. Its numbers are beyond all
  /// others.
  ///
  /// Written in SQL alone, since a server in memory makes it on every start.
  static let largeCustomer = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
    INSERT INTO account
    SELECT 5000 + i, 'Cooperativa Andina, oficina ' || i, 'NIT', 811007342, '8' || (5000 + i) || '001',
      1 + i % 28, 'Oficina ' || i, '6045550' || (100 + i), 'oficina' || i || '@example.com',
      printf('732103%09d', 2000000 + i), 573002000000 + i, 501 + i % 3, 5001
    FROM n;

    INSERT INTO contract
    SELECT 'CT-' || id || '-2025', id, '2025-03-01', '2026-02-28', 'ACTIVE' FROM account WHERE id > 5000;

    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
    INSERT INTO profile
    SELECT 8000 + i, 5001, 'Área ' || i, 'Lines of one department under one plan', 'ACTIVE',
      573002100000 + i * 1000, printf('732103%09d', 2100000 + i * 1000)
    FROM n;

    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250)
    INSERT INTO line
    SELECT 573002100000 + profile * 1000 + i, 8000 + profile, printf('732103%09d', 2100000 + profile * 1000 + i),
      'ACTIVE', '2025-03-01'
    FROM n JOIN (SELECT id - 8000 AS profile FROM profile WHERE id > 8000)
    WHERE profile = 1 OR i <= 2;

    INSERT INTO profileService (id, profileId, partnum)
    SELECT 92000 + row_number() OVER (ORDER BY partnum), 8001, partnum FROM catalogue;
    INSERT INTO profileService (id, profileId, partnum)
    SELECT 93000 + id - 8000, id, 100101 FROM profile WHERE id > 8001;

    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
    INSERT INTO site
    SELECT 1000 + i, 811007342, 'Oficina ' || i, 'Medellín', 'Carrera ' || i || ' # 10-20' FROM n;
    INSERT INTO extension
    SELECT 10000 + (id - 1000) * 10 + j, id, 'Puesto ' || j, 0
    FROM site JOIN (SELECT 1 AS j UNION SELECT 2 UNION SELECT 3) WHERE id > 1000;
    """
}
