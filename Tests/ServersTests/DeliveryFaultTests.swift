import Documents
import Servers
import Testing

/// Faults of how an answer comes: what stands on the wire, and when.
struct DeliveryFaultTests {
  /// What came of one request: bytes until the connection's end, or the end as an error.
  struct Received {
    var bytes: [UInt8] = []
    var problem: String?

    var head: String { text.components(upTo: "\r\n\r\n").0 }
    var body: String { text.components(upTo: "\r\n\r\n").1 }
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var length: Int? {
      head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        .flatMap { Int($0.dropFirst(15).filter { $0 != " " }) }
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { id }
    let id: String
    let path: String
    /// Whether what came shows the fault, beside what the honest server sent.
    let shows: @Sendable (_ broken: Received, _ honest: Received) -> Bool
  }

  static let rows = [
    Row(id: "cut-body", path: "/accounts/profiles/7001") { broken, honest in
      broken.length == honest.length && broken.body.utf8.count == honest.body.utf8.count / 2
    },
    Row(id: "reset-in-body", path: "/customers/900123456/portfolio") { broken, _ in
      broken.problem?.contains("errno 104") == true
    },
    Row(
      id: "no-answer",
      path: "/customers/573001000100/calls/details?dateFrom=2026-01-01&dateTill=1769921999"
    ) { broken, honest in
      broken.bytes.isEmpty && broken.problem == nil && honest.head.hasPrefix("HTTP/1.1 200")
    },
    Row(id: "length-too-long", path: "/accounts/4001/profiles") { broken, honest in
      broken.length == (honest.length ?? 0) + 40 && broken.body == honest.body
    },
    Row(
      id: "length-too-short", path: "/documents/900123456?movil=573001000100"
    ) { broken, honest in
      broken.length == (honest.length ?? 0) - 5 && broken.body == honest.body
    },
    Row(
      id: "wrong-content-encoding", path: "/accounts?idType=NIT&id=900123456"
    ) { broken, honest in
      broken.head.lowercased().contains("content-encoding: gzip") && broken.body == honest.body
    },
  ]

  @Test(arguments: rows) func showsOnTheWire(_ row: Row) async throws {
    let fault = try #require(AllFaults.fault(id: row.id))
    let honest = try await received(row.path, [])
    let broken = try await received(row.path, [fault])
    #expect(row.shows(broken, honest), "\(broken) instead of \(honest)")
    #expect(!row.shows(honest, honest))
    let other = try await received("/services/100101", [fault])
    let same = try await received("/services/100101", [])
    #expect(other.body == same.body)
  }

  private func received(_ path: String, _ faults: [any Fault]) async throws -> Received {
    try await TestServer.run(TestServer.configuration(faults: faults)) { server in
      let request =
        "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        + "Authorization: Bearer \(server.token)\r\n\r\n"
      do {
        return Received(bytes: try await server.client.exchange(Array(request.utf8)))
      } catch {
        return Received(problem: "\(error)")
      }
    }
  }

  /// Faults that need more than one request, or time, to show.
  static let others: Set<String> = ["slow-answer", "every-second-fails", "every-third-empty"]

  @Test func aSlowAnswerTakesItsTime() async throws {
    let fault = try #require(AllFaults.fault(id: "slow-answer"))
    try await TestServer.run(TestServer.configuration(faults: [fault])) { server in
      let began = ContinuousClock.now
      let answer = try await server.send("GET", "/services/100101")
      #expect(answer.status == 200)
      #expect(ContinuousClock.now - began >= .seconds(2))
    }
  }

  @Test func everySecondAnswerFails() async throws {
    let fault = try #require(AllFaults.fault(id: "every-second-fails"))
    try await TestServer.run(TestServer.configuration(faults: [fault])) { server in
      var statuses: [Int] = []
      for path in ["900123456", "1", "900123456", "900123456", "900123456"] {
        statuses.append(try await server.send("GET", "/accounts?idType=NIT&id=\(path)").status)
      }
      // The 404 does not count.
      #expect(statuses == [200, 404, 500, 200, 500])
    }
  }

  @Test func everyThirdListIsEmpty() async throws {
    let fault = try #require(AllFaults.fault(id: "every-third-empty"))
    try await TestServer.run(TestServer.configuration(faults: [fault])) { server in
      var empty: [Bool] = []
      for _ in 0..<6 {
        let list = try await server.get("/accounts/profiles/7001/services")
        empty.append(list.object?.isEmpty == true)
      }
      #expect(empty == [false, false, true, false, false, true])
    }
  }
}

extension String {
  /// What is before a text's first place and what is after it.
  fileprivate func components(upTo mark: String) -> (String, String) {
    guard let range = firstRange(of: mark) else { return (self, "") }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }
}
