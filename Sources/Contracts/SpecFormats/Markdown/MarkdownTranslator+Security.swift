import Documents

extension MarkdownTranslator {
  /// The security schemes of a Swagger 2.0 document.
  func securityDefinitions() -> Value {
    var definitions = LocatedObject()
    for block in document.security {
      var scheme = LocatedObject()
      scheme.add("type", block.type, at: block.range)
      let labels = [
        ("description", "description"), ("name", "name"), ("in", "in"), ("flow", "flow"),
        ("authorization url", "authorizationUrl"), ("token url", "tokenUrl"),
      ]
      for (label, member) in labels {
        if let row = block.value(label) { scheme.add(member, row.text, at: row.range) }
      }
      for row in block.rows where row.label.startsExactly(with: "x-") {
        scheme.add(row.label, row.value, at: row.range)
      }
      if block.type == "oauth2" {
        var scopes = LocatedObject()
        for scope in block.scopes { scopes.add(scope.label, scope.value, at: scope.range) }
        scheme.add("scopes", scopes.value(at: block.range))
      }
      definitions.add(block.name, scheme.value(at: block.range), nameAt: block.range)
    }
    return definitions.value(at: document.security.first?.range)
  }

  /// The security schemes of an OpenAPI 3 document.
  func authorizations() -> Value {
    var schemes = LocatedObject()
    for block in document.authorizations {
      var scheme = LocatedObject()
      let type =
        switch block.kind {
        case .http: "http"
        case .apiKey: "apiKey"
        case .oauth2: "oauth2"
        case .openIDConnect: "openIdConnect"
        case .mutualTLS: "mutualTLS"
        }
      scheme.add("type", type, at: block.range)
      if let description = block.description.text(in: text) {
        let lines = description.split(separator: "\n", omittingEmptySubsequences: false)
          .map { MarkdownScanner.withoutHardBreak($0.trimmedBlanks()) }
        scheme.add("description", lines.joined(separator: "\n"), at: block.range)
      }
      if case .http(let word) = block.kind { scheme.add("scheme", word, at: block.range) }
      for (member, value) in block.members { scheme.add(member, value.text, at: value.range) }
      if case .oauth2 = block.kind { scheme.add("flows", flows(of: block)) }
      schemes.add(block.name, scheme.value(at: block.range), nameAt: block.range)
    }
    return schemes.value(at: document.authorizations.first?.range)
  }

  private func flows(of block: AuthorizationBlock) -> Value {
    var flows = LocatedObject()
    for flow in block.flows {
      var value = LocatedObject()
      for (member, url) in flow.urls { value.add(member, url.text, at: url.range) }
      var scopes = LocatedObject()
      for (name, description) in flow.scopes {
        scopes.add(name, description.text, at: description.range)
      }
      value.add("scopes", scopes.value(at: block.range))
      flows.add(flow.name, value.value(at: block.range))
    }
    return flows.value(at: block.range)
  }

  /// One row an alternative. A row that is a multiple of the columns wide demands several schemes
  /// at once; an empty line is the alternative that demands nothing.
  func requirements(_ table: MarkdownTable) -> Value {
    var alternatives: [Value] = []
    let width = Swift.max(2, table.columns.count)
    for row in table.rows {
      let range = text.range(ofLines: row.lines)
      if row.isAfterGap { alternatives.append(.object([], at: range)) }
      var alternative = LocatedObject()
      var cells = row.cells.map { MarkdownName.plain($0.text) }[...]
      while let name = cells.first {
        let chunk = cells.prefix(width)
        cells = cells.dropFirst(width)
        if name.isEmpty { continue }
        let scopes = chunk.dropFirst().filter { !$0.isEmpty }.map { Value.string($0, at: range) }
        alternative.add(name, .array(scopes, at: range))
      }
      alternatives.append(alternative.value(at: range))
    }
    return .array(alternatives, at: text.range(ofLines: table.header.lines))
  }
}
