/// Every lint rule there is, by what it is about.
package enum AllLintRules {
  package struct Group: Sendable {
    package let title: String
    package let rules: [any LintRule]
  }

  package static let groups = [
    Group(
      title: "Paths",
      rules: [
        PathParameterUndeclaredRule(),
        PathParameterUnusedRule(),
        PathVariableRepeatedRule(),
        PathDuplicateRule(),
        PathAmbiguousRule(),
        PathCollapseRule(),
        PathSplitRule(),
        PathVariableSpellingRule(),
        PathUnusualRule(),
        PathTrailingSlashRule(),
      ]),
    Group(
      title: "Operations",
      rules: [
        OperationIDDuplicateRule(),
        RequestBodyUnexpectedRule(),
        EffectMismatchRule(),
        SuccessMissingRule(),
        GetWithoutOKRule(),
        SuccessModelMissingRule(),
        ErrorModelMissingRule(),
        ErrorModelOpaqueRule(),
        BodyForbiddenRule(),
        UnauthorizedMissingRule(),
        RefusalMissingRule(),
        HeaderDuplicateRule(),
      ]),
    Group(
      title: "Security and servers",
      rules: [
        SecuritySchemeUnusedRule(),
        ScopeUndefinedRule(),
        ScopeReadOnlyRule(),
        CredentialParameterRule(),
        CredentialWithoutSchemeRule(),
        ServerMissingRule(),
      ]),
    Group(
      title: "Names",
      rules: [
        TypeInconsistentRule(),
        PeriodTypesRule(),
        NameNearMissRule(),
        PhoneNumberTypeRule(),
      ]),
    Group(
      title: "Schemas",
      rules: [
        TypeUnstatedRule(),
        ConstraintWithoutEffectRule(),
        BoundsContradictoryRule(),
        RequiredUndeclaredRule(),
        EnumEmptyRule(),
        EnumValueInvalidRule(),
        DefaultInvalidRule(),
        ExampleInvalidRule(),
        FormatUnknownRule(),
        KeywordUnknownRule(),
        MemberUnknownRule(),
        ClosedCompositionRule(),
        DiscriminatorRule(),
      ]),
    Group(
      title: "What can't be detected",
      rules: [
        VacuousModelRule(),
        DefaultSwallowsRule(),
        OpaquePropertyRule(),
        OpaqueContentRule(),
        ArrayWithoutItemsRule(),
        ModelUnreferencedRule(),
      ]),
  ]

  package static let all = groups.flatMap(\.rules)
}
