internal import Documents

/// Finds schemas by reference: which documents and embedded resources have which URI and anchors
/// (core §8.2, §9.2).
struct ResourceIndex {
  /// A schema with an identifier of its own, or a document's root.
  struct Resource {
    var root: Location
    var base: URIReference
    var rules: DialectRules
    /// Places of `$anchor` and `$dynamicAnchor`, by name.
    var anchors: [String: JSONPointer] = [:]
    /// Places of `$dynamicAnchor` only; that of `$recursiveAnchor` by the empty name.
    var dynamicAnchors: [String: JSONPointer] = [:]
  }

  private(set) var documents: [SchemaRegistry.Entry]
  private(set) var resources: [Resource] = []
  private var resourcesByURI: [String: Int] = [:]
  /// What is known of the resources of each document.
  private var inventories: [Inventory]
  /// Where references lead that were resolved before.
  private var resolved: [ReferenceKey: Target] = [:]
  private var placesByURI: [String: Int] = [:]

  private static let depthLimit = 600

  /// A place with what stands there.
  struct Target {
    var location: Location
    var value: Value
  }

  private struct Inventory {
    /// Whether the document was searched for identifiers.
    var isScanned = false
    /// The resource that is the document itself.
    var main = 0
    var roots: [Location: Int] = [:]
  }

  private struct ReferenceKey: Hashable {
    var resource: Int
    var text: ExactName

    func hash(into hasher: inout Hasher) {
      hasher.combine(UInt64(KeyHash.of(text.text)) ^ UInt64(truncatingIfNeeded: resource) << 32)
    }
  }

  init(_ registry: SchemaRegistry) {
    documents = registry.entries
    inventories = documents.map { _ in Inventory() }
    for (place, entry) in documents.enumerated() { placesByURI[entry.uri] = place }
  }

  /// The document registered under a URI without fragment, the well-known metaschemas included.
  mutating func document(_ uri: String) -> Int? {
    if let place = placesByURI[uri] { return place }
    guard let entry = Metaschemas.entry(uri) else { return nil }
    documents.append(entry)
    inventories.append(Inventory())
    placesByURI[uri] = documents.count - 1
    return documents.count - 1
  }

  func value(at location: Location) -> Value? {
    documents[location.document].document[location.pointer]
  }

  /// The resource that a place belongs to: the innermost around it.
  mutating func resource(at location: Location) -> Int {
    scan(location.document)
    if inventories[location.document].roots.count > 1 {
      let roots = inventories[location.document].roots
      var pointer = location.pointer
      while !pointer.isRoot {
        let place = Location(document: location.document, pointer: pointer)
        if let found = roots[place] { return found }
        pointer.tokens.removeLast()
      }
    }
    return inventories[location.document].main
  }

  /// Where a reference in a resource leads; nil where nothing is.
  mutating func resolve(_ reference: String, from resource: Int) -> Target? {
    let key = ReferenceKey(resource: resource, text: ExactName(reference))
    if let known = resolved[key] { return known }
    guard let location = location(of: reference, from: resource),
      let value = value(at: location)
    else { return nil }
    let target = Target(location: location, value: value)
    resolved[key] = target
    return target
  }

  private mutating func location(of reference: String, from resource: Int) -> Location? {
    if let pointer = Self.plainPointer(reference) {
      let root = resources[resource].root
      return root.pointer.isRoot
        ? Location(document: root.document, pointer: pointer)
        : Location(
          document: root.document, pointer: JSONPointer(root.pointer.tokens + pointer.tokens))
    }
    let base = resources[resource].base
    let target = base.resolving(URIReference(reference))
    let uri = target.withoutFragment.text
    guard let found = uri == base.text ? resource : self.resource(uri) else { return nil }
    let root = resources[found].root
    guard let fragment = target.fragment, !fragment.isEmpty else { return root }
    if fragment.utf8.first == UInt8(ascii: "/") {
      guard let pointer = JSONPointer(parsing: "#" + fragment) ?? JSONPointer(parsing: fragment)
      else { return nil }
      let place = Location(
        document: root.document, pointer: JSONPointer(root.pointer.tokens + pointer.tokens))
      return place
    }
    guard let pointer = resources[found].anchors[fragment] else { return nil }
    return Location(document: root.document, pointer: pointer)
  }

  /// The pointer of a reference to a place in the same resource; nil for all others.
  private static func plainPointer(_ reference: String) -> JSONPointer? {
    guard reference.utf8.starts(with: "#/".utf8) else { return nil }
    return JSONPointer(parsing: reference)
  }

  /// The resource of an absolute URI without fragment.
  private mutating func resource(_ uri: String) -> Int? {
    if let known = resourcesByURI[uri] { return known }
    if let document = document(uri) {
      scan(document)
      if let known = resourcesByURI[uri] { return known }
    }
    // It may be embedded in a document that nobody has looked at yet.
    for document in documents.indices where !inventories[document].isScanned {
      scan(document)
      if let known = resourcesByURI[uri] { return known }
    }
    return nil
  }

  private mutating func scan(_ document: Int) {
    guard !inventories[document].isScanned else { return }
    inventories[document].isScanned = true
    let entry = documents[document]
    let root = Location(document: document, pointer: JSONPointer())
    let given = DialectRules.rules(for: entry.dialect)
    let rules = self.rules(of: entry.document, inheriting: given)
    let resource = addResource(root, base: URIReference(entry.uri), rules: rules)
    resourcesByURI[entry.uri] = resource
    inventories[document].main = resource
    guard rules.idKeyword != nil else { return }
    walk(entry.document, at: root, in: resource, depth: 0, isRoot: true)
  }

  private mutating func addResource(
    _ root: Location, base: URIReference, rules: DialectRules
  ) -> Int {
    resources.append(Resource(root: root, base: base, rules: rules))
    let number = resources.count - 1
    inventories[root.document].roots[root] = number
    if resourcesByURI[base.text] == nil { resourcesByURI[base.text] = number }
    return number
  }

  /// Looks for identifiers and anchors in a schema and the schemas that it holds.
  private mutating func walk(
    _ value: Value, at place: Location, in outer: Int, depth: Int, isRoot: Bool
  ) {
    guard depth < Self.depthLimit, let object = value.object else { return }
    let resource = identify(object, value, at: place, in: outer, isRoot: isRoot)
    let rules = resources[resource].rules
    for (keyword, name) in [(Keyword.anchor, "$anchor"), (.dynamicAnchor, "$dynamicAnchor")]
    where rules.keywords.contains(keyword) {
      guard let anchor = object[name]?.string else { continue }
      resources[resource].anchors[anchor] = place.pointer
      if keyword == .dynamicAnchor { resources[resource].dynamicAnchors[anchor] = place.pointer }
    }
    if rules.keywords.contains(.recursiveAnchor), object["$recursiveAnchor"]?.bool == true {
      resources[resource].dynamicAnchors[""] = place.pointer
    }
    for member in object {
      guard let keyword = Keyword(rawValue: member.name), rules.keywords.contains(keyword) else {
        continue
      }
      let inner = place.appending(member.name)
      walkInto(member.value, keyword.holding, at: inner, in: resource, depth: depth + 1)
    }
  }

  private mutating func walkInto(
    _ value: Value, _ holding: Keyword.Holding, at place: Location, in resource: Int, depth: Int
  ) {
    func inner(_ token: String) -> Location {
      place.appending(token)
    }
    switch holding {
    case .nothing: break
    case .schema:
      walk(value, at: place, in: resource, depth: depth, isRoot: false)
    case .schemaOrList, .list:
      if let items = value.array {
        for (index, item) in items.enumerated() {
          walk(item, at: inner(String(index)), in: resource, depth: depth, isRoot: false)
        }
      } else {
        walk(value, at: place, in: resource, depth: depth, isRoot: false)
      }
    case .map, .mapOfSchemasOrNames:
      for member in value.object ?? ValueObject() {
        walk(member.value, at: inner(member.name), in: resource, depth: depth, isRoot: false)
      }
    }
  }

  /// The resource that an object belongs to: a new one where it has an identifier.
  private mutating func identify(
    _ object: ValueObject, _ value: Value, at place: Location, in outer: Int, isRoot: Bool
  ) -> Int {
    let rules =
      isRoot ? resources[outer].rules : self.rules(of: value, inheriting: resources[outer].rules)
    guard let word = rules.idKeyword, let text = object[word.rawValue]?.string else {
      return outer
    }
    if rules.ignoresSiblingsOfRef, object["$ref"]?.string != nil { return outer }
    let id = URIReference(text)
    let fragment = id.fragment ?? ""
    if rules.hasFragmentIdentifiers, text.utf8.first == UInt8(ascii: "#") {
      resources[outer].anchors[fragment] = place.pointer
      return outer
    }
    let base = resources[outer].base.resolving(id).withoutFragment
    let resource: Int
    if isRoot {
      resource = outer
      resources[outer].base = base
      resourcesByURI[base.text] = outer
    } else {
      resource = addResource(place, base: base, rules: rules)
    }
    if rules.hasFragmentIdentifiers, !fragment.isEmpty {
      resources[resource].anchors[fragment] = place.pointer
    }
    return resource
  }

  /// The dialect that a schema's `$schema` names, as far as its vocabularies go.
  private mutating func rules(
    of value: Value, inheriting given: DialectRules, depth: Int = 0
  ) -> DialectRules {
    guard given.idKeyword != nil, depth < 8, let text = value["$schema"]?.string else {
      return given
    }
    let uri = URIReference(text).withoutFragment.text
    if let dialect = SchemaDialect(metaschema: uri) {
      return dialect == given.dialect ? given : DialectRules.rules(for: dialect)
    }
    guard let place = document(uri) else { return given }
    let metaschema = documents[place].document
    var rules = self.rules(of: metaschema, inheriting: given, depth: depth + 1)
    guard let vocabularies = metaschema["$vocabulary"]?.object else { return rules }
    rules.vocabularies = []
    for entry in vocabularies {
      guard let name = entry.name.split(separator: "/").last else { continue }
      switch name {
      case "applicator": rules.vocabularies.insert(.applicator)
      case "validation": rules.vocabularies.insert(.validation)
      case "unevaluated": rules.vocabularies.insert(.unevaluated)
      case "format", "format-annotation": rules.vocabularies.insert(.format)
      case "format-assertion":
        rules.vocabularies.insert(.formatAssertion)
        rules.assertsFormats = true
      case "content": rules.vocabularies.insert(.content)
      default: break
      }
    }
    // Before 2020-12 unevaluated members and items belong to the applicators.
    if rules.dialect == .draft201909, rules.vocabularies.contains(.applicator) {
      rules.vocabularies.insert(.unevaluated)
    }
    return rules
  }
}

extension SchemaDialect {
  /// The dialect whose metaschema has this URI, without a fragment.
  package init?(metaschema uri: String) {
    switch uri {
    case "http://json-schema.org/draft-04/schema", "https://json-schema.org/draft-04/schema":
      self = .draft4
    case "http://json-schema.org/draft-06/schema", "https://json-schema.org/draft-06/schema":
      self = .draft6
    case "http://json-schema.org/draft-07/schema", "https://json-schema.org/draft-07/schema":
      self = .draft7
    case "https://json-schema.org/draft/2019-09/schema": self = .draft201909
    case "https://json-schema.org/draft/2020-12/schema": self = .draft202012
    case "https://spec.openapis.org/oas/3.1/dialect/base",
      "https://spec.openapis.org/oas/3.1/schema-base":
      self = .openAPI31
    default: return nil
    }
  }
}
