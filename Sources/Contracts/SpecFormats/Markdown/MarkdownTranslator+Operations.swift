import Documents

extension MarkdownTranslator {
  /// The `paths` object, operations printed once for each of their tags merged.
  mutating func paths() throws(InvalidInput) -> Value {
    var order: [ExactName] = []
    var items: [ExactName: (range: SourceRange, members: LocatedObject)] = [:]
    let start = document.operations.first?.pathRange
    var blocks = Array(takeOperations())
    while let block = blocks.popLast() {
      let value = operation(block)
      let method = block.method.loweredASCII()
      let path = ExactName(block.path)
      if items[path] == nil {
        order.append(path)
        items[path] = (block.pathRange, LocatedObject())
      }
      if let earlier = items[path]?.members.members.member(method) {
        let merged = try merge(earlier, value, block)
        items[path]?.members.add(method, merged, nameAt: earlier.nameRange)
      } else {
        items[path]?.members.add(method, value, nameAt: block.range)
      }
    }
    var paths = LocatedObject()
    for path in order {
      guard let item = items[path] else { continue }
      paths.add(path.text, item.members.value(at: item.range), nameAt: item.range)
    }
    return paths.value(at: start)
  }

  /// Since 2.0 a path is printed once for each tag; the copies must agree in all but the tag.
  private mutating func merge(
    _ earlier: ValueObject.Member, _ value: Value, _ block: OperationBlock
  ) throws(InvalidInput) -> Value {
    var (first, second) = (earlier.value.object ?? ValueObject(), value.object ?? ValueObject())
    let tags = (first["tags"]?.array ?? []) + (second["tags"]?.array ?? [])
    (first["tags"], second["tags"]) = (nil, nil)
    let line = earlier.nameRange.map { " on line \($0.start.line)" } ?? ""
    guard Value.object(first).isSame(as: .object(second)) else {
      throw InvalidInput(
        Diagnostic(
          .error, code: "operation-conflict",
          "\(block.method) \(block.path) is described differently\(line)",
          remedy: "keep one of the two descriptions", at: block.range))
    }
    diagnostics.append(
      Diagnostic(
        .note, code: "operation-repeated", "\(block.method) \(block.path) is repeated from\(line)",
        remedy: "nothing to do: both are the same", at: block.range))
    guard var merged = earlier.value.object, !tags.isEmpty else { return earlier.value }
    var seen: Set<ExactName> = []
    merged["tags"] = .array(
      tags.filter { seen.insert(ExactName($0.string ?? "")).inserted }, at: tags.first?.range)
    return .object(merged, at: earlier.value.range)
  }

  /// Path items of requests that the target sends: those of a callback by their expression, webhooks
  /// by their name.
  mutating func pathItems(_ blocks: [OperationBlock]) -> Value {
    var items = LocatedObject()
    for block in blocks {
      var item = items.members[block.path]?.object ?? ValueObject()
      item.set(
        ValueObject.Member(
          name: block.method.loweredASCII(), nameRange: block.range, value: operation(block)))
      items.add(block.path, .object(item, at: block.pathRange), nameAt: block.pathRange)
    }
    return items.value(at: blocks.first?.pathRange)
  }

  private mutating func operation(_ block: OperationBlock) -> Value {
    var operation = LocatedObject()
    if let tag = block.tag {
      operation.add("tags", .array([.string(tag.text, at: tag.range)], at: tag.range))
    }
    if let summary = prose(block.summary) {
      operation.add("summary", summary, at: block.summary.range)
    }
    if let description = prose(block.description) {
      operation.add("description", description, at: block.description.range ?? block.range)
    }
    if let docs = block.externalDocs.flatMap(link) { operation.add("externalDocs", docs) }
    if block.isDeprecated { operation.add("deprecated", .bool(true, at: block.range)) }
    if let schemes = block.schemes, !family.isOpenAPI3 { operation.add("schemes", list(schemes)) }
    if let parameters = block.parameters {
      operation.add("parameters", self.parameters(parameters.table, of: block))
    }
    if let body = block.body { operation.add("requestBody", requestBody(body.table, of: block)) }
    operation.add("responses", responses(block))
    if !block.callbacks.isEmpty { addCallbacks(of: block, to: &operation) }
    if let security = block.security?.table {
      operation.add("security", requirements(security))
    }
    return operation.value(at: block.range)
  }

  private mutating func addCallbacks(of block: OperationBlock, to operation: inout LocatedObject) {
    guard family.isOpenAPI3 else {
      diagnostics += block.callbacks.map {
        Diagnostic(
          .note, code: "callback-ignored",
          "the callback \($0.name.text) is no operation of the target",
          remedy: "nothing to do: it is not exercised", at: $0.name.range)
      }
      return
    }
    var callbacks = LocatedObject()
    for callback in block.callbacks {
      callbacks.add(
        callback.name.text, pathItems(callback.operations), nameAt: callback.name.range)
    }
    operation.add("callbacks", callbacks.value(at: block.callbacks.first?.name.range))
  }
}
