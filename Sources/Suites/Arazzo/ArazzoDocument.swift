package import Documents

/// A workflow document of the Arazzo Specification as its file writes it, before it is bound to a
/// contract.
package final class ArazzoDocument: Sendable {
  /// 1.0, or 1.1 with what it adds.
  package enum Version: Int, Sendable, Comparable {
    case v10 = 10
    case v11 = 11

    package static func < (left: Version, right: Version) -> Bool { left.rawValue < right.rawValue }

    package var text: String { self == .v10 ? "1.0" : "1.1" }
  }

  let file: SourceFile
  let version: Version
  package let title: String
  /// `$self`.
  let own: String?
  let sources: [ArazzoSource]
  let workflows: [WorkflowForm]
  /// The whole document, which the schemas of inputs refer into.
  let root: Value
  /// Other documents by the name of their source.
  let others: [String: ArazzoDocument]

  init(
    file: SourceFile, version: Version, title: String, own: String?, sources: [ArazzoSource],
    workflows: [WorkflowForm], root: Value, others: [String: ArazzoDocument]
  ) {
    self.file = file
    self.version = version
    self.title = title
    self.own = own
    self.sources = sources
    self.workflows = workflows
    self.root = root
    self.others = others
  }

  func workflow(_ id: String) -> WorkflowForm? { workflows.first { $0.id == id } }

  /// This document and all that it names, each once.
  private var all: [ArazzoDocument] {
    var result: [ArazzoDocument] = []
    var seen: Set<String> = []
    var open = [self]
    while let next = open.popLast() {
      guard seen.insert(next.file.name).inserted else { continue }
      result.append(next)
      open += next.others.sorted { $0.key > $1.key }.map(\.value)
    }
    return result
  }

  /// The names of this document's file and of those of all that it names, each once.
  var files: [String] { all.map(\.file.name) }

  /// Of this document and of all that it names.
  package var workflowIDs: [String] {
    workflows.map(\.id) + all.dropFirst().flatMap { $0.workflows.map(\.id) }.sorted()
  }

  /// Sources that are definitions of an API.
  var definitions: [ArazzoSource] { sources.filter { $0.kind == .openapi } }

  /// Whether a file's content says that it is such a document, whatever its name.
  package static func isOne(_ value: Value) -> Bool { value.object?["arazzo"] != nil }
}

/// What a workflow document is about.
struct ArazzoSource: Sendable {
  enum Kind: String, Sendable, CaseIterable { case openapi, arazzo }

  var name: String
  var url: String
  var kind: Kind
  var range: SourceRange?
  var urlRange: SourceRange?
}

/// A workflow as its document writes it.
struct WorkflowForm: Sendable {
  var id: String
  var summary: String?
  /// A JSON Schema, and where it stands in the document.
  var inputs: Value?
  var inputsPointer: JSONPointer
  var dependsOn: [Named]
  var parameters: [ParameterForm]
  var steps: [WorkflowStepForm]
  var successActions: [ActionForm]
  var failureActions: [ActionForm]
  var outputs: [OutputForm]
  var range: SourceRange?

  /// A name with its place.
  struct Named: Sendable {
    var text: String
    var range: SourceRange?
  }
}

/// One call of a workflow: of an operation or of another workflow.
struct WorkflowStepForm: Sendable {
  enum Call: Sendable {
    case operationID(String)
    case operationPath(String)
    case workflow(String)
  }

  var id: String
  var call: Call
  var callRange: SourceRange?
  var parameters: [ParameterForm]
  var body: BodyForm?
  /// Empty: the contract's checks judge.
  var criteria: [CriterionForm]
  var onSuccess: [ActionForm]
  var onFailure: [ActionForm]
  var outputs: [OutputForm]
  /// Seconds that an answer may take.
  var timeout: Double?
  var dependsOn: [WorkflowForm.Named]
  var range: SourceRange?
}

/// A value for a parameter of an operation, or for an input of a workflow.
struct ParameterForm: Sendable {
  enum Place: String, Sendable, CaseIterable {
    case path, query, header, cookie, querystring
  }

  var name: String
  /// Nil for inputs of workflows.
  var place: Place?
  var value: Value
  var range: SourceRange?
}

struct BodyForm: Sendable {
  struct Replacement: Sendable {
    var target: String
    /// How the target is written; nil: as the payload's media type has it.
    var kind: SelectorKind?
    var value: Value
    var range: SourceRange?
  }

  var contentType: String?
  var contentTypeRange: SourceRange?
  var payload: Value?
  var replacements: [Replacement]
  var range: SourceRange?
}

/// In which language a place of a value is named.
enum SelectorKind: String, Sendable, CaseIterable { case jsonpath, xpath, jsonpointer }

struct CriterionForm: Sendable {
  enum Kind: String, Sendable, CaseIterable { case simple, regex, jsonpath, xpath }

  var kind: Kind
  var context: RuntimeExpression?
  var condition: String
  var range: SourceRange?
}

struct ActionForm: Sendable {
  enum Kind: String, Sendable { case end, goto, retry }

  enum Target: Sendable {
    case step(String)
    case workflow(String)
  }

  var name: String
  var kind: Kind
  var target: Target?
  var targetRange: SourceRange?
  var retryAfter: Double
  var retryLimit: Int
  var criteria: [CriterionForm]
  /// Inputs of the workflow that is gone to.
  var parameters: [ParameterForm]
  var range: SourceRange?
}

struct OutputForm: Sendable {
  var name: String
  /// An expression or a selector.
  var value: Value
  var range: SourceRange?
}
