/// Every kind of change that a comparison can find.
package enum AllChangeKinds {
  package static let kinds: [ChangeKind] =
    OperationChanges.kinds + ParameterChanges.kinds + BodyChanges.kinds + ResponseChanges.kinds
    + SecurityChanges.kinds + ServerChanges.kinds + SchemaChanges.kinds
}
