import Documents
import Schemas

// What schemas say about the items of arrays and the members of objects.

extension ConstraintReader {
  mutating func readItems(_ node: Node, _ place: Place, _ scope: [Int]) {
    if let count = count(node, .minItems) { result.minItems = max(result.minItems, count) }
    if let count = count(node, .maxItems) { result.maxItems = min(result.maxItems ?? count, count) }
    if node[.uniqueItems]?.bool == true { result.hasUniqueItems = true }
    var layer = Constraints.ItemLayer()
    if node.hasItemLists, let list = node[.items]?.array {
      layer.front = list.indices.map { rule(place, scope, .items, String($0)) }
      if node[.additionalItems] != nil { layer.rest = rule(place, scope, .additionalItems) }
    } else {
      if let list = node[.prefixItems]?.array {
        layer.front = list.indices.map { rule(place, scope, .prefixItems, String($0)) }
      }
      if node[.items] != nil { layer.rest = rule(place, scope, .items) }
    }
    if !layer.front.isEmpty || layer.rest != nil { result.itemLayers.append(layer) }
    if node[.contains] != nil {
      let contained = Constraints.Contained(
        rule: rule(place, scope, .contains), least: count(node, .minContains) ?? 1,
        most: count(node, .maxContains))
      result.contained.append(contained)
    }
    if node[.unevaluatedItems] != nil {
      result.unevaluatedItems.append(rule(place, scope, .unevaluatedItems))
    }
    if let most = result.maxItems, most < result.minItems {
      result.types.remove(.array)
      if result.types.isEmpty {
        contradict("minItems \(result.minItems) is above maxItems \(most)")
      }
    }
  }

  mutating func readMembers(_ node: Node, _ place: Place, _ scope: [Int]) {
    var layer = Constraints.MemberLayer()
    for property in node[.properties]?.object ?? ValueObject() {
      layer.places[ExactName(property.name)] = layer.properties.count
      layer.properties.append((property.name, rule(place, scope, .properties, property.name)))
      if node.isOpenAPI, book.isForbidden(place.appending("properties", property.name)) {
        result.forbidden.insert(ExactName(property.name))
      }
    }
    for pattern in node[.patternProperties]?.object ?? ValueObject() {
      guard let check = PatternCheck(pattern.name) else { continue }
      layer.patterns.append(
        (check, pattern.name, rule(place, scope, .patternProperties, pattern.name)))
    }
    if node[.additionalProperties] != nil {
      layer.additional = rule(place, scope, .additionalProperties)
    }
    if !layer.properties.isEmpty || !layer.patterns.isEmpty || layer.additional != nil {
      result.memberLayers.append(layer)
      result.hasMemberWords = true
    }
    // A parameter of Swagger 2.0 has a flag here, which is about the parameter.
    for name in node[.required]?.array?.compactMap(\.string) ?? []
    where !result.forbidden.contains(ExactName(name)) || layer.property(name) == nil {
      result.require(name)
    }
    if node[.required]?.array != nil { result.hasMemberWords = true }
    if let count = count(node, .minProperties) {
      result.minProperties = max(result.minProperties, count)
      result.hasMemberWords = true
    }
    if let count = count(node, .maxProperties) {
      result.maxProperties = min(result.maxProperties ?? count, count)
    }
    if node[.propertyNames] != nil { result.memberNames.append(rule(place, scope, .propertyNames)) }
    if node[.unevaluatedProperties] != nil {
      result.unevaluatedMembers.append(rule(place, scope, .unevaluatedProperties))
    }
    readDependencies(node, place, scope)
  }

  private mutating func readDependencies(_ node: Node, _ place: Place, _ scope: [Int]) {
    for keyword in [Keyword.dependencies, .dependentRequired, .dependentSchemas] {
      for entry in node[keyword]?.object ?? ValueObject() {
        if keyword != .dependentSchemas, let needs = entry.value.array {
          result.dependents.append((entry.name, needs.compactMap(\.string)))
        } else if keyword != .dependentRequired {
          dependOn(entry.name, rule(place, scope, keyword, entry.name))
        }
      }
    }
  }

  /// A schema that counts where a member is there: the member is left out, or the schema satisfied.
  private mutating func dependOn(_ name: String, _ rule: Rule) {
    if let value = choice.value {
      if value[name] != nil { read(rule) }
      return
    }
    if result.isRequired(name) {
      read(rule)
    } else if choice.pick(2, isOrdered: true) == 0 {
      result.avoided.insert(ExactName(name))
    } else {
      result.require(name)
      read(rule)
    }
  }

  func rule(_ place: Place, _ scope: [Int], _ keyword: Keyword, _ tokens: String...) -> Rule {
    var inner = place.appending(keyword.rawValue)
    inner.pointer.tokens += tokens
    return Rule(place: inner, scope: scope)
  }
}
