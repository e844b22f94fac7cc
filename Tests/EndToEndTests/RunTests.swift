import Foundation
import Glibc
import Testing

@Suite("muster run", .serialized)
struct RunTests {
  static let crm = [
    "spec/crm/crm-b2b-co.md", "--overlay", "spec/crm/overlay.yaml", "--fixtures",
    "spec/crm/fixtures.yaml",
  ]

  private func temporary(_ name: String) -> String {
    FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString)-\(name)").path()
  }

  @Test(
    "the reference server passes, every status cell discharged", arguments: ["standard", "strict"])
  func passes(_ strictness: String) async throws {
    let junit = temporary("junit.xml")
    defer { try? FileManager.default.removeItem(atPath: junit) }
    let outcome = try await MusterProcess.run(
      ["run"] + Self.crm + [
        "--suite", "suites/crm/gate.yaml", "--reference", "--strictness", strictness,
        "--require-coverage", "100%", "--report", "junit=\(junit)",
      ])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("72 of 72"))
    #expect(outcome.output.contains("PASSED"))
    let text = try String(contentsOfFile: junit, encoding: .utf8)
    #expect(text.contains("failures=\"0\""))
    #expect(text.contains("errors=\"0\""))
  }

  @Test("a proxy that was named is used, whatever the environment exempts from it")
  func proxyOfTheCommandLine() async throws {
    let spec = temporary("items.yaml")
    defer { try? FileManager.default.removeItem(atPath: spec) }
    try """
    openapi: 3.0.4
    info: {title: items, version: "1"}
    paths:
      /items:
        get:
          responses:
            "200": {description: ok}
    """.write(toFile: spec, atomically: true, encoding: .utf8)
    let arguments = [
      "run", spec, "--base-url", "http://127.0.0.1:9/", "--proxy", "http://127.0.0.1:1",
      "--derive", "positive",
    ]
    for name in ["NO_PROXY", "no_proxy"] {
      let outcome = try await MusterProcess.run(arguments, environment: [name: "*"])
      #expect(outcome.code == 3)
      #expect(outcome.output.contains("127.0.0.1 port 1 "))
      #expect(!outcome.output.contains("127.0.0.1 port 9 "))
    }
  }

  @Test("the seed itself passes the same")
  func seed() async throws {
    let seed = MusterProcess.root.deletingLastPathComponent()
      .appending(path: "shared/seed/tigo_b2b_co_selfcare_crm_v2.md")
    guard FileManager.default.fileExists(atPath: seed.path()) else {
      print("skipped: the seed is not beside the project (../shared/seed)")
      return
    }
    let outcome = try await MusterProcess.run(
      ["run", "../shared/seed/tigo_b2b_co_selfcare_crm_v2.md"] + Self.crm.dropFirst()
        + ["--reference"])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("72 of 72"))
  }

  struct FaultRow: Sendable, CustomTestStringConvertible {
    var testDescription: String { fault }
    var fault: String
    /// What the report must hold.
    var texts: [String]
  }

  static let faultRows: [FaultRow] = [
    FaultRow(
      fault: "wrong-type",
      texts: ["GET /accounts/{accountId}", "body-schema", "/accountId", "string", "crm-b2b-co.md:"]),
    FaultRow(
      fault: "error-body-missing",
      texts: [
        "GET /accounts/profiles/{profileId}", "error-body", "errorBody", "empty", "crm-b2b-co.md:",
      ]),
    FaultRow(
      fault: "token-not-checked",
      texts: ["GET /services/{partnum}", "auth-enforced", "401", "200", "crm-b2b-co.md:"]),
  ]

  @Test("a fault is one failure that names all there is to know", arguments: faultRows)
  func fault(_ row: FaultRow) async throws {
    let outcome = try await MusterProcess.run(
      ["run"] + Self.crm + ["--reference", "--fault", row.fault])
    #expect(outcome.code == 1)
    for text in row.texts { #expect(outcome.output.contains(text)) }
    #expect(outcome.output.contains("FAILED"))
  }

  @Test("three faults are three failures")
  func threeFaults() async throws {
    let outcome = try await MusterProcess.run(
      ["run"] + Self.crm + [
        "--reference", "--derive", "positive,negative,auth", "--fault", "wrong-type", "--fault",
        "error-body-missing", "--fault", "token-not-checked",
      ])
    #expect(outcome.code == 1)
    for check in ["body-schema", "error-body", "auth-enforced"] {
      #expect(outcome.output.contains(check))
    }
  }

  @Test("a closed port is nobody's failure")
  func closedPort() async throws {
    let outcome = try await MusterProcess.run(
      ["run"] + Self.crm + ["--base-url", "http://127.0.0.1:9"],
      environment: ["MUSTER_TOKEN": "a-token"])
    #expect(outcome.code == 3)
    #expect(outcome.output.contains("INCONCLUSIVE"))
    #expect(outcome.output.contains("refused"))
    #expect(!outcome.output.contains("FAILED"))
  }

  @Test("credentials: none and wrong ones are inconclusive, right ones pass and never show")
  func credentials() async throws {
    let secret = "the-right-secret-of-this-test"
    let server = try MusterProcess.start(
      ["reference"],
      environment: ["MUSTER_CLIENT_ID": "tester", "MUSTER_CLIENT_SECRET": secret])
    let url = try #require(await server.firstLine(seconds: 20))
    let none = try await MusterProcess.run(["run"] + Self.crm + ["--base-url", url])
    #expect(none.code == 3)
    #expect(none.output.contains("MUSTER_CLIENT_ID"))
    let wrong = try await MusterProcess.run(
      ["run"] + Self.crm + ["--base-url", url],
      environment: ["MUSTER_CLIENT_ID": "tester", "MUSTER_CLIENT_SECRET": "a-wrong-secret"])
    #expect(wrong.code == 3)
    #expect(wrong.output.contains("invalid_client"))
    #expect(!wrong.output.contains("a-wrong-secret"))
    for _ in 0..<2 {
      let right = try await MusterProcess.run(
        ["run"] + Self.crm + ["--base-url", url, "--verbose"],
        environment: ["MUSTER_CLIENT_ID": "tester", "MUSTER_CLIENT_SECRET": secret])
      #expect(right.code == 0, "also the second time on the same server")
      #expect(!(right.output + right.errors).contains(secret))
    }
    // Failing cases print their requests: an overlay that demands what nobody has.
    let junit = temporary("junit.xml")
    defer { try? FileManager.default.removeItem(atPath: junit) }
    let failing = try await MusterProcess.run(
      ["run"] + Self.crm + [
        "--overlay", "Tests/EndToEndTests/Fixtures/impossible.yaml", "--base-url", url, "--verbose",
        "--report", "junit=\(junit)",
      ],
      environment: ["MUSTER_CLIENT_ID": "tester", "MUSTER_CLIENT_SECRET": secret])
    #expect(failing.code == 1)
    let report = try String(contentsOfFile: junit, encoding: .utf8)
    for text in [failing.output, failing.errors, report] {
      #expect(!text.contains(secret))
      #expect(!text.contains(#/Bearer [A-Za-z0-9_\-]{20,}/#))
    }
    server.signal(SIGTERM)
    let ended = await server.outcome(seconds: 20)
    #expect(ended.code == 0)
  }

  @Test("--safe sends nothing that writes or destroys")
  func safe() async throws {
    let server = try MusterProcess.start(
      ["reference", "--verbose"],
      environment: ["MUSTER_CLIENT_ID": "tester", "MUSTER_CLIENT_SECRET": "safe-secret"])
    let url = try #require(await server.firstLine(seconds: 20))
    let run = try await MusterProcess.run(
      ["run"] + Self.crm + ["--base-url", url, "--safe"],
      environment: ["MUSTER_CLIENT_ID": "tester", "MUSTER_CLIENT_SECRET": "safe-secret"])
    #expect(run.code == 0)
    server.signal(SIGINT)
    let log = await server.outcome(seconds: 20).errors
    #expect(log.contains("GET"))
    let lines = log.split(separator: "\n")
    for method in ["POST", "PUT", "DELETE"] {
      #expect(!lines.contains { $0.contains(method) && !$0.contains("accesstoken") })
    }
    // The GET that erases: with two segments before "recordings" it downloads, with one it erases.
    #expect(!lines.contains { $0.contains(#/calls/[^/ ]+/recordings/#) })
  }

  @Test("a wrong base URL is nobody's failure, and is named")
  func wrongBase() async throws {
    let server = try MusterProcess.start(
      ["reference"],
      environment: ["MUSTER_CLIENT_ID": "tester", "MUSTER_CLIENT_SECRET": "base-secret"])
    let url = try #require(await server.firstLine(seconds: 20))
    let run = try await MusterProcess.run(
      ["run"] + Self.crm + ["--base-url", url + "/nowhere"],
      environment: ["MUSTER_TOKEN": "a-token"])
    server.signal(SIGTERM)
    _ = await server.outcome(seconds: 20)
    #expect(run.code == 3)
    #expect(run.output.contains("the base URL is probably wrong"))
    #expect(!run.output.contains("FAILED"))
  }

  @Test("--case runs one case, and names what is near to what there is not")
  func oneCase() async throws {
    let id = "derived:GET /accounts/{accountId}:accepted"
    let one = try await MusterProcess.run(["run"] + Self.crm + ["--reference", "--case", id])
    #expect(one.code == 0)
    #expect(one.output.contains("2 passed"))
    let wrong = try await MusterProcess.run(
      ["run"] + Self.crm + ["--reference", "--case", id + "x"])
    #expect(wrong.code == 2)
    #expect(wrong.errors.contains("did you mean `\(id)`?"))
  }

  @Test("a check that is skipped is silent, and one that there is not is an error")
  func skippedCheck() async throws {
    let arguments = ["run"] + Self.crm + ["--reference", "--fault", "wrong-type"]
    let skipped = try await MusterProcess.run(arguments + ["--skip-check", "body-schema"])
    #expect(skipped.code == 0)
    let failed = try await MusterProcess.run(arguments + ["--check", "body-schema"])
    #expect(failed.code == 1)
    #expect(failed.output.contains("--fault wrong-type --check body-schema --case 'derived:"))
    let wrong = try await MusterProcess.run(arguments + ["--check", "body-shema"])
    #expect(wrong.code == 2)
    #expect(wrong.errors.contains("did you mean `body-schema`?"))
  }

  @Test("an answer above --max-latency fails")
  func latency() async throws {
    let slow = try await MusterProcess.run(
      ["run"] + Self.crm + ["--reference", "--max-latency", "0.001ms"])
    #expect(slow.code == 1)
    #expect(slow.output.contains("the answer took too long"))
  }

  @Test("Ctrl-C and SIGTERM end with 130 and the report of what ran", arguments: [SIGINT, SIGTERM])
  func interrupt(_ signal: Int32) async throws {
    // A port that takes connections and never answers.
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listener, generic, length) == 0 && listen(listener, 64) == 0
          && getsockname(listener, generic, &length) == 0
      }
    }
    #expect(bound)
    let junit = temporary("junit.xml")
    defer { try? FileManager.default.removeItem(atPath: junit) }
    let run = try MusterProcess.start(
      ["run"] + Self.crm + [
        "--base-url", "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))", "--report",
        "junit=\(junit)",
      ],
      environment: ["MUSTER_TOKEN": "a-token"])
    // Once it has connected, the run is on its way.
    var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
    for _ in 0..<600 where poll(&waiting, 1, 0) == 0 {
      try await Task.sleep(for: .milliseconds(50))
    }
    try await Task.sleep(for: .milliseconds(300))
    run.signal(signal)
    let outcome = await run.outcome(seconds: 20)
    #expect(outcome.code == 130)
    #expect(outcome.output.contains("INTERRUPTED") || outcome.output.contains("interrupted"))
    #expect(try String(contentsOfFile: junit, encoding: .utf8).contains("</testsuites>"))
  }
}
