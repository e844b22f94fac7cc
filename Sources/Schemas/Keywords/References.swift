internal import Documents

// $ref, $dynamicRef (core §8.2.3) and $recursiveRef (2019-09 core §8.2.4.2).

extension SchemaBuilder {
  mutating func compileReferences(_ schema: SchemaObject) {
    if let target = reference(schema, .ref) { emit(.reference, .ref, a: Int(target)) }
    for keyword in [Keyword.dynamicRef, .recursiveRef] {
      guard let text = string(schema, keyword) else { continue }
      guard let initial = reference(schema, keyword) else { continue }
      let name = keyword == .recursiveRef ? "" : URIReference(text).fragment ?? ""
      program.dynamicTargets.append(
        SchemaProgram.DynamicTarget(
          initial: initial, isDynamic: isDynamicAnchor(initial, name, keyword), byResource: [:]))
      dynamicNames.append(DynamicName(name: name, keyword: keyword))
      emit(.dynamicReference, keyword, a: program.dynamicTargets.count - 1)
    }
  }
}

extension SchemaValidator {
  /// The schema that a dynamic reference leads to on the present way: that of the outermost resource
  /// that has the anchor.
  mutating func dynamicTarget(_ check: Instruction) -> Int32 {
    let target = storage.program.dynamicTargets[Int(check.a)]
    guard target.isDynamic else { return target.initial }
    var looked = 0
    defer { spend(looked) }
    for resource in scope {
      looked += 1
      if let schema = target.byResource[resource] { return schema }
    }
    return target.initial
  }
}
