import Documents

/// What can happen to the content of requests; what is in it is compared as schemas.
enum BodyChanges {
  static let requiredAdded = ChangeKind(
    "request-body-required-added", .breaking, "requests without a body are refused")
  static let removed = ChangeKind(
    "request-body-removed", .breaking, "what clients send is no longer heeded")
  static let becameRequired = ChangeKind(
    "request-body-became-required", .breaking, "requests without a body are refused")
  static let mediaTypeRemoved = ChangeKind(
    "request-media-type-removed", .breaking, "clients that send the media type are refused")
  static let added = ChangeKind(
    "request-body-added", .nonBreaking, "requests without a body stay right")
  static let becameOptional = ChangeKind(
    "request-body-became-optional", .nonBreaking, "requests with a body stay right")
  static let mediaTypeAdded = ChangeKind(
    "request-media-type-added", .nonBreaking, "nobody sends it yet")

  static let kinds = [
    requiredAdded, removed, becameRequired, mediaTypeRemoved, added, becameOptional,
    mediaTypeAdded,
  ]

  static func find(
    _ old: Contract.Operation, _ new: Contract.Operation, _ comparison: inout ContractComparison
  ) {
    let id = new.id
    guard let before = old.body else {
      guard let after = new.body else { return }
      comparison.add(
        after.isRequired ? requiredAdded : added,
        "a\(after.isRequired ? " required" : "n optional") body was added to \(id)",
        old: old.range, new: after.range, id)
      return
    }
    guard let after = new.body else {
      comparison.add(
        removed, "the body of \(id) was removed", old: before.range, new: new.range, id)
      return
    }
    if before.isRequired != after.isRequired {
      comparison.add(
        after.isRequired ? becameRequired : becameOptional,
        "the body of \(id) is \(after.isRequired ? "required" : "optional") now",
        old: before.range, new: after.range, id)
    }
    let what = "the request of \(id)"
    for type in before.content.missing(in: after.content) {
      comparison.add(
        mediaTypeRemoved, "\(what) can no longer be \(type.name)", old: type.range ?? before.range,
        new: after.range, id)
    }
    for type in after.content.missing(in: before.content) {
      comparison.add(
        mediaTypeAdded, "\(what) can also be \(type.name)", old: before.range,
        new: type.range ?? after.range, id)
    }
    let oldForm = FormFields(of: old, comparison.old)
    let newForm = FormFields(of: new, comparison.new)
    if oldForm.isDeclared || newForm.isDeclared {
      comparison.schemas.begin(
        form: oldForm.schema, newForm.schema, subject: "the form of \(id)", of: id)
      return
    }
    for (type, match) in before.content.pairs(with: after.content) {
      comparison.schemas.begin(
        type.schema, match.schema, .request, subject: "the body of \(id)", of: id)
    }
  }
}

extension [Contract.MediaType] {
  /// Those that the other has not. Where either side only assumes its media types, none.
  func missing(in others: [Contract.MediaType]) -> [Contract.MediaType] {
    if isEmpty || others.isEmpty || contains(where: \.isAssumed) { return [] }
    if others.contains(where: \.isAssumed) { return [] }
    return filter { type in !others.contains { $0.isNamed(like: type) } }
  }

  /// Those that are in both; where the names are assumed, whatever comes first.
  func pairs(
    with others: [Contract.MediaType]
  ) -> [(Contract.MediaType, Contract.MediaType)] {
    let common = compactMap { type in
      others.first { $0.isNamed(like: type) }.map { (type, $0) }
    }
    if !common.isEmpty { return common }
    guard let first, let other = others.first, first.isAssumed || other.isAssumed else {
      return []
    }
    return [(first, other)]
  }
}

extension Contract.MediaType {
  func isNamed(like other: Contract.MediaType) -> Bool {
    // Blanks around parameters mean nothing (RFC 9110 §8.3.1).
    func key(_ name: String) -> String { name.loweredASCII().filter { $0 != " " } }
    return key(name) == key(other.name)
  }
}

/// The fields of a form as one object schema: Swagger 2.0 declares each as a parameter, OpenAPI 3
/// has a schema.
struct FormFields {
  /// Whether they are parameters.
  let isDeclared: Bool
  let schema: SchemaPlace?

  init(of operation: Contract.Operation, _ contract: Contract) {
    let fields = operation.parameters.filter { $0.location == .form }
    isDeclared = !fields.isEmpty
    guard isDeclared else {
      let schema = operation.body?.content.first { FormTypes.isForm($0.name) }?.schema
      self.schema = schema.flatMap { SchemaPlace($0, in: contract) }
      return
    }
    var properties = ValueObject()
    var required: [Value] = []
    for field in fields {
      properties.set(
        ValueObject.Member(
          name: field.name, nameRange: field.range,
          value: contract.document[field.schema.pointer] ?? .object([])))
      if field.isRequired { required.append(.string(field.name)) }
    }
    schema = SchemaPlace(
      value: .object(
        [
          ("type", .string("object")), ("properties", .object(properties)),
          ("required", .array(required)),
        ], at: fields.first?.range),
      pointer: nil)
  }
}
