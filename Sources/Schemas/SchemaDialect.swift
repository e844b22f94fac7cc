/// Which rules a schema document is to be read by.
package enum SchemaDialect: String, Sendable, CaseIterable {
  case draft4, draft6, draft7
  case draft201909 = "2019-09"
  case draft202012 = "2020-12"
  case swagger20 = "swagger-2.0"
  case openAPI30 = "openapi-3.0"
  case openAPI31 = "openapi-3.1"
}
