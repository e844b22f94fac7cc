import Documents

/// What a rendering was made from, which decides the shape of the document it is translated into.
enum RenderedFamily {
  case swagger2, openAPI30, openAPI31

  var isOpenAPI3: Bool { self != .swagger2 }

  /// Where a reference to a model begins.
  var modelsReference: String { isOpenAPI3 ? "#/components/schemas/" : "#/definitions/" }

  /// Decides between the families.
  ///
  /// Renderings name no version of OpenAPI. Type lists, licenses with an SPDX expression, mutual
  /// TLS, webhooks and boolean schemas came with 3.1; without any of them 3.0 is assumed.
  init(of document: MarkdownDocument) {
    guard document.isOpenAPI3 else {
      self = .swagger2
      return
    }
    let isNewer =
      !document.webhooks.isEmpty || document.models.contains { $0.allowsAny != nil }
      || document.authorizations.contains { $0.kind == .mutualTLS }
      || document.license.map { LicenseNote($0.text).identifier != nil } ?? false
      || document.typeTexts.contains { $0.firstRange(ofASCII: ", ") != nil && Self.hasList($0) }
    self = isNewer ? .openAPI31 : .openAPI30
  }

  private static func hasList(_ text: String) -> Bool {
    let types =
      ContentCell(MarkdownName.unescaped(text)).map { $0.parts.map(\.type) } ?? [
        TypeExpressionParser.unwrapped(text)
      ]
    return types.contains { TypeExpressionParser.parse($0)?.hasList ?? false }
  }
}

extension MarkdownDocument {
  /// Everything that is printed in a column of types.
  fileprivate var typeTexts: some Sequence<String> {
    let tables =
      operations.lazy.flatMap { [$0.parameters, $0.body, $0.responses] }.compactMap { $0?.table }
    return [Array(tables), models.compactMap(\.table)].joined().lazy.flatMap { table in
      table.rows.map { TableCells($0, of: table)[.type] }
    }
  }
}

/// The words of a license line.
struct LicenseNote {
  var name: String
  /// The SPDX expression that OpenAPI 3.1 allows instead of a URL.
  var identifier: String?

  /// Reads `name (expression)`; whatever else it is, is the name.
  init(_ text: String) {
    name = text
    guard let inner = text.dropping(suffix: ")"), let open = inner.firstRange(ofASCII: " ("),
      !text.startsExactly(with: "[")
    else { return }
    name = String(text[..<open.lowerBound])
    identifier = String(inner[open.upperBound...])
  }
}
