import Documents

extension ConversionFinish {
  private static let methods: Set<String> = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
  ]

  /// Declares each variable of the path, leaves out what is no variable, and declares nothing twice.
  mutating func repairPathItem(_ members: inout ValueObject, path: String) {
    var wanted: [String] = []
    var seen: Set<ExactName> = []
    for name in PathTemplate(path).variables where seen.insert(ExactName(name)).inserted {
      wanted.append(name)
    }
    var shared: Set<ExactName> = []
    if let list = members["parameters"]?.array {
      let kept = unique(list, variables: seen)
      shared = variables(of: kept)
      members["parameters"] = .array(kept, at: members["parameters"]?.range)
    }
    for method in members.names where Self.methods.contains(method) {
      guard let operation = members[method], var object = operation.object else { continue }
      let list = object["parameters"]?.array ?? []
      var kept = unique(list, variables: seen)
      let declared = shared.union(variables(of: kept))
      for name in wanted where !declared.contains(ExactName(name)) {
        log.note(
          "path-parameter-added", "`{\(name)}` of the path \(path) is declared nowhere",
          "declare the parameter; it was added as a string", at: operation.range)
        kept.append(pathParameter(name, at: operation.range))
      }
      if object["parameters"] != nil || !kept.isEmpty {
        object["parameters"] = .array(kept, at: object["parameters"]?.range ?? operation.range)
        members[method] = .object(object, at: operation.range)
      }
    }
  }

  private func pathParameter(_ name: String, at range: SourceRange?) -> Value {
    let type = ("type", Value.string("string", at: range))
    var parameter = LocatedObject()
    parameter.add("name", name, at: range)
    parameter.add("in", "path", at: range)
    parameter.add("required", .bool(true, at: range))
    if isSwagger2 {
      parameter.add(type.0, type.1)
    } else {
      parameter.add("schema", .object([type], at: range))
    }
    return parameter.value(at: range)
  }

  private func key(of item: Value) -> (place: String, name: String)? {
    var ignored: [Diagnostic] = []
    guard let target = references.follow(item, at: JSONPointer(), into: &ignored)?.value,
      let place = target["in"]?.string, let name = target["name"]?.string
    else { return nil }
    return (place, name)
  }

  private func variables(of list: [Value]) -> Set<ExactName> {
    Set(list.compactMap { key(of: $0) }.filter { $0.place == "path" }.map { ExactName($0.name) })
  }

  /// The parameters with a name and place that no other has; of several the last counts, as they
  /// are read.
  private mutating func unique(_ list: [Value], variables: Set<ExactName>) -> [Value] {
    var result: [(key: [ExactName], value: Value)] = []
    let places: Set<String> =
      isSwagger2
      ? ["path", "query", "header", "body", "formData"] : ["path", "query", "header", "cookie"]
    for item in list {
      guard let (place, name) = key(of: item), places.contains(place) else {
        log.lost(
          "parameter-lost", "\(grammar.name) has no place for this parameter",
          "say where it is sent; it was left out", at: item.range)
        continue
      }
      if place == "path", !variables.contains(ExactName(name)) {
        log.lost(
          "path-parameter-unused", "the path has no variable `{\(name)}`",
          "remove the parameter or name it in the path; it was left out", at: item.range)
        continue
      }
      let key = [ExactName(place), ExactName(name)]
      if let earlier = result.firstIndex(where: { $0.key == key }) {
        result[earlier].value = item
      } else {
        result.append((key, item))
      }
    }
    return result.map(\.value)
  }
}
