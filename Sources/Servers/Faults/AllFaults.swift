/// Every fault there is, in the order of listings.
package enum AllFaults {
  package static let all: [any Fault] = [
    WrongTypeFault(),
    NullFieldFault(),
    InvalidDateTimeFault(),
    ObjectForArrayFault(),
    ErrorBodyMissingFault(),
    ErrorBodyHTMLFault(),
    ErrorBodyStringFault(),
    TokenNotCheckedFault(),
    ForeignTokenAcceptedFault(),
    NoValidationFault(),
    WrongContentTypeFault(),
    TruncatedJSONFault(),
    DuplicateKeyFault(),
    InvalidUTF8Fault(),
    ServerErrorFault(),
    UndocumentedSuccessFault(),
    UnknownAsEmptyFault(),
  ]

  /// Nil for an id that no fault has.
  package static func fault(id: String) -> (any Fault)? {
    all.first { $0.id == id }
  }
}
