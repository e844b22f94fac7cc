import Documents

/// What can happen to the parameters of an operation; their types are compared as schemas.
enum ParameterChanges {
  static let requiredAdded = ChangeKind(
    "parameter-required-added", .breaking, "requests without the new parameter are refused")
  static let removed = ChangeKind(
    "parameter-removed", .breaking, "what clients send with it is no longer heeded")
  static let becameRequired = ChangeKind(
    "parameter-became-required", .breaking, "requests without the parameter are refused")
  static let notationChanged = ChangeKind(
    "parameter-notation-changed", .breaking, "lists and objects are written in another way")
  static let added = ChangeKind(
    "parameter-added", .nonBreaking, "requests without the new parameter stay right")
  static let becameOptional = ChangeKind(
    "parameter-became-optional", .nonBreaking, "requests with the parameter stay right")
  static let deprecated = ChangeKind(
    "parameter-deprecated", .info, "it still works and may be removed later")

  static let kinds = [
    requiredAdded, removed, becameRequired, notationChanged, added, becameOptional, deprecated,
  ]

  static func find(
    _ old: Contract.Operation, _ new: Contract.Operation, _ comparison: inout ContractComparison
  ) {
    var after = Dictionary(grouping: new.parameters.filter(isCompared)) { Key($0) }
    let names = zip(
      PathTemplate(old.id.path).variables, PathTemplate(new.id.path).variables)
    let renamed = Dictionary(names.map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    for before in old.parameters where isCompared(before) {
      var key = Key(before)
      if before.location == .path { key.name = ExactName(renamed[before.name] ?? before.name) }
      let what = "the \(before.location.rawValue) parameter `\(key.name.text)`"
      guard let match = after.removeValue(forKey: key)?.first else {
        // Each variable of a path is a parameter, declared or not.
        if before.location == .path { continue }
        comparison.add(
          removed, "\(what) of \(new.id) was removed", old: before.range, new: new.range, new.id)
        continue
      }
      compare(before, match, what, new.id, &comparison)
    }
    for parameter in new.parameters
    where parameter.location != .path && after[Key(parameter)] != nil {
      after[Key(parameter)] = nil
      let what = "the \(parameter.location.rawValue) parameter `\(parameter.name)`"
      comparison.add(
        parameter.isRequired ? requiredAdded : added,
        "\(what)\(parameter.isRequired ? ", which is required," : "") was added to \(new.id)",
        old: old.range, new: parameter.range, new.id)
    }
  }

  private static func compare(
    _ old: Contract.Parameter, _ new: Contract.Parameter, _ what: String,
    _ id: Contract.Operation.ID, _ comparison: inout ContractComparison
  ) {
    if old.isRequired != new.isRequired {
      comparison.add(
        new.isRequired ? becameRequired : becameOptional,
        "\(what) of \(id) is \(new.isRequired ? "required" : "optional") now", old: old.range,
        new: new.range, id)
    }
    if new.isDeprecated && !old.isDeprecated {
      comparison.add(
        deprecated, "\(what) of \(id) is deprecated", old: old.range, new: new.range, id)
    }
    let isList =
      isList(old.schema, comparison.old.document) && isList(new.schema, comparison.new.document)
    let isWrittenElsewise =
      old.content?.name != new.content?.name
      || isList && (old.style != new.style || old.isExploded != new.isExploded)
      || old.style != new.style && (marks(old.style) || marks(new.style))
    if isWrittenElsewise {
      comparison.add(
        notationChanged,
        "\(what) of \(id) was written \(notation(old)) and is written \(notation(new))",
        old: old.range, new: new.range, id)
    }
    comparison.schemas.begin(
      old.schema, new.schema, .request, subject: "\(what) of \(id)", of: id)
  }

  private static func notation(_ parameter: Contract.Parameter) -> String {
    if let content = parameter.content { return "as \(content.name)" }
    return "in the style \(parameter.style.rawValue)\(parameter.isExploded ? ", exploded" : "")"
  }

  /// Whether single values too are written with a mark before them.
  private static func marks(_ style: Contract.Parameter.Style) -> Bool {
    style == .label || style == .matrix
  }

  /// Whether the style has a meaning: single values look the same in all of the usual ones.
  private static func isList(_ schema: Contract.SchemaReference, _ document: Value) -> Bool {
    let facts = document[schema.pointer].map { SchemaFacts($0, in: document) }
    return facts?.types.map { $0.contains("array") || $0.contains("object") } ?? false
  }

  /// Form fields are compared as the members of a body. OpenAPI 3 ignores headers that content
  /// negotiation writes.
  private static func isCompared(_ parameter: Contract.Parameter) -> Bool {
    switch parameter.location {
    case .form: false
    case .header: !["accept", "content-type"].contains(parameter.name.loweredASCII())
    default: true
    }
  }

  private struct Key: Hashable {
    var location: Contract.Parameter.Location
    var name: ExactName

    init(_ parameter: Contract.Parameter) {
      location = parameter.location
      // Names of headers are the same in any case (RFC 9110 §5.1).
      name = ExactName(
        parameter.location == .header ? parameter.name.loweredASCII() : parameter.name)
    }
  }
}
