/// How much stricter the chosen profiles want a run than its options say. Never milder.
package struct Tightening: Sendable, Hashable {
  /// lenient, standard or strict; nil: as the options say.
  package let strictness: String?
  package let isSafe: Bool
  /// Seconds that any answer may take; nil: as the options say.
  package let latency: Double?

  package init(_ profiles: [ProfileForm]) {
    let grades = profiles.compactMap(\.strictness).compactMap {
      ProfileForm.strictnesses.firstIndex(of: $0)
    }
    strictness = grades.max().map { ProfileForm.strictnesses[$0] }
    isSafe = profiles.contains(where: \.isSafe)
    latency = profiles.compactMap(\.latency).min()
  }
}
