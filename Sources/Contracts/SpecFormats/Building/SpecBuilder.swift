import Documents

/// Builds a contract from a located document of one family.
///
/// What Swagger 2.0 and OpenAPI 3 have in common stands in extensions of this protocol: the walk
/// over paths and methods, parameters and their merging, statuses, security requirements, models.
protocol SpecBuilder {
  /// As a person would name the family, for messages.
  var familyName: String { get }
  var document: Value { get }
  var references: LocalReference { get }
  var diagnostics: [Diagnostic] { get set }

  /// Members of a path item that are operations.
  var methods: [String] { get }
  /// Members of a path item that are neither operations nor extensions.
  var pathItemMembers: Set<String> { get }
  var parameterLocations: [ParameterSource.Location] { get }
  /// Where the named schemas stand.
  var modelsPointer: JSONPointer { get }
  /// Whether what stands beside a `$ref` counts (OpenAPI 3.1 §4.8.23).
  var readsBesideReferences: Bool { get }
  /// Whether `true` and `false` are schemas.
  var hasBooleanSchemas: Bool { get }

  // What the document says for all operations.
  var securitySchemes: [Contract.SecurityScheme] { get set }
  var credentials: CredentialSlots { get set }
  var rootSecurity: [[Contract.SecurityRequirement]]? { get set }
  /// Whether it was noted that a requirement was assumed: once is enough.
  var hasAssumedSecurity: Bool { get set }

  /// Reads what the families write differently: parameters, bodies, responses, servers.
  mutating func parts(of object: SpecObject, in item: inout PathItem) -> OperationParts
}

extension SpecBuilder {
  /// Title, version and summary of a contract.
  mutating func readInfo(_ root: SpecObject, into contract: inout Contract) {
    guard let info = root.object("info", .warning, into: &diagnostics) else { return }
    contract.title = info.text("title", into: &diagnostics) ?? ""
    contract.version = info.text("version", into: &diagnostics) ?? ""
    contract.summary = info.text("description", into: &diagnostics)
  }

  mutating func warn(
    _ code: String, _ message: String, remedy: String, at range: SourceRange?
  ) {
    diagnostics.append(Diagnostic(.warning, code: code, message, remedy: remedy, at: range))
  }

  /// An object that may be given by reference, and where it really stands; nil and a diagnostic
  /// where it is no object.
  mutating func resolved(
    _ value: Value, at pointer: JSONPointer, _ severity: Diagnostic.Severity = .error
  ) -> SpecObject? {
    // Most parts stand where they belong.
    guard LocalReference.target(of: value) != nil else {
      return SpecObject(value, at: pointer, severity, into: &diagnostics)
    }
    guard
      let (target, place) = references.follow(
        value, at: pointer, undefined: severity, into: &diagnostics)
    else { return nil }
    return SpecObject(target, at: place, severity, into: &diagnostics)
  }

  /// A member that holds named parts. Formats allow no reference here, but people split their files
  /// at such places, and tools follow.
  mutating func holder(_ name: String, of object: SpecObject) -> SpecObject? {
    guard let value = object[name], LocalReference.target(of: value) != nil else {
      return object.object(name, into: &diagnostics)
    }
    warn(
      "reference-misplaced", "`\(name)` itself can't be a reference",
      remedy: "refer to its parts one by one; it was followed", at: value["$ref"]?.range)
    return resolved(value, at: object.pointer.appending(name))
  }

  /// A text that may stand beside a reference, where it replaces the one of the target.
  mutating func text(_ name: String, of object: SpecObject, beside value: Value) -> String? {
    if readsBesideReferences, LocalReference.target(of: value) != nil,
      let own = value[name]?.string
    {
      return own
    }
    return object.text(name, into: &diagnostics)
  }
}

extension [Diagnostic] {
  /// Each one only once: a part that many places refer to is read as often.
  func withoutRepeats() -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    seen.reserveCapacity(count)
    return filter { seen.insert($0).inserted }
  }
}
