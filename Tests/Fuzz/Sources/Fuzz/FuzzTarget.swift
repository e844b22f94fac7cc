/// A reader of untrusted bytes, and what has to hold whatever the bytes are.
struct FuzzTarget: Sendable {
  enum Outcome: Sendable {
    case tried
    /// Not worth keeping for further mutation.
    case uninteresting
  }

  /// Stable kebab-case identifier, as `script/fuzz` takes it.
  let name: String
  /// Ends the process where something does not hold.
  let run: @Sendable ([UInt8]) -> Outcome
  /// Makes another input of one; nil where it can't. Without it, bytes are changed.
  var mutate: (@Sendable (_ bytes: [UInt8], _ seed: UInt64) -> [UInt8]?)?
}

enum AllTargets {
  static let targets = [
    jsonReader, yamlReader, schemaCompiler, patternEngine, markdownLoader, openAPILoader, jsonPath,
    overlay, suite, csv, xpath,
  ]

  private static let jsonReader = FuzzTarget(name: "json-reader", run: JSONReaderTarget.run)
  private static let yamlReader = FuzzTarget(name: "yaml-reader", run: YAMLReaderTarget.run)
  private static let schemaCompiler = FuzzTarget(
    name: "schema-compiler", run: SchemaCompilerTarget.run,
    mutate: SchemaCompilerTarget.mutated)
  private static let patternEngine = FuzzTarget(name: "pattern-engine", run: PatternTarget.run)
  // One reader that decides by content; the seeds and words to mutate with differ.
  private static let markdownLoader = FuzzTarget(
    name: "markdown-loader", run: LoaderTarget.definition)
  private static let openAPILoader = FuzzTarget(
    name: "openapi-loader", run: LoaderTarget.definition, mutate: LoaderTarget.mutated)
  private static let jsonPath = FuzzTarget(name: "json-path", run: JSONPathTarget.run)
  private static let overlay = FuzzTarget(
    name: "overlay", run: LoaderTarget.overlay, mutate: LoaderTarget.mutated)
  private static let suite = FuzzTarget(
    name: "suite", run: SuiteTarget.run, mutate: SuiteTarget.mutated)
  private static let csv = FuzzTarget(name: "csv", run: CSVTarget.run)
  private static let xpath = FuzzTarget(name: "xpath", run: XPathTarget.run)
}

/// Ends the process, which libFuzzer reports as a find, where something does not hold.
func hold(_ condition: Bool, _ promise: @autoclosure () -> String) {
  guard !condition else { return }
  fatalError("broken promise: \(promise())")
}
