import Checks
import Contracts
import Documents
import Selftest
import Servers

/// The built-in reference server with its faults, for the selftest.
struct ReferenceTarget: BreakableTarget {
  let mutants: [Mutant]

  /// By id, each until it is first started: some remember what they have seen.
  private let unused: Locked<[String: any Fault]>
  private let contract: Contract
  private let configuration: ReferenceServer.Configuration

  /// - Parameter latency: decides whether a slow answer breaks anything.
  init(
    _ faults: [any Fault], of contract: Contract, latency: LatencyLimits,
    credentials: ReferenceCredentials
  ) {
    mutants = faults.map { Mutant($0, of: contract, latency: latency) }
    let byID = Dictionary(faults.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    unused = Locked(byID)
    self.contract = contract
    configuration = credentials.configuration
  }

  func start(_ id: String?) async throws(TargetUnavailable) -> any RunningTarget {
    let fault = try id.map { id throws(TargetUnavailable) in ObservedFault(try fresh(id)) }
    var configuration = configuration
    configuration.faults = fault.map { [$0] } ?? []
    do {
      return Running(server: try await ReferenceServer.start(configuration), fault: fault)
    } catch {
      throw TargetUnavailable("the built-in server can't start: \(error)")
    }
  }

  /// The fault without any memory.
  private func fresh(_ id: String) throws(TargetUnavailable) -> any Fault {
    if let fault = unused.withLock({ $0.removeValue(forKey: id) }) { return fault }
    do {
      if let fault = try AllFaults.named([id], of: contract).first { return fault }
    } catch {
      throw TargetUnavailable(error.lines.joined(separator: "; "))
    }
    throw TargetUnavailable("there is no fault `\(id)`")
  }

  /// The built-in server implements one contract; a run of another one against it would fail
  /// everywhere and mean nothing.
  static func check(_ contract: Contract, remedy: String) throws(Failure) {
    let known = ReferenceServer.operations
    let foreign = contract.operations.map { "\($0.id)" }.first { !known.contains($0) }
    guard let foreign else { return }
    throw .unusable(
      "the built-in server implements the founding contract, which has no \(foreign)",
      remedy: remedy)
  }

  private struct Running: RunningTarget {
    let server: RunningServer
    let fault: ObservedFault?

    var baseURL: String { server.baseURL }

    var interventions: Interventions {
      fault.map { Interventions(concerned: $0.seen.concerned, changed: $0.seen.changed) }
        ?? Interventions()
    }

    func stop() async { await server.stop() }
  }
}

extension Mutant {
  fileprivate init(_ fault: any Fault, of contract: Contract, latency: LatencyLimits) {
    var equivalence = fault.equivalence
    if fault.expectedCheck == LatencyCheck.id {
      let limits = contract.operations.filter { operation in
        fault.places.contains { $0.operation == "\(operation.id)" }
      }.map { latency.limit(of: $0) }
      if !limits.contains(where: \.isConfigured) {
        equivalence = "nothing says how long an answer may take; --max-latency does"
      }
    }
    self.init(
      id: fault.id, summary: fault.summary, scope: "\(fault.scope)",
      expectedCheck: fault.expectedCheck, isOnlyWarned: fault.isOnlyWarned,
      equivalence: equivalence, places: Self.places(of: fault))
  }

  private static func places(of fault: any Fault) -> [Place] {
    switch fault.scope {
    case .otherMethods: [.otherMethods]
    case .tokenEndpoint: [.token]
    case .operation, .operations, .allOperations:
      fault.places.map { .answer(operation: $0.operation, status: $0.status) }
    }
  }
}
