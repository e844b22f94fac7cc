import Documents

extension OpenAPI3Builder {
  /// The `servers` of the document, a path item or an operation.
  mutating func servers(_ owner: SpecObject) -> [Contract.Server] {
    guard let items = owner.array("servers", into: &diagnostics) else { return [] }
    var servers: [Contract.Server] = []
    for (index, item) in items.enumerated() {
      let pointer = owner.pointer.appending("servers").appending(index)
      guard let object = SpecObject(item, at: pointer, into: &diagnostics) else { continue }
      guard let template = object.text("url", into: &diagnostics) else {
        warn(
          "server-url-missing", "the server at `\(pointer)` has no URL",
          remedy: "add `url`; the server was left out", at: object.range)
        continue
      }
      let server = Contract.Server(
        template: template, variables: variables(object),
        description: object.text("description", into: &diagnostics),
        range: object["url"]?.range ?? object.range)
      checkVariables(of: server)
      servers.append(server)
    }
    return servers
  }

  private mutating func variables(_ server: SpecObject) -> [Contract.Server.Variable] {
    guard let object = server.object("variables", into: &diagnostics) else { return [] }
    var variables: [Contract.Server.Variable] = []
    for member in object.members where !member.name.startsExactly(with: "x-") {
      let pointer = object.pointer.appending(member.name)
      guard let entry = SpecObject(member.value, at: pointer, into: &diagnostics) else { continue }
      var variable = Contract.Server.Variable(
        name: member.name, standard: "", values: entry.texts("enum", into: &diagnostics) ?? [])
      let first = variable.values.first
      if let standard = entry.text("default", into: &diagnostics) {
        variable.standard = standard
        if let first, !variable.values.contains(where: { $0.isExactly(standard) }) {
          warn(
            "server-default-not-in-enum",
            "the default `\(standard)` of the server variable `\(member.name)` is none of its"
              + " values",
            remedy: "write one of them, for instance `\(first)`", at: entry["default"]?.range)
        }
      } else {
        variable.standard = first ?? ""
        warn(
          "server-default-missing", "the server variable `\(member.name)` has no default",
          remedy: "add `default`; " + (first.map { "`\($0)`" } ?? "nothing")
            + " is put in its place",
          at: member.nameRange ?? entry.range)
      }
      variables.append(variable)
    }
    return variables
  }

  private mutating func checkVariables(of server: Contract.Server) {
    for name in PathTemplate(server.template).variables
    where !server.variables.contains(where: { $0.name.isExactly(name) }) {
      warn(
        "server-variable-undefined",
        "the server `\(server.template)` names the variable `\(name)`, which is not defined",
        remedy: "add it to `variables`, with a default", at: server.range)
    }
  }
}
