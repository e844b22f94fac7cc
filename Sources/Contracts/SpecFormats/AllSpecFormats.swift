/// Every format that contracts can be loaded from, the more telling ones first.
package enum AllSpecFormats {
  package static let formats: [any SpecFormat] = [
    Swagger2Format(), OpenAPI3Format(), MarkdownFormat(),
  ]
}
