import Foundation
import Testing

/// The reference server under many connections at once, and what is left of its data when it is killed.
@Suite("muster reference under load", .serialized)
struct ReferenceLoadTests {
  /// `script/load` asks for longer.
  private static var seconds: Double {
    ProcessInfo.processInfo.environment["MUSTER_LOAD_SECONDS"].flatMap { Double($0) } ?? 3
  }
  private static let connections = 64

  private func withStore<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "muster-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.appending(path: "crm.sqlite").path())
  }

  // MARK: Load

  struct StoreRow: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var isFile: Bool
  }

  static let storeRows = [
    StoreRow(testDescription: "in memory", isFile: false),
    StoreRow(testDescription: "in a file", isFile: true),
  ]

  @Test("64 connections get no wrong answer and no error", arguments: storeRows)
  func load(_ row: StoreRow) async throws {
    try await withStore { path in
      let server = try await ReferenceProcess.start(row.isFile ? ["--store", path] : [])
      let end = Date.now.addingTimeInterval(Self.seconds)
      let answered = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<Self.connections {
          group.addTask {
            try await onThread { try Visitor(number, server.connection()).visit(until: end) }
          }
        }
        return try await group.reduce(0, +)
      }
      // Each changed only what is its own, and put it back.
      let connection = try server.connection()
      for profile in 7001...7010 {
        #expect(try connection.partnums(of: profile) == [100_101, 100_108, 100_210])
      }
      let outcome = await server.stop()
      #expect(outcome.code == 0, "\(outcome.errors)")
      print("\(answered) answers over \(Self.connections) connections in \(Self.seconds) s")
      #expect(answered >= Self.connections * 5)
    }
  }

  /// One client: reads what never changes, and changes what nobody else does.
  private struct Visitor {
    let profile: Int
    let partnum: Int
    let account: Int
    let connection: ReferenceConnection

    init(_ number: Int, _ connection: ReferenceConnection) {
      profile = 7001 + number % 10
      // 100210 is everybody's.
      partnum = 100_211 + number / 10
      account = 4001 + number % 5
      self.connection = connection
    }

    func visit(until end: Date) throws -> Int {
      let first = try connection.send("GET", "/accounts/\(account)")
      try demand(first.status == 200, first)
      var rounds = 0
      while rounds == 0 || Date.now < end {
        for isAdding in [true, false] {
          let changed = try connection.change(profile, partnum, isAdding: isAdding)
          try demand(changed.status == 200, changed)
          guard try connection.partnums(of: profile).contains(partnum) == isAdding else {
            throw LoopbackConnection.Failure(description: "a change of \(profile) was not kept")
          }
        }
        let again = try connection.send("GET", "/accounts/\(account)")
        try demand(again.status == 200 && again.body == first.body, again)
        let whole = try connection.send("GET", "/accounts/profiles/\(profile)")
        try demand(try Self.addsUp(whole.object()), whole)
        let missing = try connection.send("GET", "/services/999999999")
        try demand(missing.status == 404, missing)
        let refused = try connection.send("GET", "/accounts/4001", isAuthorised: false)
        try demand(refused.status == 401, refused)
        rounds += 1
      }
      return connection.answered
    }

    /// Whether the sums of a profile are those of its lists, whoever changes them meanwhile.
    private static func addsUp(_ profile: [String: Any]) -> Bool {
      guard let services = profile["serviceCollection"] as? [[String: Any]],
        let lines = profile["lineCollection"] as? [[String: Any]]
      else { return false }
      let prices = services.compactMap { $0["price"] as? Int }
      return prices.count == services.count && profile["value"] as? Int == prices.reduce(0, +)
        && profile["totalValue"] as? Int == prices.reduce(0, +) * lines.count
        && profile["servicesAmount"] as? String == "\(services.count)"
    }

    private func demand(_ holds: Bool, _ answer: LoopbackConnection.Answer) throws {
      guard !holds else { return }
      throw LoopbackConnection.Failure(
        description: "wrong answer: \(answer.status) \(answer.text)")
    }
  }

  // MARK: kill -9

  /// What a writer knows of the services that are its own.
  private struct Memory: Sendable {
    let profile: Int
    /// By part number: whether the last acknowledged change added it.
    var kept: [Int: Bool] = [:]
    /// The change that was sent and never acknowledged: it may have happened or not.
    var open: Int?
    var acknowledged = 0
  }

  @Test("kill -9 twenty times loses no acknowledged write")
  func kills() async throws {
    try await withStore { path in
      var memories = (7001...7008).map { Memory(profile: $0) }
      var acknowledged = 0
      for round in 1...20 {
        let server = try await ReferenceProcess.start(["--store", path])
        try await check(memories, server, round)
        let before = memories
        memories = try await withThrowingTaskGroup(of: Memory.self) { group in
          for memory in before {
            group.addTask { try await onThread { try Self.write(memory, server) } }
          }
          try await Task.sleep(for: .milliseconds(200 + round * 37 % 200))
          server.process.signal(SIGKILL)
          return try await group.reduce(into: []) { $0.append($1) }
        }
        _ = await server.process.outcome(seconds: 10)
        acknowledged += memories.reduce(0) { $0 + $1.acknowledged }
        for place in memories.indices { memories[place].acknowledged = 0 }
      }
      let server = try await ReferenceProcess.start(["--store", path])
      try await check(memories, server, 21)
      #expect(await server.stop().code == 0)
      print("\(acknowledged) acknowledged writes, 20 kills")
      #expect(acknowledged >= 100)
    }
  }

  /// Changes services until the server is gone.
  private static func write(
    _ memory: Memory, _ server: ReferenceProcess
  ) throws -> Memory {
    var memory = memory
    // It may be gone before anything was sent.
    guard let connection = try? server.connection() else { return memory }
    if let open = memory.open {
      guard let kept = try? connection.partnums(of: memory.profile) else { return memory }
      memory.kept[open] = kept.contains(open)
      memory.open = nil
    }
    for number in 0... {
      let partnum = 100_211 + number % 29
      let isAdding = memory.kept[partnum] != true
      memory.open = partnum
      guard let answer = try? connection.change(memory.profile, partnum, isAdding: isAdding) else {
        return memory
      }
      guard answer.status == 200 else {
        throw LoopbackConnection.Failure(description: "\(answer.status) \(answer.text)")
      }
      memory.kept[partnum] = isAdding
      memory.open = nil
      memory.acknowledged += 1
    }
    return memory
  }

  /// Holds what the server has to what was acknowledged.
  private func check(
    _ memories: [Memory], _ server: ReferenceProcess, _ round: Int
  ) async throws {
    let connection = try server.connection()
    for memory in memories {
      var expected = Set(memory.kept.filter(\.value).keys)
      var found = try connection.partnums(of: memory.profile)
        .subtracting([100_101, 100_108, 100_210])
      if let open = memory.open {
        expected.remove(open)
        found.remove(open)
      }
      #expect(found == expected, "profile \(memory.profile) before round \(round)")
    }
  }
}
