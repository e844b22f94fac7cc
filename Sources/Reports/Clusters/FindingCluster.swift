package import Documents
package import Evidence

/// Findings that very likely have one cause.
package struct FindingCluster: Sendable {
  /// What the findings of a cluster have in common.
  package struct Key: Sendable, Hashable {
    package var check: String
    /// The keyword of the schema that was broken; where no schema decides, the place in the answer
    /// with every array index as `*`.
    package var pointer: String?
    package var shape: String
    /// Nil in the key of a family, whose members stand at different places of the spec.
    package var place: SourceRange?

    package init(_ finding: Finding) {
      check = finding.check
      pointer = finding.schema.map { "\($0)" } ?? finding.pointer?.shape
      shape = MessageShape.of(finding.message)
      place = finding.range
    }

    package var family: Key {
      var key = self
      key.place = nil
      return key
    }
  }

  /// The smallest request that showed it, and how to send it again.
  package struct Example: Sendable, Hashable {
    package var caseID: String
    /// As `curl` wants it, without secrets; nil where nothing was sent.
    package var curl: String?
    package var weight: Weight
    /// How it was made smaller; nil where nobody tried.
    package var shrinking: Shrinking?
  }

  /// How large an example is.
  package struct Weight: Sendable, Hashable, Comparable {
    /// Of the case.
    package var requests: Int
    /// Of the request.
    package var bytes: Int

    package static func < (left: Weight, right: Weight) -> Bool {
      (left.requests, left.bytes) < (right.requests, right.bytes)
    }
  }

  /// What it took to make an example smaller.
  package struct Shrinking: Sendable, Hashable {
    package var requests: Int
    /// Whether nothing is left to try.
    package var isComplete: Bool

    /// One line without a final full stop.
    package var sentence: String {
      let count = Plural.of(requests, "request")
      return isComplete
        ? "made as small as may be with \(count)"
        : "made smaller with \(count), and more would be needed (--max-shrinks)"
    }
  }

  package let first: Finding
  package internal(set) var example: Example?
  /// The title of the first case it was seen in, with its group.
  package let firstCase: String
  /// Cases it was seen in.
  package internal(set) var cases: Int
  package internal(set) var findings: Int
  /// Cases after the first, only the first few.
  package internal(set) var others: [String]
  /// Operations it was seen at, in the order of appearance.
  package internal(set) var operations: [String]
  /// Set where the same was seen before at another place of the spec.
  package let isRelative: Bool
}

/// Clusters in the order of appearance, in bounded memory.
package struct FindingClusters: Sendable {
  package enum Sighting: Sendable, Hashable {
    /// Nothing like it was seen before.
    case new
    /// The same was seen at another place of the spec.
    case relative
    /// Another one of a cluster.
    case known
    /// There are too many clusters for another one.
    case overflow
  }

  package private(set) var clusters: [FindingCluster] = []
  /// Findings that no cluster could take.
  package private(set) var overflow = 0
  private var places: [FindingCluster.Key: Int] = [:]
  private var families: Set<FindingCluster.Key> = []
  private let limit: Int
  private let listed: Int
  private let isPlaceCounted: Bool
  private let isASCII: Bool

  /// At most `limit` clusters, with at most `listed` further cases named in each. Without places,
  /// findings at different lines of the spec share a cluster.
  package init(
    limit: Int = 500, listed: Int = 5, isPlaceCounted: Bool = true, isASCII: Bool = false
  ) {
    self.limit = limit
    self.listed = listed
    self.isPlaceCounted = isPlaceCounted
    self.isASCII = isASCII
  }

  /// Takes the findings of one case and says of each what it is. The case itself gives the example.
  @discardableResult
  package mutating func add(
    _ findings: [Finding], of title: @autoclosure () -> String, in result: CaseResult? = nil
  ) -> [Sighting] {
    var touched: Set<Int> = []
    return findings.map { finding in
      let exact = FindingCluster.Key(finding)
      let key = isPlaceCounted ? exact : exact.family
      if let place = places[key] {
        let isNewCase = findings.count == 1 || touched.insert(place).inserted
        note(finding, title(), at: place, isNewCase: isNewCase)
        exemplify(finding, result, at: place)
        return .known
      }
      guard clusters.count < limit else {
        overflow += 1
        return .overflow
      }
      let isRelative = !families.insert(key.family).inserted
      touched.insert(clusters.count)
      places[key] = clusters.count
      clusters.append(
        FindingCluster(
          first: finding, firstCase: title(), cases: 1, findings: 1, others: [],
          operations: [finding.operation], isRelative: isRelative))
      exemplify(finding, result, at: clusters.count - 1)
      return isRelative ? .relative : .new
    }
  }

  /// Operations of one cluster that are told apart.
  private static let operationsLimit = 200

  /// Keeps the smallest example.
  private mutating func exemplify(_ finding: Finding, _ result: CaseResult?, at place: Int) {
    guard let result else { return }
    // By place: a step is large, and copying it counts every part of it.
    let steps = result.steps
    let last = steps.indices.last
    let step =
      last == 0 ? last : steps.indices.first { steps[$0].findings.contains(finding) } ?? last
    let request = step.map { steps[$0].exchange.request }
    let weight = FindingCluster.Weight(
      requests: steps.count, bytes: (request?.url.utf8.count ?? 0) + (request?.body?.count ?? 0))
    if let known = clusters[place].example?.weight, weight >= known { return }
    clusters[place].example = FindingCluster.Example(
      caseID: result.id, curl: request.map { CurlCommand.text($0, asciiOnly: isASCII) },
      weight: weight)
  }

  /// Takes in what was found out about failures after the plan: a smaller request is the example.
  package mutating func add(_ reductions: [Reduction]) {
    for reduction in reductions {
      let exact = FindingCluster.Key(reduction.finding)
      guard let place = places[isPlaceCounted ? exact : exact.family],
        let known = clusters[place].example
      else { continue }
      let shrinking = FindingCluster.Shrinking(
        requests: reduction.requests, isComplete: reduction.isComplete)
      guard let request = reduction.exchange?.request else {
        if known.caseID == reduction.caseID { clusters[place].example?.shrinking = shrinking }
        continue
      }
      let weight = FindingCluster.Weight(
        requests: reduction.steps, bytes: request.url.utf8.count + (request.body?.count ?? 0))
      if known.weight < weight { continue }
      clusters[place].example = FindingCluster.Example(
        caseID: reduction.caseID, curl: CurlCommand.text(request, asciiOnly: isASCII),
        weight: weight, shrinking: shrinking)
    }
  }

  private mutating func note(
    _ finding: Finding, _ title: @autoclosure () -> String, at place: Int, isNewCase: Bool
  ) {
    clusters[place].findings += 1
    if isNewCase {
      clusters[place].cases += 1
      if clusters[place].others.count < listed { clusters[place].others.append(title()) }
    }
    if clusters[place].operations.count < Self.operationsLimit,
      !clusters[place].operations.contains(finding.operation)
    {
      clusters[place].operations.append(finding.operation)
    }
  }
}
