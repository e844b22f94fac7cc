package import Documents
package import Evidence

/// Findings that very likely have one cause.
package struct FindingCluster: Sendable {
  /// What the findings of a cluster have in common.
  package struct Key: Sendable, Hashable {
    package var check: String
    /// With every array index as `*`.
    package var pointer: String?
    package var shape: String
    /// Nil in the key of a family, whose members stand at different places of the spec.
    package var place: SourceRange?

    package init(_ finding: Finding) {
      check = finding.check
      pointer = finding.pointer?.shape
      shape = MessageShape.of(finding.message)
      place = finding.range
    }

    package var family: Key {
      var key = self
      key.place = nil
      return key
    }
  }

  package let first: Finding
  /// The title of the first case it was seen in, with its group.
  package let firstCase: String
  /// Cases it was seen in.
  package internal(set) var cases: Int
  package internal(set) var findings: Int
  /// Cases after the first, only the first few.
  package internal(set) var others: [String]
  /// Operations it was seen at, in the order of appearance, only the first few.
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

  /// At most `limit` clusters, with at most `listed` further cases named in each. Without places,
  /// findings at different lines of the spec share a cluster.
  package init(limit: Int = 500, listed: Int = 5, isPlaceCounted: Bool = true) {
    self.limit = limit
    self.listed = listed
    self.isPlaceCounted = isPlaceCounted
  }

  /// Takes the findings of one case and says of each what it is.
  @discardableResult
  package mutating func add(_ findings: [Finding], of title: String) -> [Sighting] {
    var touched: Set<Int> = []
    return findings.map { finding in
      let exact = FindingCluster.Key(finding)
      let key = isPlaceCounted ? exact : exact.family
      if let place = places[key] {
        note(finding, title, at: place, isNewCase: touched.insert(place).inserted)
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
          first: finding, firstCase: title, cases: 1, findings: 1, others: [],
          operations: [finding.operation], isRelative: isRelative))
      return isRelative ? .relative : .new
    }
  }

  private mutating func note(_ finding: Finding, _ title: String, at place: Int, isNewCase: Bool) {
    clusters[place].findings += 1
    if isNewCase {
      clusters[place].cases += 1
      if clusters[place].others.count < listed { clusters[place].others.append(title) }
    }
    if clusters[place].operations.count <= listed,
      !clusters[place].operations.contains(finding.operation)
    {
      clusters[place].operations.append(finding.operation)
    }
  }
}
