import Foundation
import Muster
import Parcels
import Testing

/// The service against its definition, on a real socket.
struct ContractTests {
  @Test("the service keeps its contract")
  func contract() async throws {
    let store = ParcelStore()
    await store.send(to: "Ada", grams: 250)
    let report = try await ParcelService(store).serve { baseURL in
      var test = try contractTest(baseURL)
      test.strictness = .strict
      test.reports = [.init(.junit, at: "\(NSTemporaryDirectory())parcels-junit.xml")]
      return try await test.run()
    }
    for problem in report.failures { Issue.record("\(problem)") }
    for reason in report.unjudged { Issue.record("\(reason)") }
    #expect(report.isPassed, "\(report)")
    #expect(report.counts.passed > 0)
  }

  @Test("a service that answers weights as text does not")
  func brokenWeights() async throws {
    let store = ParcelStore()
    await store.send(to: "Ada", grams: 250)
    let report = try await ParcelService(store, hasBrokenWeights: true).serve { baseURL in
      try await contractTest(baseURL).run()
    }
    #expect(report.verdict == .failed)
    let problem = try #require(report.failures.first { $0.check == "body-schema" })
    #expect(problem.pointer?.hasSuffix("/grams") == true)
    #expect(problem.operations.contains("GET /parcels/{id}"))
  }

  private func contractTest(_ baseURL: String) throws -> ContractTest {
    let folder = try #require(Bundle.module.resourcePath) + "/Contract"
    var test = ContractTest(spec: "\(folder)/openapi.yaml", baseURL: baseURL)
    test.fixtures = "\(folder)/fixtures.yaml"
    return test
  }
}
