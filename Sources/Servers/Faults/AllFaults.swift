/// Every fault there is, in the order of listings.
package enum AllFaults {
  package static let all: [any Fault] = [
    WrongTypeFault(),
    IntegerAsTextFault(),
    FractionFault(),
    NullFieldFault(),
    InvalidDateTimeFault(),
    ObjectForArrayFault(),
    WrongItemFault(),
    MissingFieldFault(),
    RenamedFieldFault(),
    ExtraFieldFault(),
    EmptyObjectFault(),
    ErrorBodyMissingFault(),
    ErrorBodyHTMLFault(),
    ErrorPageFault(),
    ErrorBodyStringFault(),
    ErrorKeyRenamedFault(),
    ErrorEmptyObjectFault(),
    UnauthorisedEmptyFault(),
    UnauthorisedTextFault(),
    TokenNotCheckedFault(),
    ForeignTokenAcceptedFault(),
    ExpiredTokenAcceptedFault(),
    WrongScopeAcceptedFault(),
    WrongSchemeAcceptedFault(),
    NoValidationFault(),
    NegativeIdCrashFault(),
    WrongContentTypeFault(),
    MissingContentTypeFault(),
    TruncatedJSONFault(),
    DuplicateKeyFault(),
    InvalidUTF8Fault(),
    ServerErrorFault(),
    UndocumentedSuccessFault(),
    UnknownSuccessFault(),
    TeapotFault(),
    MethodNotFoundFault(),
    OptionsIncompleteFault(),
    UnknownAsEmptyFault(),
  ]

  /// Nil for an id that no fault has.
  package static func fault(id: String) -> (any Fault)? {
    all.first { $0.id == id }
  }
}
