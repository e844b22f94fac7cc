import Documents

/// What can happen to the answers of an operation; what is in them is compared as schemas.
enum ResponseChanges {
  static let statusRemoved = ChangeKind(
    "response-status-removed", .breaking, "what clients were told to expect is no longer promised")
  static let bodyRemoved = ChangeKind(
    "response-body-removed", .breaking, "clients that read the content find none")
  static let mediaTypeRemoved = ChangeKind(
    "response-media-type-removed", .breaking, "clients that ask for the media type get none")
  static let headerRemoved = ChangeKind(
    "response-header-removed", .breaking, "clients that read the header find none")
  static let headerBecameOptional = ChangeKind(
    "response-header-became-optional", .breaking, "clients that rely on the header may find none")
  static let statusAdded = ChangeKind(
    "response-status-added", .nonBreaking, "clients must cope with statuses they don't know")
  static let bodyAdded = ChangeKind(
    "response-body-added", .nonBreaking, "clients that expect no content ignore it")
  static let mediaTypeAdded = ChangeKind(
    "response-media-type-added", .nonBreaking, "clients get it only where they ask for it")
  static let headerAdded = ChangeKind(
    "response-header-added", .nonBreaking, "clients ignore headers they don't know")
  static let headerBecameRequired = ChangeKind(
    "response-header-became-required", .nonBreaking, "clients find what they may already read")

  static let kinds = [
    statusRemoved, bodyRemoved, mediaTypeRemoved, headerRemoved, headerBecameOptional, statusAdded,
    bodyAdded, mediaTypeAdded, headerAdded, headerBecameRequired,
  ]

  static func find(
    _ old: Contract.Operation, _ new: Contract.Operation, _ comparison: inout ContractComparison
  ) {
    for before in old.responses {
      guard let after = answer(before.status, in: new) else {
        comparison.add(
          statusRemoved, "\(new.id) no longer documents the status \(before.status)",
          old: before.range, new: new.range, new.id)
        continue
      }
      compare(before, after, new.id, &comparison)
    }
    for after in new.responses where !old.responses.contains(where: { $0.status == after.status }) {
      comparison.add(
        statusAdded, "\(new.id) also documents the status \(after.status)", old: old.range,
        new: after.range, new.id)
      guard case .code = after.status, let before = answer(after.status, in: old) else { continue }
      // What came with any status of the range comes in this form now.
      compare(before, after, new.id, &comparison)
    }
  }

  /// What is documented for a status: by itself, or as one of a range.
  private static func answer(
    _ status: Contract.Response.Status, in operation: Contract.Operation
  ) -> Contract.Response? {
    if let exact = operation.responses.first(where: { $0.status == status }) { return exact }
    guard case .code(let code) = status else { return nil }
    return operation.responses.first { $0.status == .range(code / 100) }
  }

  private static func compare(
    _ old: Contract.Response, _ new: Contract.Response, _ id: Contract.Operation.ID,
    _ comparison: inout ContractComparison
  ) {
    let what = "the answer \(new.status) of \(id)"
    if old.content.isEmpty != new.content.isEmpty {
      comparison.add(
        new.content.isEmpty ? bodyRemoved : bodyAdded,
        "\(what) has \(new.content.isEmpty ? "no" : "a") body now", old: old.range,
        new: new.range, id)
    }
    for type in old.content.missing(in: new.content) {
      comparison.add(
        mediaTypeRemoved, "\(what) can no longer be \(type.name)", old: type.range ?? old.range,
        new: new.range, id)
    }
    for type in new.content.missing(in: old.content) {
      comparison.add(
        mediaTypeAdded, "\(what) can also be \(type.name)", old: old.range,
        new: type.range ?? new.range, id)
    }
    for (type, match) in old.content.pairs(with: new.content) {
      comparison.schemas.begin(type.schema, match.schema, .response, subject: what, of: id)
    }
    headers(old, new, what, id, &comparison)
  }

  private static func headers(
    _ old: Contract.Response, _ new: Contract.Response, _ what: String,
    _ id: Contract.Operation.ID, _ comparison: inout ContractComparison
  ) {
    for before in old.headers {
      guard
        let after = new.headers.first(where: {
          $0.name.loweredASCII() == before.name.loweredASCII()
        })
      else {
        comparison.add(
          headerRemoved, "\(what) no longer has the header \(before.name)", old: before.range,
          new: new.range, id)
        continue
      }
      if before.isRequired != after.isRequired {
        comparison.add(
          after.isRequired ? headerBecameRequired : headerBecameOptional,
          "the header \(after.name) of \(what) is \(after.isRequired ? "required" : "optional") now",
          old: before.range, new: after.range, id)
      }
      comparison.schemas.begin(
        before.schema, after.schema, .response, subject: "the header \(after.name) of \(what)",
        of: id)
    }
    for after in new.headers
    where !old.headers.contains(where: { $0.name.loweredASCII() == after.name.loweredASCII() }) {
      comparison.add(
        headerAdded, "\(what) also has the header \(after.name)", old: old.range,
        new: after.range, id)
    }
  }
}
