import Contracts
import Documents

/// Which cases of a plan must be run by one shard, in their order.
///
/// What changes something stays with what changes the same: with cases of other operations that share a
/// word of the path or the value of a path parameter. A case that only reads stays with them where it asks
/// for a thing that they replace or remove; and a suite that changes something stays whole. Everything else
/// is a unit by itself.
struct ShardUnits {
  /// By place in the plan: the number of its unit; nil for cases that no shard runs.
  private(set) var numbers: [Int32?] = []
  /// By number: the hash of what names the unit, and how many cases it has. Names themselves would
  /// take more memory than a plan.
  private(set) var units: [(hash: UInt64, cases: Int)] = []

  init(_ plan: Plan) {
    var groups = TokenGroups()
    /// Values of path parameters that name what is replaced or removed.
    var touched: Set<String> = []
    let common = Self.commonWords(plan)
    for item in plan.cases where item.skip == nil && item.effect != .read {
      groups.join(Self.words(item, without: common) + Self.values(item) + Self.suite(item))
      for step in item.steps
      where step.operation.effect == .destroy
        || (step.operation.effect == .write && step.operation.id.method != "POST")
      {
        touched.formUnion(Self.values(step))
      }
    }
    var known: [String: Int32] = [:]
    numbers.reserveCapacity(plan.cases.count)
    for item in plan.cases {
      guard item.skip == nil else {
        numbers.append(nil)
        continue
      }
      let isReading = item.effect == .read
      var tokens = Self.values(item).filter { !isReading || touched.contains($0) }
      tokens += Self.suite(item)
      if !isReading { tokens += Self.words(item, without: common) }
      guard let group = tokens.lazy.compactMap({ groups.name(of: $0) }).first else {
        numbers.append(Int32(units.count))
        units.append((Self.hash(item.id), 1))
        continue
      }
      if let number = known[group] {
        units[Int(number)].cases += 1
        numbers.append(number)
      } else {
        known[group] = Int32(units.count)
        numbers.append(Int32(units.count))
        units.append((Self.hash(group), 1))
      }
    }
  }

  /// FNV-1a with a finishing mix, so that the low digits depend on all of the text.
  private static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
    hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return hash ^ (hash >> 33)
  }

  /// Words that stand in the path of every operation, for instance `api` and `v1`: they part nothing.
  private static func commonWords(_ plan: Plan) -> Set<Substring> {
    var common: Set<Substring>?
    var seen: Set<Contract.Operation.ID> = []
    for item in plan.cases where item.effect != .read {
      for step in item.steps where seen.insert(step.operation.id).inserted {
        let words = Set(literals(step.operation.id.path))
        common = common?.intersection(words) ?? words
      }
    }
    return seen.count > 1 ? common ?? [] : []
  }

  private static func literals(_ path: String) -> [Substring] {
    path.split(separator: "/").filter { !$0.contains("{") }
  }

  private static func words(_ item: Case, without common: Set<Substring>) -> [String] {
    var words: [String] = []
    for step in item.steps {
      words += literals(step.operation.id.path).filter { !common.contains($0) }.map { "/\($0)" }
    }
    // An operation all of whose words are common still stays with itself.
    return words.isEmpty ? item.steps.map { "/\($0.operation.id.path)" } : words
  }

  private static func values(_ item: Case) -> [String] { item.steps.flatMap(values) }

  private static func values(_ step: Step) -> [String] {
    step.request.path.compactMap { argument in
      let text = JSONWriter.text(argument.value)
      // What a variable will be is not known yet, and is the case's own thing.
      return text.contains("${") ? nil : "\(argument.name)=\(text)"
    }
  }

  private static func suite(_ item: Case) -> [String] {
    item.script == nil ? [] : ["suite:\(item.group)"]
  }
}

/// Texts that belong together because something has both.
private struct TokenGroups {
  private var parents: [String: String] = [:]

  /// The first of its group by the alphabet; nil for what was never joined.
  mutating func name(of token: String) -> String? {
    guard var root = parents[token] else { return nil }
    while let next = parents[root], next != root { root = next }
    parents[token] = root
    return root
  }

  mutating func join(_ tokens: [String]) {
    guard let first = tokens.first else { return }
    for token in tokens where parents[token] == nil { parents[token] = token }
    for token in tokens.dropFirst() {
      guard let one = name(of: first), let other = name(of: token), one != other else { continue }
      parents[max(one, other)] = min(one, other)
    }
  }
}
