package import Evidence

/// Cases that were not judged, by why, in bounded memory.
package struct ReasonClusters: Sendable {
  package struct Cluster: Sendable, Hashable {
    package let reason: Reason
    package internal(set) var count: Int
    /// The first few.
    package internal(set) var cases: [String]
  }

  private struct Key: Hashable {
    var code: String
    var shape: String
    var remedy: String?
  }

  /// In the order of appearance.
  package private(set) var clusters: [Cluster] = []
  /// Cases that no cluster could take.
  package private(set) var overflow = 0
  private var places: [Key: Int] = [:]
  private let limit: Int
  private let listed: Int

  package init(limit: Int = 100, listed: Int = 3) {
    self.limit = limit
    self.listed = listed
  }

  package mutating func add(_ reason: Reason, of title: String) {
    let remedy = reason.remedy.map { MessageShape.of($0, keepingQuotations: true) }
    let shape = MessageShape.of(reason.message, keepingQuotations: true)
    let key = Key(code: reason.code, shape: shape, remedy: remedy)
    if let place = places[key] {
      clusters[place].count += 1
      if clusters[place].cases.count < listed { clusters[place].cases.append(title) }
    } else if clusters.count < limit {
      places[key] = clusters.count
      clusters.append(Cluster(reason: reason, count: 1, cases: [title]))
    } else {
      overflow += 1
    }
  }
}
