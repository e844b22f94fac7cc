/// What can happen to a schema, whichever way its values travel.
enum SchemaEvent: String, CaseIterable {
  case typeNarrowed = "type-narrowed"
  case typeWidened = "type-widened"
  case typeChanged = "type-changed"
  case nullRemoved = "null-removed"
  case nullAdded = "null-added"
  case valueRemoved = "enum-value-removed"
  case valueAdded = "enum-value-added"
  case valuesRestricted = "enum-added"
  case valuesFreed = "enum-removed"
  case boundTightened = "bound-tightened"
  case boundRelaxed = "bound-relaxed"
  case patternAdded = "pattern-added"
  case patternRemoved = "pattern-removed"
  case patternChanged = "pattern-changed"
  case formatAdded = "format-added"
  case formatRemoved = "format-removed"
  case formatNarrowed = "format-narrowed"
  case formatWidened = "format-widened"
  case formatChanged = "format-changed"
  case requiredMemberAdded = "required-member-added"
  case memberAdded = "member-added"
  case memberRemoved = "member-removed"
  case memberBecameRequired = "member-became-required"
  case memberBecameOptional = "member-became-optional"
  case membersClosed = "members-closed"
  case membersOpened = "members-opened"
  case membersFreed = "members-freed"
  case alternativeRemoved = "alternative-removed"
  case alternativeAdded = "alternative-added"
  case defaultChanged = "default-changed"
  case memberDeprecated = "member-deprecated"
  case wordChanged = "keyword-changed"
}

/// What can happen to schemas, as kinds of changes: narrower hurts in a request, wider in an answer.
enum SchemaChanges {
  static let modelRenamed = ChangeKind(
    "model-renamed", .info, "the name of a model is never sent, but generated clients use it")

  static let kinds =
    [modelRenamed]
    + SchemaEvent.allCases.compactMap { kind($0, .request) }
    + SchemaEvent.allCases.compactMap { kind($0, .response) }

  static func kind(_ event: SchemaEvent, _ direction: DataDirection) -> ChangeKind? {
    guard
      let (severity, explanation) = direction == .request ? request(event) : response(event)
    else { return nil }
    return ChangeKind("\(direction.rawValue)-\(event.rawValue)", severity, explanation)
  }

  private static func request(_ event: SchemaEvent) -> (ChangeKind.Severity, String)? {
    switch event {
    case .typeNarrowed: (.breaking, "values of a type that was accepted are refused")
    case .typeChanged: (.breaking, "values that were accepted are refused")
    case .nullRemoved: (.breaking, "null was accepted and is refused")
    case .valueRemoved: (.breaking, "a value that was accepted is refused")
    case .valuesRestricted: (.breaking, "only listed values are accepted now")
    case .boundTightened: (.breaking, "values that were within the limits are refused")
    case .patternAdded: (.breaking, "texts that don't match are refused")
    case .patternChanged: (.breaking, "texts that matched may be refused")
    case .formatAdded: (.breaking, "texts and numbers of another format are refused")
    case .formatNarrowed: (.breaking, "numbers that the old format held are refused")
    case .formatChanged: (.breaking, "what had the old format may be refused")
    case .requiredMemberAdded: (.breaking, "requests without the new member are refused")
    case .memberRemoved: (.breaking, "what clients send with it is refused or no longer heeded")
    case .memberBecameRequired: (.breaking, "requests without the member are refused")
    case .membersClosed: (.breaking, "members that are not declared are refused")
    case .alternativeRemoved: (.breaking, "values of a shape that was accepted are refused")
    case .typeWidened: (.nonBreaking, "what was accepted still is")
    case .nullAdded: (.nonBreaking, "what was accepted still is")
    case .valueAdded: (.nonBreaking, "what was accepted still is")
    case .valuesFreed: (.nonBreaking, "what was accepted still is")
    case .boundRelaxed: (.nonBreaking, "what was accepted still is")
    case .patternRemoved: (.nonBreaking, "what was accepted still is")
    case .formatRemoved: (.nonBreaking, "what was accepted still is")
    case .formatWidened: (.nonBreaking, "what was accepted still is")
    case .memberAdded: (.nonBreaking, "requests without the new member stay right")
    case .memberBecameOptional: (.nonBreaking, "requests with the member stay right")
    case .membersOpened: (.nonBreaking, "what was accepted still is")
    case .membersFreed: (.nonBreaking, "what was accepted still is")
    case .alternativeAdded: (.nonBreaking, "what was accepted still is")
    case .defaultChanged: (.info, "requests without the value mean something else")
    case .memberDeprecated: (.info, "it still works and may be removed later")
    case .wordChanged: (.info, "whether it hurts can't be told")
    }
  }

  private static func response(_ event: SchemaEvent) -> (ChangeKind.Severity, String)? {
    switch event {
    case .typeWidened: (.breaking, "values of a type may come that clients don't expect")
    case .typeChanged: (.breaking, "values come that clients don't expect")
    case .nullAdded: (.breaking, "null may come where clients expect a value")
    case .valueAdded: (.breaking, "a value may come that clients don't know")
    case .valuesFreed: (.breaking, "any value may come where clients know all")
    case .boundRelaxed: (.breaking, "values may come that are out of the limits clients know")
    case .patternRemoved: (.breaking, "texts may come that don't match what clients expect")
    case .patternChanged: (.breaking, "texts may come that don't match what clients expect")
    case .formatRemoved: (.breaking, "values may come that clients can't read in the old format")
    case .formatWidened: (.breaking, "numbers may come that the old format can't hold")
    case .formatChanged: (.breaking, "values come that clients can't read in the old format")
    case .memberRemoved: (.breaking, "clients that read the member find none")
    case .memberBecameOptional: (.breaking, "clients that rely on the member may find none")
    case .alternativeAdded: (.breaking, "values may come of a shape that clients don't know")
    case .typeNarrowed: (.nonBreaking, "nothing comes that didn't come before")
    case .nullRemoved: (.nonBreaking, "nothing comes that didn't come before")
    case .valueRemoved: (.nonBreaking, "nothing comes that didn't come before")
    case .valuesRestricted: (.nonBreaking, "nothing comes that didn't come before")
    case .boundTightened: (.nonBreaking, "nothing comes that didn't come before")
    case .patternAdded: (.nonBreaking, "nothing comes that didn't come before")
    case .formatAdded: (.nonBreaking, "nothing comes that didn't come before")
    case .formatNarrowed: (.nonBreaking, "nothing comes that didn't come before")
    case .memberAdded: (.nonBreaking, "clients ignore members they don't know")
    case .memberBecameRequired: (.nonBreaking, "clients find what they may already read")
    case .membersClosed: (.nonBreaking, "nothing comes that didn't come before")
    case .membersFreed: (.breaking, "values may come of a type that clients don't expect")
    case .membersOpened: (.info, "members may come that the contract doesn't name")
    case .alternativeRemoved: (.nonBreaking, "nothing comes that didn't come before")
    case .defaultChanged: (.info, "what clients assume in the value's absence is another one")
    case .memberDeprecated: (.info, "it still comes and may be removed later")
    case .wordChanged: (.info, "whether it hurts can't be told")
    case .requiredMemberAdded: nil
    }
  }
}
