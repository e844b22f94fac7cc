import Evidence
import Foundation
import Testing

@testable import Transport

/// `docs/transport.md` and the code say the same: each row of the one is a row of the other.
/// `MUSTER_RECORD_GOLDENS=1` writes the tables anew, and that run fails: a recording proves nothing.
@Suite(.serialized) struct FailureDocumentTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/transport.md")

  /// The names of the codes that the table has, as libcurl's header spells them.
  private static let names: [UInt32: String] = [
    1: "UNSUPPORTED_PROTOCOL", 2: "FAILED_INIT", 3: "URL_MALFORMAT", 5: "COULDNT_RESOLVE_PROXY",
    6: "COULDNT_RESOLVE_HOST", 7: "COULDNT_CONNECT", 8: "WEIRD_SERVER_REPLY", 16: "HTTP2",
    18: "PARTIAL_FILE", 27: "OUT_OF_MEMORY", 28: "OPERATION_TIMEDOUT", 35: "SSL_CONNECT_ERROR",
    52: "GOT_NOTHING", 55: "SEND_ERROR", 56: "RECV_ERROR", 58: "SSL_CERTPROBLEM",
    59: "SSL_CIPHER", 60: "PEER_FAILED_VERIFICATION", 61: "BAD_CONTENT_ENCODING",
    65: "SEND_FAIL_REWIND", 77: "SSL_CACERT_BADFILE", 83: "SSL_ISSUER_ERROR", 92: "HTTP2_STREAM",
    97: "PROXY", 98: "SSL_CLIENTCERT", 99: "UNRECOVERABLE_POLL",
  ]

  private static func verdict(_ kind: TransportFailure.Kind) -> String {
    switch kind.blame {
    case .target: "failed"
    case .unreachable: "inconclusive"
    case .cancelled: "not run"
    }
  }

  private static let phaseNames: [(TransferCircumstances.Phase, String)] = [
    (.connecting, "connecting"), (.waiting, "waiting"), (.head, "in the headers"),
    (.body, "in the body"),
  ]

  private static func when(_ row: FailureRow) -> String {
    var parts = phaseNames.filter { row.phases.contains($0.0) }.map(\.1)
    if let osError = row.osError { parts.append(String(cString: strerror(osError)).lowercased()) }
    if row.proxied == true { parts.append("with a proxy") }
    if let saying = row.saying { parts.append("libcurl says \"\(saying)\"") }
    return parts.joined(separator: ", ")
  }

  private static var codes: [String] {
    (FailureRow.table + [FailureRow.unknown]).map { row in
      let code = row.number.map { "\($0) \(names[$0] ?? "?")" } ?? "any other"
      return "| "
        + [
          code, when(row), row.meaning, verdict(row.kind), row.kind.rawValue, row.message,
          row.remedy,
        ].joined(separator: " | ") + " |"
    }
  }

  private static var behaviours: [String] {
    let answers = AnswerTests.Row.sound + AnswerTests.Row.malformed + AnswerTests.Row.cut
    return (answers + AnswerTests.Row.endless).map { row in
      switch row.expected {
      case .response(let status, _): "| \(row.name) | judged, \(status) | |"
      case .failure(let kind, _): "| \(row.name) | \(verdict(kind)) | \(kind.rawValue) |"
      }
    }
  }

  private static var contents: [String] {
    ContentDecodingTests.rows.map { row in
      switch row.expected {
      case .body: "| \(row.testDescription) | judged | |"
      case .failure(let kind, _):
        "| \(row.testDescription) | \(verdict(kind)) | \(kind.rawValue) |"
      }
    }
  }

  @Test func everyCodeOfTheTableHasItsName() {
    let used = Set(FailureRow.table.compactMap(\.number))
    #expect(used == Set(Self.names.keys))
  }

  @Test(arguments: [
    ("codes", Self.codes), ("behaviours", Self.behaviours), ("contents", Self.contents),
  ])
  func saysTheSame(_ name: String, _ rows: [String]) throws {
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    let begin = try #require(text.range(of: "<!-- begin \(name) -->\n"))
    let end = try #require(text.range(of: "<!-- end \(name) -->"))
    let lines = text[begin.upperBound..<end.lowerBound].split(separator: "\n").map(String.init)
    let documented = Array(lines.dropFirst(2))
    if ProcessInfo.processInfo.environment["MUSTER_RECORD_GOLDENS"] == "1" {
      let table = (lines.prefix(2) + rows).joined(separator: "\n") + "\n"
      try text.replacingCharacters(in: begin.upperBound..<end.lowerBound, with: table)
        .write(to: Self.file, atomically: true, encoding: .utf8)
      Issue.record("recorded")
      return
    }
    #expect(Set(rows).subtracting(documented) == [], "the document lacks these")
    #expect(Set(documented).subtracting(rows) == [], "the code has none of these")
    #expect(documented.count == rows.count)
  }

  /// Every kind of failure can come about, in one of the tables or by one of the ends named in the text.
  @Test func everyKindIsDocumented() throws {
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    for kind in TransportFailure.Kind.allCases {
      #expect(text.contains(kind.rawValue), "\(kind.rawValue)")
    }
  }
}
