package import Documents

/// What was found in one definition.
package struct LintReport: Sendable {
  /// How much the contract can't detect, as numbers.
  package struct VacuityCounts: Sendable, Hashable {
    package var operations: Int
    package var models: Int
    package var swallowingOperations: Int
    package var modelsAcceptingEmptyObject: Int
    package var opaquePlaces: Int
    package var unreferencedModels: Int
    package var unknownTypes: Int

    package init(_ vacuity: Vacuity, of contract: Contract) {
      operations = contract.operations.count
      models = contract.models.count
      swallowingOperations = vacuity.swallowingOperations.count
      modelsAcceptingEmptyObject = vacuity.modelsAcceptingEmptyObject.count
      opaquePlaces = vacuity.opaquePlaces.count
      unreferencedModels = vacuity.unreferencedModels.count
      unknownTypes = vacuity.unknownTypes.count
    }

    /// One sentence.
    package var sentence: String {
      "the contract can't detect: \(modelsAcceptingEmptyObject) of \(models.of("model"))"
        + " accept {}, \(swallowingOperations) of \(operations.of("operation")) document every"
        + " status by default, \(opaquePlaces.of("place")) may hold anything,"
        + " \(unreferencedModels.of("model")) unreferenced, \(unknownTypes.of("type")) unknown"
    }
  }

  package let file: SourceFile
  /// In the order of the place, those without one first; each once.
  package let diagnostics: [Diagnostic]
  /// All that were found, those counted only included.
  package let counts: [Diagnostic.Severity: Int]
  /// Nil where no contract could be made of the definition.
  package let vacuity: VacuityCounts?

  init(
    file: SourceFile, diagnostics: [Diagnostic], vacuity: VacuityCounts?, limit: Int?
  ) {
    self.file = file
    self.vacuity = vacuity
    var seen: Set<Diagnostic> = []
    let sorted = diagnostics.filter { seen.insert($0).inserted }
      .enumerated().sorted { Self.isBefore($0, $1) }.map(\.element)
    counts = Dictionary(grouping: sorted, by: \.severity).mapValues(\.count)
    self.diagnostics = limit.map { Self.bounded(sorted, to: $0) } ?? sorted
  }

  package var isLoaded: Bool { vacuity != nil }

  package func count(_ severity: Diagnostic.Severity) -> Int { counts[severity] ?? 0 }

  /// `1 error, 2 warnings, 3 notes`.
  package var summary: String {
    [Diagnostic.Severity.error, .warning, .note].map { count($0).of($0.rawValue) }
      .joined(separator: ", ")
  }

  private static func isBefore(
    _ left: EnumeratedSequence<[Diagnostic]>.Element,
    _ right: EnumeratedSequence<[Diagnostic]>.Element
  ) -> Bool {
    let start = SourcePosition(line: 0, column: 0)
    let (one, two) = (left.element.range, right.element.range)
    let (first, second) = (one?.file.name ?? "", two?.file.name ?? "")
    if first != second { return first < second }
    let (place, other) = (one?.start ?? start, two?.start ?? start)
    if place != other { return place < other }
    // Of one place in the order in which they were found, which is that of the rules.
    return left.offset < right.offset
  }

  /// The first so many of each code, then one line that says how many more there are.
  private static func bounded(_ diagnostics: [Diagnostic], to limit: Int) -> [Diagnostic] {
    let totals = Dictionary(grouping: diagnostics, by: \.code).mapValues(\.count)
    var shown: [String: Int] = [:]
    return diagnostics.compactMap { diagnostic in
      let number = (shown[diagnostic.code] ?? 0) + 1
      shown[diagnostic.code] = number
      if number <= limit { return diagnostic }
      guard number == limit + 1, let total = totals[diagnostic.code] else { return nil }
      var rest = diagnostic
      rest.message = "… and \((total - limit).of("more finding")) of this kind from here on"
      rest.remedy = "mend those above first, or ask for all of them"
      return rest
    }
  }
}
