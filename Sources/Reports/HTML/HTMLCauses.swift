import Documents
import Evidence

/// Findings by their cause, each with the evidence of the first case that showed it.
struct HTMLCauses: Sendable {
  /// Causes whose request and answer are kept; of the others the finding alone is.
  private static let fullLimit = 60
  private static let operationsLimit = 30

  /// The number of the first cause that a baseline knows; the others' are below.
  static let firstKnown = 500

  /// What a list of causes is of; the raw value is the class of its elements.
  enum Kind: String {
    case failure, known, warning
  }

  private(set) var clusters: FindingClusters
  private let firstNumber: Int
  /// By cluster.
  private var evidence: [Value] = []
  private var steps: [Value?] = []
  private var places: [FindingCluster.Key: Int] = [:]

  init(limit: Int, firstNumber: Int = 0) {
    self.firstNumber = firstNumber
    clusters = FindingClusters(limit: limit, listed: 10, isPlaceCounted: false)
  }

  /// The causes of one case, by number, each once.
  mutating func add(_ findings: [Finding], of title: String, in result: CaseResult?) -> [Int] {
    var next = clusters.clusters.count
    var numbers: [Int] = []
    let sightings = clusters.add(findings, of: title, in: result)
    for (finding, sighting) in zip(findings, sightings) {
      let key = FindingCluster.Key(finding).family
      if sighting == .new || sighting == .relative {
        let step = result?.steps.first { $0.findings.contains(finding) } ?? result?.steps.last
        evidence.append(
          HTMLEvidence.finding(finding, body: step?.exchange.response?.body))
        steps.append(next < Self.fullLimit ? step.map(HTMLEvidence.step) : nil)
        places[key] = next
        next += 1
      }
      if let place = places[key], !numbers.contains(firstNumber + place) {
        numbers.append(firstNumber + place)
      }
    }
    return numbers
  }

  mutating func add(_ reductions: [Reduction]) { clusters.add(reductions) }

  var count: Int { clusters.clusters.count }
  var findings: Int { clusters.clusters.reduce(clusters.overflow) { $0 + $1.findings } }

  /// Those of the most cases first; else in the order of appearance.
  func values(_ kind: Kind, command: [String]) -> [Value] {
    let order = clusters.clusters.indices.sorted { left, right in
      let (one, other) = (clusters.clusters[left].cases, clusters.clusters[right].cases)
      return one == other ? left < right : one > other
    }
    let all = Array(zip(clusters.clusters, zip(evidence, steps)).enumerated())
    return order.map { all[$0] }.map { number, entry in
      let (cluster, (evidence, step)) = entry
      let operations = cluster.operations
      let more = operations.count - Self.operationsLimit
      let listed = cluster.cases - 1 - cluster.others.count
      return .page([
        ("number", .integer(firstNumber + number)),
        ("kind", .string(kind.rawValue)),
        ("agreement", cluster.first.known.map { .shown($0.sentence) }),
        ("check", .shown(cluster.first.check)), ("message", .shown(cluster.first.message)),
        ("where", cluster.first.pointer.flatMap { $0.isRoot ? nil : .shown("\($0)") }),
        ("cases", .string(Plural.of(cluster.cases, "case"))),
        (
          "times",
          cluster.findings > cluster.cases
            ? .string(Plural.of(cluster.findings, "finding")) : nil
        ),
        ("operation", .shown(cluster.first.operation)),
        ("isWide", operations.count > 1 ? .string(Plural.of(operations.count, "operation")) : nil),
        ("operations", .array(operations.prefix(Self.operationsLimit).map { .shown($0) })),
        ("moreOperations", more > 0 ? .integer(more) : nil),
        ("first", .shown(cluster.firstCase)),
        ("others", .array(cluster.others.map { .shown($0) })),
        ("moreCases", listed > 0 ? .string(Numbers.grouped(listed)) : nil),
        ("finding", evidence), ("step", step),
        ("curl", cluster.example?.curl.map { .string($0) }),
        ("shrinking", cluster.example?.shrinking.map { .string($0.sentence) }),
        (
          "again",
          (cluster.example?.caseID).map { .string(RepeatCommand.text(of: $0, command)) }
        ),
      ])
    }
  }
}
