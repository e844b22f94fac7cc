package import Contracts

/// The cases of a plan, of which only those that somebody wrote or derived one by one are kept: the
/// rest are computed each time that they are asked for, so that a million take no memory.
package struct PlanCases: RandomAccessCollection, Sendable {
  /// Neighbouring cases that come from one place.
  private struct Segment: Sendable {
    enum Source: Sendable {
      case stored([Case])
      /// The worst effect of any, and the case of a number counted from the segment's start.
      case computed(Contract.Operation.Effect, @Sendable (Int) -> Case)
    }

    var source: Source
    /// The place of its first case in the plan.
    var start: Int
    var count: Int
    var end: Int { start + count }
  }

  /// In order, none of them empty.
  private var segments: [Segment] = []
  /// What is done to every case on access, by its place.
  private var adjust: (@Sendable (Int, Case) -> Case)?

  package init() {}

  package init(_ cases: [Case]) {
    append(contentsOf: cases)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { segments.last?.end ?? 0 }

  package subscript(place: Int) -> Case {
    let segment = segments[self.segment(at: place)]
    let item =
      switch segment.source {
      case .stored(let cases): cases[place - segment.start]
      case .computed(_, let make): make(place - segment.start)
      }
    return adjust?(place, item) ?? item
  }

  package mutating func append(contentsOf cases: [Case]) {
    guard !cases.isEmpty else { return }
    if let last = segments.last, case .stored(let before) = last.source {
      segments[segments.count - 1].source = .stored(before + cases)
      segments[segments.count - 1].count += cases.count
    } else {
      segments.append(Segment(source: .stored(cases), start: endIndex, count: cases.count))
    }
  }

  /// Adds cases that are computed when they are asked for.
  ///
  /// - Parameter effect: the worst of any of them; unless it is `read`, each runs alone.
  /// - Parameter make: gives the case of a number from 0. Pure: the same number, the same case,
  ///   from any thread, with an id that no other case of the plan has.
  package mutating func append(
    count: Int, effect: Contract.Operation.Effect, make: @escaping @Sendable (Int) -> Case
  ) {
    guard count > 0 else { return }
    segments.append(Segment(source: .computed(effect, make), start: endIndex, count: count))
  }

  /// The same cases with something done to each on access, after what was done before.
  ///
  /// - Parameter change: pure, and leaves the steps as they are.
  package func adjusted(by change: @escaping @Sendable (Case) -> Case) -> PlanCases {
    adjusted { _, item in change(item) }
  }

  /// The same for a change that depends on where in the plan the case stands.
  package func adjusted(by change: @escaping @Sendable (Int, Case) -> Case) -> PlanCases {
    var result = self
    if let before = adjust {
      result.adjust = { place, item in change(place, before(place, item)) }
    } else {
      result.adjust = change
    }
    return result
  }

  /// The cases from a place on that may run side by side: as many neighbours as only read, or else
  /// the one that changes something. Never empty, unless the place is the end.
  package func stretch(from place: Int) -> Range<Int> {
    var end = place
    while end < endIndex {
      let segment = segments[self.segment(at: end)]
      switch segment.source {
      case .computed(let effect, _):
        guard effect == .read else { return place..<Swift.max(end, place + 1) }
        end = segment.end
      case .stored(let cases):
        let rest = cases[(end - segment.start)...]
        guard let change = rest.firstIndex(where: { $0.effect != .read }) else {
          end = segment.end
          continue
        }
        return place..<Swift.max(segment.start + change, place + 1)
      }
    }
    return place..<end
  }

  /// Whether one of the cases that are kept, and not computed, is such.
  package func hasKept(_ predicate: (Case) -> Bool) -> Bool {
    segments.contains { segment in
      guard case .stored(let cases) = segment.source else { return false }
      return cases.indices.contains { number in
        predicate(adjust?(segment.start + number, cases[number]) ?? cases[number])
      }
    }
  }

  /// The place of the segment that holds a case.
  private func segment(at place: Int) -> Int {
    precondition(place >= 0 && place < endIndex, "no case \(place) in a plan of \(endIndex)")
    var low = 0
    var high = segments.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if segments[middle].start <= place { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
