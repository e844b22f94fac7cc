package import Contracts
package import Documents

/// What a vendor must tell us for positive cases to be possible on its target.
package struct Fixtures: Sendable {
  /// What differs for one operation.
  package struct Entry: Sendable {
    /// Over the general parameters.
    package var parameters = ValueObject()
    package var body: Value?
    /// For the case in which the thing asked for does not exist.
    package var missing = Variant()
    /// For the case in which the request is wrong.
    package var invalid = Variant()
    /// What makes the positive case possible.
    package var before: [StepForm] = []
    /// How long an answer may take, in seconds or as `500ms`; nil where it does not say.
    package var latency: Value?
    package var range: SourceRange?
  }

  package struct Variant: Sendable {
    package var parameters = ValueObject()
    package var body: Value?

    package var isEmpty: Bool { parameters.isEmpty && body == nil }
  }

  /// Values for the inputs of one workflow.
  package struct Inputs: Sendable {
    package var members: ValueObject
    package var range: SourceRange?
  }

  package var file: SourceFile?
  package var credentials = CredentialNames()
  /// Of another user of the target, who must not get at what is the first one's.
  package var otherCredentials: CredentialNames?
  /// Names of header fields, query parameters and JSON members whose values no report may show.
  package var redact: [String] = []
  /// Where tokens are had: absolute, or relative to the base URL.
  package var tokenURL: String?
  /// Values by parameter name, for every operation.
  package var parameters = ValueObject()
  /// Well-formed values that the target does not have, by parameter name.
  package var missing = ValueObject()
  /// Parameters whose things others use too: what is derived changes them only where it must.
  package var shared: Set<String> = []
  package var operations: [Contract.Operation.ID: Entry] = [:]
  /// How long any answer may take, in seconds or as `500ms`; nil where it does not say.
  package var latency: Value?
  /// Values for the inputs of workflows, by the workflow's id.
  package var inputs: [String: Inputs] = [:]

  /// The names in `${name}` anywhere in the file.
  package var variables: Set<String> = []

  package init() {}

  /// Reads a fixtures file; throws every mistake in it at once.
  package init(_ value: Value, file: SourceFile) throws(InvalidInput) {
    var diagnostics: [Diagnostic] = []
    self.file = file
    variables = value.variables
    let form = FormReader(
      value, what: "a fixtures file",
      names: [
        "muster", "contract", "credentials", "tokenUrl", "redact", "parameters", "missing",
        "operations", "latency", "shared", "inputs",
      ],
      into: &diagnostics)
    form.checkHeader("fixtures", into: &diagnostics)
    _ = form.string("contract", into: &diagnostics)
    tokenURL = form.string("tokenUrl", into: &diagnostics)
    latency = form["latency"]
    parameters = form.object("parameters", into: &diagnostics) ?? ValueObject()
    missing = form.object("missing", into: &diagnostics) ?? ValueObject()
    shared = Set(Self.names(form, "shared", into: &diagnostics))
    redact = Self.names(form, "redact", into: &diagnostics)
    if let value = form["credentials"] {
      credentials = CredentialNames(value, isOther: false, into: &diagnostics)
      otherCredentials = value.object?["other"].map {
        CredentialNames($0, isOther: true, into: &diagnostics)
      }
    }
    for member in form.object("inputs", into: &diagnostics) ?? ValueObject() {
      guard let members = member.value.object else {
        diagnostics.append(
          Diagnostic(
            .error, code: "wrong-type",
            "the inputs of `\(member.name)` must be an object, not \(member.value.typeName)",
            remedy: "write it as `name: value` lines", at: member.value.range ?? member.nameRange))
        continue
      }
      inputs[member.name] = Inputs(members: members, range: member.nameRange)
    }
    for member in form.object("operations", into: &diagnostics) ?? ValueObject() {
      guard let id = StepForm.operationID(member.name) else {
        diagnostics.append(
          Diagnostic(
            .error, code: "bad-call", "`\(member.name)` is no operation",
            remedy: "write a method and a path, for instance `GET /accounts`",
            at: member.nameRange))
        continue
      }
      operations[id] = Self.entry(member, into: &diagnostics)
    }
    if diagnostics.contains(where: { $0.severity == .error }) { throw InvalidInput(diagnostics) }
  }

  /// A list of names; whatever else stands in it is a mistake, and not to be passed over.
  private static func names(
    _ form: FormReader, _ key: String, into diagnostics: inout [Diagnostic]
  ) -> [String] {
    (form.array(key, into: &diagnostics) ?? []).compactMap { item in
      if item.string == nil {
        diagnostics.append(
          Diagnostic(
            .error, code: "wrong-type", "`\(key)` holds names, not \(item.typePhrase)",
            remedy: "put the name in quotation marks", at: item.range))
      }
      return item.string
    }
  }

  private static func entry(
    _ member: ValueObject.Member, into diagnostics: inout [Diagnostic]
  ) -> Entry {
    let form = FormReader(
      member.value, what: "`\(member.name)`",
      names: ["parameters", "body", "missing", "invalid", "before", "latency"],
      into: &diagnostics)
    var entry = Entry()
    entry.latency = form["latency"]
    entry.range = member.nameRange
    entry.parameters = form.object("parameters", into: &diagnostics) ?? ValueObject()
    entry.body = form["body"]
    entry.missing = form["missing"].map { variant($0, "missing", into: &diagnostics) } ?? Variant()
    entry.invalid = form["invalid"].map { variant($0, "invalid", into: &diagnostics) } ?? Variant()
    entry.before = (form.array("before", into: &diagnostics) ?? []).compactMap { item in
      guard let step = StepForm(item, into: &diagnostics) else { return nil }
      if let reference = step.bodyFile {
        diagnostics.append(
          Diagnostic(
            .error, code: "body-file-in-fixtures",
            "a step of the fixtures can't have a `body-file`",
            remedy: "write the body under `body:`", at: reference.range))
      }
      return step
    }
    return entry
  }

  private static func variant(
    _ value: Value, _ name: String, into diagnostics: inout [Diagnostic]
  ) -> Variant {
    let form = FormReader(
      value, what: "`\(name)`", names: ["parameters", "body"], into: &diagnostics)
    return Variant(
      parameters: form.object("parameters", into: &diagnostics) ?? ValueObject(),
      body: form["body"])
  }
}
