/// The shards of one run, known to be all there and to fit together.
package struct ShardSet: Sendable {
  /// One of them, before anything is known of it.
  package struct Member: Sendable {
    /// How messages call it.
    package var file: String
    package var facts: RunFacts

    package init(file: String, facts: RunFacts) {
      self.file = file
      self.facts = facts
    }
  }

  /// The place in the list that was given of each shard, by its index.
  package let places: [Int]
  /// What the run as a whole knew before its first request.
  package let facts: RunFacts
  /// Seconds from the run's start to that of each shard, by its index.
  let offsets: [Double]
  let shard: ShardFacts

  /// Throws where one is missing, there twice or of another run.
  package init(_ members: [Member]) throws(ShardFault) {
    guard let first = members.first else {
      throw ShardFault("there are no shards to merge", remedy: "name the event files of all shards")
    }
    var found: [Int: Int] = [:]
    for (place, member) in members.enumerated() {
      let shard = try Self.shard(of: member)
      try Self.check(member, against: first)
      if let other = found.updateValue(place, forKey: shard.index) {
        throw ShardFault(
          "\(member.file) is shard \(shard.label), and so is \(members[other].file)",
          remedy: "leave one of the two out")
      }
    }
    let shard = try Self.shard(of: first)
    let missing = (1...shard.total).filter { found[$0] == nil }
    guard missing.isEmpty else {
      let names = missing.prefix(8).map(String.init).joined(separator: ", ")
      let more = missing.count > 8 ? " and \(missing.count - 8) more" : ""
      throw ShardFault(
        "\(missing.count == 1 ? "shard" : "shards") \(names)\(more) of \(shard.total)"
          + " \(missing.count == 1 ? "is" : "are") missing beside \(first.file)",
        remedy: "run with --shard \(missing[0])/\(shard.total), and give the events of every shard")
    }
    places = (1...shard.total).compactMap { found[$0] }
    let all = places.map { members[$0].facts }
    let start = all.map(\.startedAt).min() ?? 0
    offsets = all.map { $0.startedAt - start }
    var facts = all.first ?? first.facts
    facts.shard = nil
    facts.startedAt = start
    self.facts = facts
    self.shard = shard
  }

  /// Shards that a run may have: each one's events are open files while they are merged.
  package static let limit = 1_000

  private static func shard(of member: Member) throws(ShardFault) -> ShardFacts {
    guard let shard = member.facts.shard else {
      throw ShardFault(
        "\(member.file) is a whole run and no shard of one",
        remedy: "render it with muster report, or run with --shard I/N")
    }
    guard (1...limit).contains(shard.total), (1...shard.total).contains(shard.index) else {
      throw ShardFault(
        "\(member.file) says that it is shard \(shard.label)",
        remedy: "give a stream that --report ndjson=PATH wrote, unchanged")
    }
    guard shard.cases >= 0, member.facts.plannedCases >= shard.cases else {
      throw ShardFault(
        "\(member.file) says that \(shard.cases) of its \(member.facts.plannedCases) cases are the plan's",
        remedy: "give a stream that --report ndjson=PATH wrote, unchanged")
    }
    return shard
  }

  /// By what shards of one run agree, in the order in which a difference explains most.
  private static func check(_ member: Member, against first: Member) throws(ShardFault) {
    let (one, other) = (try shard(of: first), try shard(of: member))
    let rows: [(what: String, first: String, member: String, remedy: String)] = [
      ("number of shards", "\(one.total)", "\(other.total)", "run all with the same --shard …/N"),
      (
        "version of muster", first.facts.toolVersion, member.facts.toolVersion,
        "run all shards with one version"
      ),
      (
        "definition", first.facts.contractDigest ?? "unknown",
        member.facts.contractDigest ?? "unknown", "run all shards with the same definition"
      ),
      (
        "strictness", first.facts.strictness, member.facts.strictness,
        "run all shards with the same --strictness"
      ),
      (
        "seed", "\(first.facts.seed)", "\(member.facts.seed)", "run all shards with the same --seed"
      ),
      (
        "target", target(first.facts.baseURL), target(member.facts.baseURL),
        "run all shards against one --base-url"
      ),
      (
        "plan", one.planDigest, other.planDigest,
        "run all shards with the same suites, fixtures and options"
      ),
      (
        "cut", one.cutDigest, other.cutDigest,
        "give all shards the same --history file, as it was before the first of them ran"
      ),
      (
        "number of cases", "\(first.facts.plannedCases)", "\(member.facts.plannedCases)",
        "run all shards with the same credentials"
      ),
      (
        "checks", one.silentChecks.joined(separator: ","),
        other.silentChecks.joined(separator: ","), "run all shards with the same --check"
      ),
    ]
    for row in rows where row.first != row.member {
      throw ShardFault(
        "\(member.file) is a shard of another run than \(first.file): the \(row.what) is"
          + " \(short(row.member)) and not \(short(row.first))", remedy: row.remedy)
    }
  }

  /// Digests need not be read to their end.
  private static func short(_ text: String) -> String {
    text.utf8.count > 60 ? "\(text.prefix(12))…" : text.isEmpty ? "none" : text
  }

  /// The base URL by which targets are told apart: a built-in server has another port in every process.
  package static func target(_ url: String) -> String {
    for host in ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"]
    where url.hasPrefix(host) {
      return String(host.dropLast()) + String(url.dropFirst(host.count).drop { $0 != "/" })
    }
    return url
  }
}
