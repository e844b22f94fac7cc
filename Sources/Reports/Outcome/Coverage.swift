package import Evidence

/// How many of the contract's promises a run must discharge.
package struct CoverageDemand: Sendable, Hashable {
  /// Nil: those of all kinds together that a run owes.
  package var kind: ObligationFact.Kind?
  package var percent: Double

  package init(_ percent: Double, of kind: ObligationFact.Kind? = nil) {
    self.kind = kind
    self.percent = percent
  }

  /// `95%`, or `status=100%`; nil for anything else.
  package init?(parsing text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let last = parts.last else { return nil }
    if parts.count == 2 {
      guard let kind = ObligationFact.Kind(rawValue: String(parts[0])) else { return nil }
      self.kind = kind
    }
    let digits = last.hasSuffix("%") ? last.dropLast() : last
    guard let number = Double(digits), (0...100).contains(number) else { return nil }
    percent = number
  }

  /// What is demanded, for instance `status cells`.
  package func noun(_ count: Int) -> String {
    switch kind {
    case .status: count == 1 ? "status cell" : "status cells"
    case .security: count == 1 ? "security obligation" : "security obligations"
    case .property: count == 1 ? "property" : "properties"
    case .parameter: count == 1 ? "parameter obligation" : "parameter obligations"
    case .errorBody: count == 1 ? "error body" : "error bodies"
    case .fallback: count == 1 ? "default" : "defaults"
    case nil: count == 1 ? "obligation" : "obligations"
    }
  }
}

/// A demand with what became of it.
package struct Coverage: Sendable, Hashable {
  package var demand: CoverageDemand
  package var tally: Ledger.Tally

  package init(_ demand: CoverageDemand, _ tally: Ledger.Tally) {
    self.demand = demand
    self.tally = tally
  }

  package var isMet: Bool { tally.reaches(percent: demand.percent) }

  /// Why it is not met, in one sentence without a final full stop.
  package var sentence: String {
    let required = Numbers.percent(demand.percent)
    guard let percent = tally.percent else {
      return "\(required) of the \(demand.noun(2)) were demanded, and there is none"
    }
    return "\(tally.discharged) of \(Numbers.grouped(tally.total)) \(demand.noun(tally.total))"
      + " discharged (\(Numbers.percent(percent))), below the \(required) demanded"
  }
}

extension Ledger {
  /// Of one kind; nil: of all kinds that a run owes.
  package func tally(of kind: ObligationFact.Kind?) -> Tally {
    if let kind { return tally(kind) }
    return ObligationFact.Kind.allCases.filter(\.isOwed).reduce(into: Tally()) { sum, kind in
      let part = tally(kind)
      sum.discharged += part.discharged
      sum.failed += part.failed
      sum.notReached += part.notReached
    }
  }
}
