import Documents

/// What a contract holds, for people.
package enum InventoryText {
  /// Places are line numbers of the file that the first line names; of another file, such as an
  /// overlay, they are whole.
  package static func lines(_ inventory: Inventory) -> [String] {
    let contract = inventory.contract
    let layout = InventoryLayout(file: contract.source)
    return layout.lines(inventory)
  }

  /// Every obligation by its id, with what would reach it.
  package static func ledger(_ inventory: Inventory) -> [String] {
    ["", "Ledger"]
      + inventory.obligations.map { obligation in
        "  \(obligation.id)" + (obligation.remedy.map { "  \($0)" } ?? "")
      }
  }
}

private struct InventoryLayout {
  let file: SourceFile

  func lines(_ inventory: Inventory) -> [String] {
    let contract = inventory.contract
    var lines = [
      "\(contract.title) \(contract.version) (\(contract.format)), \(contract.source.name)"
    ]
    lines.append(
      "\(contract.operations.count.of("operation")), \(contract.models.count.of("model")),"
        + " \(propertyCount(inventory.propertyCount))")
    lines += section("Servers", servers(contract))
    lines += section("Security", security(contract))
    let effects = Contract.Operation.Effect.allCases.map {
      "\(inventory.count($0)) \($0.rawValue)"
    }
    lines += section(
      "Operations: \(effects.joined(separator: ", "))", contract.operations.flatMap(operation))
    lines += section("Models", contract.models.flatMap(model))
    lines += section("Webhooks, not exercised", contract.webhooks.map(callback))
    lines += section(
      "Obligations",
      Contract.Obligation.Kind.allCases.map { kind in
        pad(kind.rawValue, 12) + "\(inventory.obligations.count { $0.kind == kind })"
      })
    lines += section("Vacuity", [inventory.vacuity.sentence])
    return lines
  }

  private func propertyCount(_ count: Int) -> String {
    count == 1 ? "1 property" : "\(count) properties"
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", title] + lines.map { "  \($0)" }
  }

  // MARK: Parts

  private func servers(_ contract: Contract) -> [String] {
    guard !contract.servers.isEmpty else { return ["none: a run needs --base-url"] }
    return contract.servers.map { server in
      server.template.isExactly(server.url) ? server.url : "\(server.url)  from \(server.template)"
    }
  }

  private func security(_ contract: Contract) -> [String] {
    let width = contract.securitySchemes.map(\.name.count).max() ?? 0
    return contract.securitySchemes.map { scheme in
      pad(scheme.name, width + 2) + scheme.kind.label + place(scheme.range)
    }
  }

  private func operation(_ operation: Contract.Operation) -> [String] {
    var marks = ["\(operation.effect.rawValue) by \(operation.effectOrigin.rawValue)"]
    if operation.isDeprecated { marks.append("deprecated") }
    var lines = [
      pad("\(operation.id)", 56) + marks.joined(separator: ", ") + place(operation.range)
    ]
    func row(_ name: String, _ text: String) { lines.append("    " + pad(name, 22) + text) }
    if let security = operation.securityLabel { row("needs", security) }
    for parameter in operation.parameters {
      let type = parameter.isCredential ? "the credential" : parameter.schema.label
      row(
        parameter.location.rawValue, "\(parameter.name)\(parameter.isRequired ? "" : "?"): \(type)")
    }
    if let body = operation.body {
      row("body\(body.isRequired ? "" : "?")", labels(body.content))
    }
    // Statuses in a row with the same content, together.
    var rest = operation.responses[...]
    while let first = rest.first {
      let same = rest.prefix { labels($0.content) == labels(first.content) }
      row(
        same.map { "\($0.status)" }.joined(separator: " "),
        first.content.isEmpty ? "no content" : labels(first.content))
      rest = rest.dropFirst(same.count)
    }
    for name in callback(operation) { row("callback", name) }
    return lines
  }

  private func callback(_ operation: Contract.Operation) -> [String] {
    operation.callbacks.map { "\(callback($0)), not exercised" }
  }

  private func callback(_ callback: Contract.Callback) -> String {
    let target = callback.expression.map { " \($0)" } ?? ""
    return "\(callback.name): \(callback.method)\(target)\(place(callback.range))"
  }

  /// Each type once, with the media types that it is written in.
  private func labels(_ content: [Contract.MediaType]) -> String {
    var types: [String] = []
    var names: [String: [String]] = [:]
    for media in content {
      let type = media.typeLabel
      if names[type] == nil { types.append(type) }
      names[type, default: []] += media.isAssumed ? [] : [media.name]
    }
    return types.map { type in
      let written = names[type] ?? []
      return written.isEmpty ? type : "\(type) as \(written.joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  private func model(_ model: Contract.Model) -> [String] {
    let what = model.properties.isEmpty ? model.schema.label : propertyCount(model.properties.count)
    let width = model.properties.map { $0.name.count + 1 }.max() ?? 0
    return [pad(model.name, 56) + what + place(model.range)]
      + model.properties.map { property in
        "    " + pad(property.name + (property.isRequired ? "" : "?"), width + 2)
          + property.schema.label
      }
  }

  // MARK: Layout

  /// At least two blanks before what follows.
  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(2, width - text.count))
  }

  private func place(_ range: SourceRange?) -> String {
    guard let range else { return "" }
    return range.file == file ? "  line \(range.start.line)" : "  \(range)"
  }
}
