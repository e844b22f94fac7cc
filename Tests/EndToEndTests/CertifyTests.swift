import Certification
import Foundation
import Glibc
import Testing

@Suite("muster certify and muster verify", .serialized)
struct CertifyTests {
  @Test("the reference server is certified, and everybody can check it without a network")
  func certified() async throws {
    let made = try await CertifiedBundle.good.value
    #expect(made.outcome.code == 0, "\(made.outcome.output)\(made.outcome.errors)")
    #expect(made.outcome.output.hasPrefix("CERTIFIED  "))
    let names = try made.bundle().names
    for name in [
      "badge.svg", "certificate.html", "certificate.json", "certificate.md", "events.ndjson",
      "exchanges.har", "junit.xml", "key.pem", "plan.json", "report.html", "selftest.json",
      "settings.json", "statement.dsse.json",
    ] { #expect(names.contains(name), "\(name)") }
    #expect(names.count { $0.hasPrefix("inputs/") } == 7)
    let outcome = try await CertifiedBundle.verify(made.path, ["--key", made.publicKey])
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("the same verdicts"))
  }

  @Test("a bundle is verified where no network is")
  func isolated() async throws {
    let made = try await CertifiedBundle.good.value
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/unshare")
    process.arguments = [
      "-n", MusterProcess.binary.path(), "verify", made.path, "--key", made.publicKey,
    ]
    process.currentDirectoryURL = URL(filePath: "/")
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    do {
      try process.run()
    } catch {
      print("skipped: unshare can't be run here")
      return
    }
    let text = PipeReader(output.fileHandleForReading)
    process.waitUntilExit()
    let said = await text.all()
    if said.contains("unshare failed") {
      print("skipped: this user may not make a network namespace")
      return
    }
    #expect(process.terminationStatus == 0, "\(said)")
  }

  @Test("a byte that was changed anywhere is noticed")
  func everyMember() async throws {
    let made = try await CertifiedBundle.good.value
    let bundle = try made.bundle()
    for name in bundle.names {
      var bytes = try #require(bundle.members[name])
      bytes[bytes.count / 2] ^= 1
      var changed = bundle
      changed.replace(name, with: bytes)
      let path = try made.write(changed)
      for arguments in [[], ["--key", made.publicKey]] {
        let outcome = try await CertifiedBundle.verify(path, arguments)
        #expect(outcome.code == 2, "\(name): \(outcome.output)\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(name): \(outcome.errors)")
      }
      try FileManager.default.removeItem(atPath: path)
    }
  }

  @Test("a member more, one less and two that changed places are noticed")
  func members() async throws {
    let made = try await CertifiedBundle.good.value
    let bundle = try made.bundle()
    var more = bundle
    more.replace("extra.txt", with: [1])
    var swapped = bundle
    swapped.replace("junit.xml", with: bundle.members["report.html"] ?? [])
    swapped.replace("report.html", with: bundle.members["junit.xml"] ?? [])
    var less = EvidenceBundle()
    for name in bundle.names where name != "plan.json" {
      less.replace(name, with: bundle.members[name] ?? [])
    }
    for (changed, message) in [
      (more, "`extra.txt` was not signed"), (swapped, "is not the signed one"),
      (less, "`plan.json` is missing"),
    ] {
      let outcome = try await CertifiedBundle.verify(try made.write(changed))
      #expect(outcome.code == 2)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  @Test("a link in a folder is refused, wherever it leads")
  func link() async throws {
    let made = try await CertifiedBundle.good.value
    let path = try made.write(try made.bundle())
    let plan = "\(path)/plan.json"
    try FileManager.default.moveItem(atPath: plan, toPath: "\(path).plan")
    try FileManager.default.createSymbolicLink(atPath: plan, withDestinationPath: "\(path).plan")
    let outcome = try await CertifiedBundle.verify(path)
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("`plan.json` is a link"), "\(outcome.errors)")
  }

  @Test("a forged verdict is refused, whoever signs it")
  func forged() async throws {
    let made = try await CertifiedBundle.faulty.value
    #expect(made.outcome.code == 1, "\(made.outcome.output)\(made.outcome.errors)")
    let genuine = try await CertifiedBundle.verify(made.path, ["--key", made.publicKey])
    #expect(genuine.code == 1)
    #expect(genuine.output.contains("FAILED  "), "\(genuine.output)")
    var forged = try made.bundle()
    func replace(_ name: String, _ pairs: [(String, String)]) {
      var text = String(decoding: forged.members[name] ?? [], as: UTF8.self)
      for (old, new) in pairs { text = text.replacing(old, with: new) }
      forged.replace(name, with: Array(text.utf8))
    }
    replace("events.ndjson", [(#""verdict":"failed""#, #""verdict":"passed""#)])
    replace("certificate.json", [(#""outcome": "failed""#, #""outcome": "certified""#)])
    for (name, code, message) in [
      ("other", Int32(2), "signed by another key"),
      ("key", 1, "is recorded as passed and judged failed"),
    ] {
      var signed = forged
      try signed.sign(with: try made.key(name), result: .passed, cases: CaseLists())
      let outcome = try await CertifiedBundle.verify(
        try made.write(signed), ["--key", made.publicKey])
      #expect(outcome.code == code, "\(outcome.output)\(outcome.errors)")
      #expect(
        (outcome.output + outcome.errors).contains(message), "\(outcome.output)\(outcome.errors)")
    }
  }

  struct Forgery: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var member: String
    var old: String
    var new: String
    var code: Int32
    var message: String
  }

  static let forgeries = [
    Forgery(
      testDescription: "a promise less", member: "events.ndjson",
      old: #""kind":"status""#, new: #""kind":"fallback""#, code: 1,
      message: "what the events say of the run"),
    Forgery(
      testDescription: "a milder policy", member: "events.ndjson",
      old: #""failOnWarning":false"#, new: #""failOnWarning":true"#, code: 1,
      message: "the policy of the run"),
    Forgery(
      testDescription: "another target's answer", member: "events.ndjson",
      old: #""status":404"#, new: #""status":400"#, code: 1, message: "judged failed"),
    Forgery(
      testDescription: "another case's request", member: "events.ndjson",
      old: "/accounts/4001", new: "/accounts/4002", code: 1, message: "not the planned one"),
    Forgery(
      testDescription: "a better kill rate", member: "certificate.json",
      old: #""killed": 3"#, new: #""killed": 4"#, code: 1, message: "kill rate"),
    Forgery(
      testDescription: "a longer life", member: "certificate.json",
      old: #""validUntil": "2"#, new: #""validUntil": "9"#, code: 1, message: "period"),
    Forgery(
      testDescription: "another vendor", member: "certificate.json", old: "Acme", new: "Emca",
      code: 1, message: "declaration"),
    Forgery(
      testDescription: "another page", member: "certificate.html", old: "Acme", new: "Emca",
      code: 1, message: "`certificate.html` is not what the certificate says"),
    Forgery(
      testDescription: "a milder suite", member: "inputs/05-gate.yaml",
      old: "status: 200", new: "status: 201", code: 1, message: "digest of the profile"),
    Forgery(
      testDescription: "another plan", member: "plan.json", old: "positive", new: "negative",
      code: 2, message: "its plan is not the one that its inputs give"),
    Forgery(
      testDescription: "another seed", member: "settings.json", old: #""seed": 0"#,
      new: #""seed": 1"#, code: 2, message: "its plan is not the one that its inputs give"),
    Forgery(
      testDescription: "another strictness", member: "settings.json",
      old: #""strictness": "strict""#,
      new: #""strictness": "lenient""#, code: 1, message: "recorded settings"),
    Forgery(
      testDescription: "a member twice", member: "settings.json", old: #""seed": 0"#,
      new: #""seed": 0, "seed": 0"#, code: 2, message: #""seed" twice"#),
    Forgery(
      testDescription: "a member of an event twice", member: "events.ndjson",
      old: #""verdict":"passed""#, new: #""verdict":"failed","verdict":"passed""#, code: 2,
      message: "a member stands twice in one object"),
    Forgery(
      testDescription: "a second profile", member: "settings.json", old: #""role": "suite""#,
      new: #""role": "profile""#, code: 2, message: "beside another of that name or role"),
    Forgery(
      testDescription: "survivors left out of the count", member: "selftest.json",
      old: #""counted":"#, new: #""counted": 1, "was":"#, code: 2, message: "selftest's report"),
  ]

  @Test("what the issuer itself changed afterwards is told", arguments: forgeries)
  func contradictions(_ row: Forgery) async throws {
    let made = try await CertifiedBundle.good.value
    var bundle = try made.bundle()
    let member = bundle.names.first { $0.hasSuffix(row.member.suffix(9)) } ?? row.member
    let text = String(decoding: bundle.members[member] ?? [], as: UTF8.self)
    try #require(text.contains(row.old), "\(member)")
    bundle.replace(member, with: Array(text.replacing(row.old, with: row.new).utf8))
    try bundle.sign(with: try made.key("key"), result: .passed, cases: CaseLists())
    let outcome = try await CertifiedBundle.verify(
      try made.write(bundle), ["--key", made.publicKey])
    #expect(outcome.code == row.code, "\(outcome.output)\(outcome.errors)")
    #expect(
      (outcome.output + outcome.errors).contains(row.message), "\(outcome.output)\(outcome.errors)")
  }

  @Test("a certificate ends on its last day")
  func expired() async throws {
    let made = try await CertifiedBundle.good.value
    let outcome = try await MusterProcess.run(
      ["verify", made.path], environment: ["MUSTER_CLOCK": "fixed:4000000000"])
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("EXPIRED"), "\(outcome.output)")
  }

  @Test("it is told by which profile it was, and what a newer contract or another strictness says")
  func otherwise() async throws {
    let made = try await CertifiedBundle.good.value
    let same = try await CertifiedBundle.verify(
      made.path,
      [
        "--profile", CertifiedBundle.profile, "--strictness", "lenient", "--spec", RunTests.crm[0],
        "--overlay", "spec/crm/overlay.yaml",
      ])
    #expect(same.code == 0, "\(same.output)\(same.errors)")
    #expect(same.output.contains("it would be certified"))
    let other = try await CertifiedBundle.verify(
      made.path, ["--profile", "suites/profiles/crm-b2b.yaml"])
    #expect(other.code == 1)
    #expect(other.output.contains("its digest is another one"), "\(other.output)")
    let older = try await CertifiedBundle.verify(
      made.path, ["--spec", "Tests/EndToEndTests/Fixtures/other.yaml"])
    #expect(older.code == 1)
    #expect(older.output.contains("does not have the operation any more"), "\(older.output)")
  }

  @Test("two bundles are compared")
  func compared() async throws {
    let good = try await CertifiedBundle.good.value
    let faulty = try await CertifiedBundle.faulty.value
    let outcome = try await CertifiedBundle.verify(good.path, ["--against", faulty.path])
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("outcome: certified → failed"), "\(outcome.output)")
    #expect(outcome.output.contains("passed → failed"))
    let same = try await CertifiedBundle.verify(good.path, ["--against", good.path])
    #expect(same.output.contains("nothing that counts is different"))
  }

  struct Unfit: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var arguments: [String]
    var hasDeclaration = true
    var message: String
  }

  static let unfit = [
    Unfit(
      testDescription: "an unchecked certificate", arguments: ["--insecure"],
      message: "--insecure"),
    Unfit(
      testDescription: "a vendor that says nothing", arguments: [], hasDeclaration: false,
      message: "does not declare `vendor`"),
    Unfit(
      testDescription: "a run without time", arguments: ["--deadline", "0.05"],
      message: "could not be judged"),
  ]

  @Test("what was not a clean run is not certifiable, and says why", arguments: unfit)
  func notCertifiable(_ row: Unfit) async throws {
    let good = try await CertifiedBundle.good.value
    let output = "\(good.folder)/\(UUID().uuidString).tar.gz"
    let outcome = try await CertifiedBundle.certify(
      row.arguments, key: "\(good.folder)/key", output: output,
      declaration: row.hasDeclaration ? CertifiedBundle.declaration : nil)
    #expect(outcome.code == 3, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains(row.message), "\(outcome.output)")
    let verified = try await CertifiedBundle.verify(output)
    #expect(verified.code == 1)
    #expect(verified.output.contains("NOT CERTIFIABLE"), "\(verified.output)\(verified.errors)")
  }

  @Test("what the vendor declares to leave out is neither run nor missed")
  func options() async throws {
    let made = try await CertifiedBundle.good.value
    let declaration = "\(made.folder)/without.yaml"
    try "muster: declaration/1\nstatements: { vendor: V }\nwithout: [recordings]\n"
      .write(toFile: declaration, atomically: true, encoding: .utf8)
    let output = "\(made.folder)/without.tar.gz"
    let outcome = try await CertifiedBundle.certify(
      [], key: "\(made.folder)/key", output: output, declaration: declaration)
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    let verified = try await CertifiedBundle.verify(output, ["--against", made.path])
    #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
    #expect(verified.output.contains("option recordings: left out → implemented"))
  }

  @Test("a key is never overwritten, and nobody else reads it")
  func keys() async throws {
    let made = try await CertifiedBundle.good.value
    var status = stat()
    #expect(stat("\(made.folder)/key", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let again = try await MusterProcess.run(["keygen", "\(made.folder)/key"])
    #expect(again.code == 2)
    #expect(again.errors.contains("is there already"))
    let taken = try await CertifiedBundle.certify(
      [], key: "\(made.folder)/key", output: made.path)
    #expect(taken.code == 2)
    #expect(taken.errors.contains("is there already"), "\(taken.errors)")
  }

  @Test("what may not be shown can be judged again all the same")
  func redacted() async throws {
    let made = try await CertifiedBundle.good.value
    let fixtures = "\(made.folder)/redacting.yaml"
    let text = try String(
      contentsOf: MusterProcess.root.appending(path: "spec/crm/fixtures.yaml"), encoding: .utf8)
    try (text + "\nredact: [contactName, email]\n")
      .write(toFile: fixtures, atomically: true, encoding: .utf8)
    let output = "\(made.folder)/redacted.tar.gz"
    let outcome = try await CertifiedBundle.certify(
      ["--fixtures", fixtures], key: "\(made.folder)/key", output: output)
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    let bundle = try EvidenceBundle(archive: [UInt8](try Data(contentsOf: URL(filePath: output))))
    let events = String(decoding: try bundle.bytes("events.ndjson"), as: UTF8.self)
    #expect(events.contains(#"\"contactName\":\"[redacted]\""#))
    let verified = try await CertifiedBundle.verify(output)
    #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
  }

  @Test("no secret is in a bundle")
  func secrets() async throws {
    let bundle = try await CertifiedBundle.good.value.bundle()
    for (name, bytes) in bundle.members {
      let parts = String(decoding: bytes, as: UTF8.self)
        .components(separatedBy: #""name":"Authorization","value":""#)
      for part in parts.dropFirst() {
        let isPlaceholder = ["[redacted]", "Basic [redacted]", "Bearer not-a-token"]
          .contains { part.hasPrefix($0 + "\"") }
        #expect(isPlaceholder, "\(name): \(part.prefix(12))")
      }
      if name == "events.ndjson" { #expect(parts.count > 100) }
    }
  }
}
