internal import Crypto
import Documents
import Evidence

/// Which shard of a plan runs which case: the same in every process that makes the same plan.
package struct ShardCut: Sendable {
  package let total: Int
  /// By place in the plan; cases that no shard runs belong to none.
  private let owners: [UInt16]

  private static let nobody = UInt16.max

  /// - Parameters:
  ///   - total: from 1 to `ShardSet.limit`.
  ///   - durations: seconds that cases took, by their ids. Where there are any, every shard gets about as
  ///     much of them; without, a hash of what names a case decides, so that a new case moves no other.
  package init(_ plan: Plan, total: Int, durations: [String: Double] = [:]) {
    let total = max(1, min(total, ShardSet.limit))
    self.total = total
    let units = ShardUnits(plan)
    let shards =
      durations.isEmpty
      ? Self.hashed(units.units, total) : Self.balanced(units, plan, durations, total)
    owners = units.numbers.map { number in
      number.map { UInt16(shards[Int($0)]) } ?? Self.nobody
    }
  }

  /// SHA-256 of the whole cut, in hexadecimal digits.
  package var digest: String {
    var hash = SHA256()
    hash.update(data: Array("\(total)/".utf8))
    hash.update(data: owners.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
    return Hexadecimal.text(hash.finalize())
  }

  /// How many cases a shard runs; its index is counted from 1.
  package func count(of index: Int) -> Int { owners.count { Int($0) == index - 1 } }

  /// The plan of one shard: the same cases, those of other shards marked as skipped.
  package func plan(_ plan: Plan, shard index: Int) -> Plan {
    var result = plan
    let owners = owners
    result.cases = plan.cases.adjusted { place, item in
      guard item.skip == nil, place < owners.count, Int(owners[place]) != index - 1 else {
        return item
      }
      var item = item
      item.skip = .otherShard
      return item
    }
    return result
  }

  /// A unit that alone makes up a shard's part has a shard of its own as long as there are enough.
  private static func hashed(_ units: [(hash: UInt64, cases: Int)], _ total: Int) -> [Int] {
    let cases = units.reduce(0) { $0 + $1.cases }
    let large = units.indices.filter { units[$0].cases > 1 && units[$0].cases * total >= cases }
      .sorted { (units[$1].cases, units[$0].hash) < (units[$0].cases, units[$1].hash) }
    var owned: [Int: Int] = [:]
    var taken: Set<Int> = []
    for unit in large where taken.count < total {
      var shard = Int(units[unit].hash % UInt64(total))
      while taken.contains(shard) { shard = (shard + 1) % total }
      taken.insert(shard)
      owned[unit] = shard
    }
    let free = (0..<total).filter { !taken.contains($0) }
    let open = free.isEmpty ? Array(0..<total) : free
    return units.indices.map { unit in
      owned[unit] ?? open[Int(units[unit].hash % UInt64(open.count))]
    }
  }

  /// The longest first, each to the shard that has least.
  private static func balanced(
    _ units: ShardUnits, _ plan: Plan, _ durations: [String: Double], _ total: Int
  ) -> [Int] {
    let known = durations.values.filter { $0.isFinite && $0 >= 0 }.sorted()
    let usual = known.isEmpty ? 1 : max(known[known.count / 2], 1e-6)
    var weights = [Double](repeating: 0, count: units.units.count)
    for (place, item) in plan.cases.enumerated() {
      guard let unit = units.numbers[place] else { continue }
      let seconds = durations[item.id] ?? usual
      weights[Int(unit)] += seconds.isFinite ? max(seconds, 1e-6) : usual
    }
    let order = units.units.indices.sorted { left, right in
      weights[left] == weights[right]
        ? units.units[left].hash < units.units[right].hash : weights[left] > weights[right]
    }
    var loads = [Double](repeating: 0, count: total)
    var result = [Int](repeating: 0, count: units.units.count)
    for unit in order {
      let shard = loads.indices.min { loads[$0] < loads[$1] } ?? 0
      loads[shard] += weights[unit]
      result[unit] = shard
    }
    return result
  }
}
