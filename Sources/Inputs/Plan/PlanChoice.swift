import Checks
package import Contracts
package import Documents
package import Suites

/// What to send: suites, derived cases, and what of both is left out.
package struct PlanChoice: Sendable {
  /// Paths of suite files and Arazzo documents.
  package var suites: [String]
  /// The profile of the suites.
  package var profile: String?
  /// Intents of derived cases; nil lets the suites say, and without suites takes all.
  package var derive: Set<Case.Intent>?
  /// Only requests that read.
  package var isSafe: Bool
  /// Patterns over `METHOD /path`; empty: all.
  package var operations: [String]
  package var excludedOperations: [String]
  /// Only suite cases with one of these; empty: all.
  package var tags: [String]
  package var excludedTags: [String]
  /// Ids of cases, or patterns over them; empty: all.
  package var cases: [String]
  /// What everything random is drawn from.
  package var seed: UInt64
  /// Derived cases at most; nil: the systematic ones.
  package var maxCases: Int?

  package init(
    suites: [String] = [], profile: String? = nil, derive: Set<Case.Intent>? = nil,
    isSafe: Bool = false, operations: [String] = [], excludedOperations: [String] = [],
    tags: [String] = [], excludedTags: [String] = [], cases: [String] = [], seed: UInt64 = 0,
    maxCases: Int? = nil
  ) {
    self.suites = suites
    self.profile = profile
    self.derive = derive
    self.isSafe = isSafe
    self.operations = operations
    self.excludedOperations = excludedOperations
    self.tags = tags
    self.excludedTags = excludedTags
    self.cases = cases
    self.seed = seed
    self.maxCases = maxCases
  }

  /// A plan with the files that it was made of.
  package struct Made: Sendable {
    package var plan: Plan
    /// The suites and whatever they name: what they include, rows, bodies, the documents of workflows; in
    /// the order of first reading.
    package var files: [(file: SourceFile, bytes: [UInt8])]
  }

  /// Reads the suites and makes the plan.
  ///
  /// - Parameter given: nil where nothing is sent.
  package func plan(
    _ loaded: LoadedContract, _ fixtures: Fixtures, _ given: CredentialFinder.Names?,
    environment: [String: String]
  ) throws(Failure) -> Made {
    var files: [(file: SourceFile, bytes: [UInt8])] = []
    var suites: [SuiteFile] = []
    for path in self.suites {
      let opened = SuiteFiles(path)
      do {
        suites.append(try SuiteLoader.load(opened))
      } catch {
        throw Failure(error)
      }
      files += opened.opened
    }
    let planner = Planner(
      contract: loaded.contract, fixtures: fixtures, environment: environment,
      options: Planner.Options(
        derive: derive, isSafe: isSafe, operations: operations,
        excludedOperations: excludedOperations, tags: tags, excludedTags: excludedTags,
        cases: cases, seed: seed, maxCases: maxCases,
        credentials: CredentialFinder(
          contract: loaded.contract, fixtures: fixtures, given: given, environment: environment
        ).defects, profile: profile, checks: AllChecks.all.map { $0.id },
        today: try Clock.today(environment)),
      schemas: loaded.schemas)
    do {
      return Made(plan: try planner.plan(suites), files: files)
    } catch {
      throw Failure(error)
    }
  }
}

extension Fixtures {
  /// Reads a fixtures file; throws all that is wrong with it.
  package static func load(_ path: String) throws(Failure) -> Fixtures {
    let file = SourceFile(name: path)
    let bytes = try InputFile.read(path, what: "the fixtures file")
    do {
      return try Fixtures(try StructuredReader.read(bytes, file: file), file: file)
    } catch {
      throw Failure(error)
    }
  }
}
