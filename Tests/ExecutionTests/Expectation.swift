import Evidence

/// Ours, not Swift Testing's.
typealias Expectation = Evidence.Expectation
