import Checks
import Contracts
import Documents
import Inputs
import Selftest
import Servers

/// A built-in server with its faults, for the selftest.
struct BuiltInTarget: BreakableTarget {
  private(set) var mutants: [Mutant]

  /// By id, each until it is first started: some remember what they have seen.
  private let unused: Locked<[String: any Fault]>
  private let contract: Contract
  private let launch: @Sendable (_ faults: [any Fault]) async throws -> RunningServer

  /// - Parameters:
  ///   - limits: decide whether a slow answer breaks anything.
  ///   - launch: starts a server of its own with these faults.
  private init(
    _ entries: [MockFaults.Entry], of contract: Contract, limits: TimeLimits,
    launch: @escaping @Sendable (_ faults: [any Fault]) async throws -> RunningServer
  ) {
    mutants = entries.map { entry in
      var mutant = Mutant(entry.fault, of: contract, limits: limits)
      mutant.inapplicable = entry.inapplicable
      return mutant
    }
    let byID = Dictionary(
      entries.map { ($0.fault.id, $0.fault) }, uniquingKeysWith: { first, _ in first })
    unused = Locked(byID)
    self.contract = contract
    self.launch = launch
  }

  /// The reference server.
  ///
  /// - Parameter faults: those to try; empty: all.
  static func reference(
    _ faults: [any Fault], of contract: Contract, limits: TimeLimits,
    credentials: ReferenceCredentials
  ) -> BuiltInTarget {
    // Its own slow answer is among the single ones.
    let slow = limits.slowAnswers.filter { $0.scope != .operation(SlowAnswerFault.operation) }
    let all = AllFaults.all + slow + ContractFaults.all(for: contract)
    return BuiltInTarget(
      (faults.isEmpty ? all : faults).map { MockFaults.Entry(fault: $0) }, of: contract,
      limits: limits
    ) { faults in
      var configuration = credentials.configuration
      configuration.faults = faults
      return try await ReferenceServer.start(configuration)
    }
  }

  /// A mock of any contract.
  ///
  /// - Parameter faults: those to try; empty: all that it can have, and why it can't have the others.
  static func mock(
    _ faults: [any Fault], of loaded: LoadedContract, limits: TimeLimits,
    configuration: MockServer.Configuration
  ) -> BuiltInTarget {
    let contract = loaded.contract
    var entries =
      faults.isEmpty ? MockFaults.all(for: contract) : faults.map { MockFaults.entry($0, contract) }
    if faults.isEmpty {
      let ids = Set(entries.map(\.fault.id))
      entries += limits.slowAnswers.filter { !ids.contains($0.id) }.map {
        MockFaults.Entry(fault: $0)
      }
    }
    return BuiltInTarget(entries, of: contract, limits: limits) { faults in
      var configuration = configuration
      configuration.faults = faults
      return try await MockServer.start(configuration)
    }
  }

  /// The same, whose faults that show in these operations alone are not tried: nothing calls them.
  func leavingOut(_ operations: Set<String>) -> BuiltInTarget {
    var copy = self
    for place in copy.mutants.indices {
      let places = copy.mutants[place].places
      let isLeftOut = places.allSatisfy { place in
        if case .answer(let operation, _) = place { operations.contains(operation) } else { false }
      }
      if isLeftOut, !places.isEmpty {
        copy.mutants[place].inapplicable = "it shows in operations alone that are left out"
      }
    }
    return copy
  }

  func start(_ id: String?) async throws(TargetUnavailable) -> any RunningTarget {
    let fault = try id.map { id throws(TargetUnavailable) in ObservedFault(try fresh(id)) }
    do {
      return Running(server: try await launch(fault.map { [$0] } ?? []), fault: fault)
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

  /// The reference server implements one contract; a run of another one against it would fail
  /// everywhere and mean nothing.
  static func checkReference(_ contract: Contract, remedy: String) throws(Failure) {
    guard let foreign = foreignOperation(of: contract) else { return }
    throw .unusable(
      "the built-in server implements the founding contract, which has no \(foreign)",
      remedy: remedy)
  }

  /// The first operation that the reference server lacks; nil: it implements the contract.
  static func foreignOperation(of contract: Contract) -> String? {
    let known = ReferenceServer.operations
    return contract.operations.map { "\($0.id)" }.first { !known.contains($0) }
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
  fileprivate init(_ fault: any Fault, of contract: Contract, limits: TimeLimits) {
    var equivalence = fault.equivalence
    var expectedCheck = fault.expectedCheck
    if expectedCheck == LatencyCheck.id {
      let operations = Set(fault.places.map(\.operation))
      let isLimited = contract.operations.contains { operation in
        operations.contains("\(operation.id)") && limits.latency.limit(of: operation).isConfigured
      }
      if !isLimited, limits.ofSuites.isDisjoint(with: operations) {
        equivalence = "nothing says how long an answer may take; --max-latency does"
      } else if !isLimited {
        expectedCheck = "assertion"
      }
    }
    self.init(
      id: fault.id, summary: fault.summary, scope: "\(fault.scope)",
      expectedCheck: expectedCheck, isOnlyWarned: fault.isOnlyWarned,
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
