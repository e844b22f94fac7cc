package import Documents

/// Leads through schema documents as the compiler reads them: which words count at a place, and where
/// references go. For those who need the schemas themselves, such as whoever makes up values.
///
/// Free to be used by any number of tasks at once.
package final class SchemaNavigator: Sendable {
  /// Where a schema stands.
  package struct Place: Sendable, Hashable {
    /// The document by number; 0 is the one that the navigator was made for.
    package var document: Int
    package var pointer: JSONPointer

    /// A place in the document that the navigator was made for.
    package init(_ pointer: JSONPointer) {
      document = 0
      self.pointer = pointer
    }

    init(_ location: Location) {
      document = location.document
      pointer = location.pointer
    }

    var location: Location { Location(document: document, pointer: pointer) }

    /// The place of what stands below this one.
    package func appending(_ tokens: String...) -> Place {
      var place = self
      for token in tokens { place.pointer = place.pointer.appending(token) }
      return place
    }

    /// Whether the place is in the document that the navigator was made for.
    package var isInMainDocument: Bool { document == 0 }
  }

  /// A schema through its dialect.
  package struct Node: Sendable {
    package let value: Value
    /// The innermost resource around it, by number.
    package let resource: Int
    let rules: DialectRules

    /// The value of a keyword; nil also where the dialect doesn't know the keyword.
    package subscript(keyword: Keyword) -> Value? {
      guard rules.knows(keyword) else { return nil }
      return value[keyword.rawValue]
    }

    /// Whether a `$ref` makes the words beside it meaningless.
    package var ignoresSiblingsOfRef: Bool { rules.ignoresSiblingsOfRef }
    /// Whether `exclusiveMinimum` is a flag beside `minimum`.
    package var hasFlagBounds: Bool { rules.hasFlagBounds }
    /// Whether `items` may be a list.
    package var hasItemLists: Bool { rules.hasItemLists }
    /// Whether numeric formats mean something and the direction of travel binds.
    package var isOpenAPI: Bool { rules.isOpenAPI }
    package var integerRule: JSONNumber.IntegerRule { rules.integerRule }
  }

  private let index: Locked<ResourceIndex>

  /// - Parameter dialect: of the document, where it doesn't say so itself.
  package init(document: Value, uri: String, dialect: SchemaDialect) {
    var registry = SchemaRegistry()
    registry.add(document, uri: uri, dialect: dialect)
    index = Locked(ResourceIndex(registry))
  }

  /// The schema at a place; nil where nothing is.
  package func node(at place: Place) -> Node? {
    index.withLock { index in
      guard let value = index.value(at: place.location) else { return nil }
      let resource = index.resource(at: place.location)
      return Node(value: value, resource: resource, rules: index.resources[resource].rules)
    }
  }

  /// Where a reference in the schema at a place leads; nil where nothing is.
  package func target(of reference: String, from place: Place) -> Place? {
    index.withLock { index in
      let resource = index.resource(at: place.location)
      return index.resolve(reference, from: resource).map { Place($0.location) }
    }
  }

  /// Where a `$dynamicRef` leads, or by an empty name a `$recursiveRef`, for a walk that has come
  /// through certain resources, the outermost first.
  package func dynamicTarget(
    of reference: String, named name: String, from place: Place, through scope: [Int]
  ) -> Place? {
    index.withLock { index in
      let resource = index.resource(at: place.location)
      guard let first = index.resolve(reference, from: resource) else { return nil }
      let owner = index.resource(at: first.location)
      let isDynamic =
        index.resources[owner].dynamicAnchors[name].map {
          $0 == first.location.pointer
        } ?? false
      guard isDynamic else { return Place(first.location) }
      for entered in scope where index.resources.indices.contains(entered) {
        guard let pointer = index.resources[entered].dynamicAnchors[name] else { continue }
        let document = index.resources[entered].root.document
        return Place(Location(document: document, pointer: pointer))
      }
      return Place(first.location)
    }
  }

  /// The name that the fragment of a dynamic reference gives; empty without one.
  package static func anchorName(in reference: String) -> String {
    URIReference(reference).fragment ?? ""
  }
}

extension SchemaNavigator {
  /// All schemas that a schema holds or refers to, itself first, up to a limit; and whether one of
  /// them has a reference that depends on the way there.
  package func reach(
    from start: Place, limit: Int
  ) -> (places: [Place], hasDynamicReferences: Bool) {
    var seen: Set<Place> = [start]
    var order = [start]
    var hasDynamic = false
    var next = 0
    func add(_ place: Place) {
      guard order.count < limit, seen.insert(place).inserted else { return }
      order.append(place)
    }
    while next < order.count {
      let place = order[next]
      next += 1
      guard let node = node(at: place), let members = node.value.object else { continue }
      for keyword in [Keyword.ref, .dynamicRef, .recursiveRef] {
        guard let text = node[keyword]?.string else { continue }
        if keyword != .ref { hasDynamic = true }
        if let target = target(of: text, from: place) { add(target) }
      }
      for member in members {
        guard let keyword = Keyword.named(member.name), node.rules.knows(keyword),
          keyword != .defs, keyword != .definitions
        else { continue }
        for tokens in Self.subschemas(member.value, keyword.holding) {
          var inner = place.appending(member.name)
          inner.pointer.tokens += tokens
          add(inner)
        }
      }
      for entry in node[.discriminator]?["mapping"]?.object ?? ValueObject() {
        guard let text = entry.value.string, let target = target(of: text, from: place) else {
          continue
        }
        add(target)
      }
    }
    return (order, hasDynamic)
  }

  /// The tokens from a keyword's value to the schemas in it.
  private static func subschemas(_ value: Value, _ holding: Keyword.Holding) -> [[String]] {
    switch holding {
    case .nothing: []
    case .schema: [[]]
    case .list, .schemaOrList: value.array?.indices.map { [String($0)] } ?? [[]]
    case .map: value.object?.names.map { [$0] } ?? []
    case .mapOfSchemasOrNames:
      value.object?.filter { $0.value.array == nil }.map { [$0.name] } ?? []
    }
  }
}
