/// What a contract can be written as.
package enum ConversionTarget: String, Sendable, CaseIterable {
  case swagger2
  case openAPI30 = "openapi3.0"
  case openAPI31 = "openapi3.1"
  case markdown

  /// As a person would name it.
  package var name: String {
    switch self {
    case .swagger2: "Swagger 2.0"
    case .openAPI30: "OpenAPI 3.0"
    case .openAPI31: "OpenAPI 3.1"
    case .markdown: "markdown"
    }
  }
}
