internal import Documents

// minProperties, maxProperties (validation §6.5.1, §6.5.2), propertyNames (core §10.3.2.4),
// dependentRequired (validation §6.5.4), dependentSchemas (core §10.2.2.4), dependencies (draft 7).

extension SchemaBuilder {
  mutating func compileObjects(_ schema: SchemaObject) {
    if let limit = count(schema, .minProperties), limit > 0 {
      emit(.minProperties, .minProperties, a: limit)
    }
    if let limit = count(schema, .maxProperties) {
      emit(.maxProperties, .maxProperties, a: limit)
    }
    compileMembers(schema)
    if let names = subschema(schema, .propertyNames) {
      emit(.propertyNames, .propertyNames, a: names)
    }
    compileDependencies(schema)
  }

  private mutating func compileDependencies(_ schema: SchemaObject) {
    for keyword in [Keyword.dependencies, .dependentRequired, .dependentSchemas] {
      guard let said = schema[keyword] else { continue }
      guard let map = said.object else {
        refuse(schema, keyword, "an object")
        continue
      }
      var group: [SchemaProgram.Dependency] = []
      for entry in map {
        var dependency = SchemaProgram.Dependency(
          name: Array(entry.name.utf8), hash: KeyHash.of(entry.name), names: [], schema: -1,
          keyword: keyword)
        if let names = entry.value.array, keyword != .dependentSchemas {
          dependency.names = names.compactMap(\.string)
        } else if keyword != .dependentRequired {
          dependency.schema = subschema(schema, keyword, entry.name, entry.value)
        } else {
          refuse(schema, keyword, "arrays of names")
        }
        group.append(dependency)
      }
      guard !group.isEmpty else { continue }
      program.dependencies.append(group)
      emit(.dependencies, keyword, a: program.dependencies.count - 1)
    }
  }
}

extension SchemaValidator {
  mutating func holdsPropertyNames(_ check: Instruction, _ index: Int) -> Bool {
    let end = Int(tape[index].extent)
    var child = index &+ 1
    while child < end {
      guard accepts(check.a, child) else { return false }
      child = indexAfter(child &+ 1)
    }
    return true
  }

  mutating func holdsDependencies(_ check: Instruction, _ index: Int) -> Bool {
    for dependency in storage.program.dependencies[Int(check.a)]
    where hasMember(dependency.name, dependency.hash, index) {
      for name in dependency.names where !hasMember(Array(name.utf8), KeyHash.of(name), index) {
        return false
      }
      if dependency.schema >= 0, !accepts(dependency.schema, index) { return false }
    }
    return true
  }

  mutating func hasMember(_ name: [UInt8], _ hash: UInt32, _ index: Int) -> Bool {
    let end = Int(tape[index].extent)
    var child = index &+ 1
    while child < end {
      if tape[child].extra == hash, text(child).elementsEqual(name) { return true }
      child = indexAfter(child &+ 1)
    }
    return false
  }
}
