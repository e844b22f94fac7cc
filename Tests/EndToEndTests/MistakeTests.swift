import Foundation
import Testing

/// What a user gets who did something wrong: one line with place and remedy, exit code 2.
@Suite("Mistakes on the command line")
struct MistakeTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var arguments: [String]
    /// The whole of stderr, or its start where it ends in an ellipsis.
    var errors: String
  }

  static let rows: [Row] = [
    Row(
      testDescription: "missing spec", arguments: ["run", "nothing.md", "--reference"],
      errors: "muster: error: the spec `nothing.md` does not exist; check the path\n"),
    Row(
      testDescription: "a folder for a spec", arguments: ["run", "spec", "--reference"],
      errors: "muster: error: the spec `spec` is a folder; name a file in it\n"),
    Row(
      testDescription: "a spec that is none", arguments: ["run", "LICENSE", "--reference"],
      errors: "LICENSE:1:1: error: …"),
    Row(
      testDescription: "missing fixtures",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--fixtures", "no.yaml", "--reference"],
      errors: "muster: error: the fixtures file `no.yaml` does not exist; check the path\n"),
    Row(
      testDescription: "missing overlay",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--overlay", "no.yaml", "--reference"],
      errors: "muster: error: the overlay `no.yaml` does not exist; check the path\n"),
    Row(
      testDescription: "no http URL",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--base-url", "localhost:8080"],
      errors:
        "muster: error: --base-url `localhost:8080` is no http or https URL; start it with https://\n"
    ),
    Row(
      testDescription: "password in the URL",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--base-url", "http://a:b@127.0.0.1"],
      errors:
        "muster: error: --base-url holds a user name or password; give credentials through"
        + " environment variables, see --client-id-env\n"),
    Row(
      testDescription: "another contract on the built-in server",
      arguments: ["run", "Tests/EndToEndTests/Fixtures/other.yaml", "--reference"],
      errors:
        "muster: error: the built-in server implements the founding contract, which has no GET /pets;"
        + " give --base-url with the address of an implementation of"
        + " Tests/EndToEndTests/Fixtures/other.yaml\n"),
    Row(
      testDescription: "unknown fault",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--reference", "--fault", "wrong-typ"],
      errors: "muster: error: there is no fault `wrong-typ`; did you mean `wrong-type`?\n"),
    Row(
      testDescription: "HTTP/2 without TLS",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--base-url", "http://127.0.0.1:9", "--http2"],
      errors:
        "muster: error: --http2 is agreed on in the TLS handshake, and this target is talked to without…"
    ),
    Row(
      testDescription: "a proxy that is none",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--reference", "--proxy", "ftp://a"],
      errors:
        "muster: error: --proxy `ftp://a` is no proxy's URL; write http://host:port, https://,…"),
    Row(
      testDescription: "a password in the proxy",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--reference", "--proxy", "http://a:b@c:1"],
      errors:
        "muster: error: --proxy holds a user name or password, which anyone can read in the list…"
    ),
    Row(
      testDescription: "a key without a certificate",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--reference", "--client-key", "k.pem"],
      errors:
        "muster: error: --client-key is the key of a certificate; give --client-cert as well…"),
    Row(
      testDescription: "a certificate that is not there",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--reference", "--client-cert", "no.pem"],
      errors:
        "muster: error: the file of the client certificate, no.pem, cannot be read: No such file or…"
    ),
    Row(
      testDescription: "a size that is none",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--reference", "--max-body", "much"],
      errors: "muster: error: The value 'much' is invalid for '--max-body <size>'…"),
    Row(
      testDescription: "no size at all",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--reference", "--max-body", "0"],
      errors: "muster: error: --max-body must be 1 byte to 2048 MiB…"),
    Row(
      testDescription: "too many redirects",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--reference", "--follow-redirects", "21"],
      errors: "muster: error: --follow-redirects must be 0 to 20…"),
    Row(
      testDescription: "unknown intent",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--reference", "--derive", "positiv"],
      errors: "muster: error: --derive can't hold `positiv`; did you mean `positive`?\n"),
    Row(
      testDescription: "a pattern that matches nothing",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--reference", "--operation", "get /accounts"],
      errors:
        "error: --operation `get /accounts` matches no operation; did you mean `GET /accounts`?"
        + " [pattern-matches-nothing]\n"),
    Row(
      testDescription: "no such port",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--base-url", "http://127.0.0.1:99999"],
      errors:
        "muster: error: --base-url `http://127.0.0.1:99999` has no good host and port; write"
        + " https://host:port/path with a port from 1 to 65535, IPv6 in brackets\n"),
    Row(
      testDescription: "a variable that an option names",
      arguments: [
        "run", "spec/crm/crm-b2b-co.md", "--base-url", "http://127.0.0.1:9", "--token-env", "NOPE",
      ],
      errors:
        "muster: error: the environment variable NOPE, which an option names, is not set; set it, or"
        + " leave the option out\n"),
    Row(
      testDescription: "a report over its own input",
      arguments: [
        "run", "spec/crm/crm-b2b-co.md", "--reference", "--report",
        "junit=spec/../spec/crm/crm-b2b-co.md",
      ],
      errors:
        "muster: error: --report junit=spec/../spec/crm/crm-b2b-co.md would overwrite an input file or"
        + " another report; give it a path of its own\n"),
    Row(
      testDescription: "no target", arguments: ["run", "spec/crm/crm-b2b-co.md"],
      errors:
        "muster: error: no target; give --base-url URL, --reference for the built-in server, or --mock for"
        + " a mock of the definition; see"
        + " muster --help\n"),
    Row(
      testDescription: "unknown option", arguments: ["run", "x", "--reference", "--refrence"],
      errors:
        "muster: error: Unknown option '--refrence'. Did you mean '--reference'?; see muster --help\n"
    ),
    Row(
      testDescription: "unknown report format",
      arguments: ["run", "spec/crm/crm-b2b-co.md", "--reference", "--report", "junt=x.xml"],
      errors: """
        muster: error: no report format junt: there is none of that name; use one of: junit, html, \
        json, ndjson, tap, ctrf, markdown, sarif, har, codequality, github

        """),
    Row(
      testDescription: "report that can't be written",
      arguments: [
        "run", "spec/crm/crm-b2b-co.md", "--reference", "--report", "junit=/proc/no/junit.xml",
      ],
      errors: "muster: error: cannot write the report /proc/no/junit.xml: …"),
  ]

  @Test("one line, a remedy, exit code 2", arguments: rows)
  func mistake(_ row: Row) async throws {
    let outcome = try await MusterProcess.run(row.arguments)
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    if row.errors.hasSuffix("…") {
      #expect(outcome.errors.hasPrefix(row.errors.dropLast()))
    } else {
      #expect(outcome.errors == row.errors)
    }
  }

  @Test("an unknown key of a suite has its place and a suggestion")
  func suiteKey() async throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString).yaml").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "muster: suite/1\nname: n\ncase: []\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    let outcome = try await MusterProcess.run([
      "run", "spec/crm/crm-b2b-co.md", "--reference", "--suite", path,
    ])
    #expect(outcome.code == 2)
    #expect(
      outcome.errors
        == "\(path):3:1: error: a suite has no key `case`; did you mean `cases`? [unknown-key]\n")
  }

  @Test(
    "output that can't be written is no success",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"))
  func fullDisk() async throws {
    let outcome = try await MusterProcess.run(["faults"], output: "/dev/full")
    #expect(outcome.code == 70)
    #expect(
      outcome.errors
        == "muster: error: stdout can't be written: No space left on device; free the disk or"
        + " redirect it\n")
  }

  @Test(
    "help and version are no mistakes", arguments: [["--help"], ["--version"], ["run", "--help"]])
  func help(_ arguments: [String]) async throws {
    let outcome = try await MusterProcess.run(arguments)
    #expect(outcome.code == 0)
    #expect(!outcome.output.isEmpty)
    #expect(outcome.errors.isEmpty)
  }
}
