import Documents

/// Compares schemas through references, each pair once, and gathers which operations they concern.
///
/// A pair that a reference leads to is a node of its own, so a model is compared and reported once
/// however many operations use it, and circles end.
struct SchemaComparison {
  struct Key: Hashable {
    var old: JSONPointer
    var new: JSONPointer
    var direction: DataDirection
  }

  struct Node {
    var old: SchemaPlace
    var new: SchemaPlace
    var direction: DataDirection
    /// What it is, for messages.
    var subject: String
    var changes: [ContractChange] = []
    /// Who leads here.
    var users: [Int] = []
    /// The operations that begin here.
    var operations: [Contract.Operation.ID] = []
  }

  let old: Contract
  let new: Contract
  let oldReferences: LocalReference
  let newReferences: LocalReference
  private let oldModels: Set<ExactName>
  private let newModels: Set<ExactName>
  var nodes: [Node] = []
  private var ids: [Key: Int] = [:]
  private var open: [Int] = []
  private var renamed: Set<ExactName> = []

  init(old: Contract, new: Contract) {
    self.old = old
    self.new = new
    oldReferences = LocalReference(document: old.document)
    newReferences = LocalReference(document: new.document)
    oldModels = Set(old.models.map { ExactName($0.name) })
    newModels = Set(new.models.map { ExactName($0.name) })
  }

  /// Compares what an operation sends or answers. Nothing is said where neither side has a schema;
  /// the side that has none accepts everything.
  mutating func begin(
    _ old: Contract.SchemaReference?, _ new: Contract.SchemaReference?,
    _ direction: DataDirection, subject: String, of operation: Contract.Operation.ID
  ) {
    let before = old.flatMap { SchemaPlace($0, in: self.old) }
    let after = new.flatMap { SchemaPlace($0, in: self.new) }
    guard before != nil || after != nil else { return }
    if let only = before == nil || after == nil ? before ?? after : nil {
      let document = before == nil ? self.new.document : self.old.document
      if SchemaFacts(only, in: document).types == ["file"] { return }
    }
    begin(
      before ?? SchemaPlace(value: .object([]), pointer: nil),
      after ?? SchemaPlace(value: .object([]), pointer: nil), direction, subject, operation)
  }

  /// Compares forms.
  mutating func begin(
    form old: SchemaPlace?, _ new: SchemaPlace?, subject: String,
    of operation: Contract.Operation.ID
  ) {
    guard let old, let new else { return }
    begin(old, new, .request, subject, operation)
  }

  private mutating func begin(
    _ old: SchemaPlace, _ new: SchemaPlace, _ direction: DataDirection, _ subject: String,
    _ operation: Contract.Operation.ID
  ) {
    let node = node(old, new, direction, subject)
    if nodes[node].operations.last != operation { nodes[node].operations.append(operation) }
    while let next = open.popLast() { SchemaPairing.compare(next, in: &self) }
  }

  /// The node of a pair, which is compared later if it has not been.
  mutating func node(
    _ old: SchemaPlace, _ new: SchemaPlace, _ direction: DataDirection, _ subject: String
  ) -> Int {
    var subject = subject
    if let before = old.modelName, let after = new.modelName {
      subject = "the model `\(after)`"
      noteRenaming(before, after, old, new)
    }
    let key = old.pointer.flatMap { oldPointer in
      new.pointer.map { Key(old: oldPointer, new: $0, direction: direction) }
    }
    if let key, let known = ids[key] { return known }
    let id = nodes.count
    if let key { ids[key] = id }
    nodes.append(Node(old: old, new: new, direction: direction, subject: subject))
    open.append(id)
    return id
  }

  private var renamings: [(change: ContractChange, old: JSONPointer?, new: JSONPointer?)] = []

  /// A model of another name is a renamed one where the old name is gone.
  private mutating func noteRenaming(
    _ before: String, _ after: String, _ old: SchemaPlace, _ new: SchemaPlace
  ) {
    guard before != after, !newModels.contains(ExactName(before)),
      !oldModels.contains(ExactName(after)), renamed.insert(ExactName(before)).inserted
    else { return }
    renamings.append(
      (
        ContractChange(
          SchemaChanges.modelRenamed, "the model `\(before)` is called `\(after)` now",
          old: old.value.range, new: new.value.range),
        old.pointer, new.pointer
      ))
  }

  /// Whether a model stands at a place that has its name in both contracts.
  func isModel(_ place: SchemaPlace, of references: LocalReference) -> Bool {
    guard let name = SchemaFactsReader.followed(place, references).modelName else { return false }
    return oldModels.contains(ExactName(name)) && newModels.contains(ExactName(name))
  }

  // MARK: Results

  /// All changes, each with the operations that it concerns.
  func changes() -> [ContractChange] {
    let order = operationOrder
    var result: [ContractChange] = []
    for renaming in renamings {
      var change = renaming.change
      let places = nodes.indices.filter {
        nodes[$0].old.pointer == renaming.old && nodes[$0].new.pointer == renaming.new
      }
      change.operations = operations(from: places, order)
      result.append(change)
    }
    for id in nodes.indices where !nodes[id].changes.isEmpty {
      let operations = operations(from: [id], order)
      result += nodes[id].changes.map { change in
        var change = change
        change.operations = operations
        return change
      }
    }
    return result
  }

  private var operationOrder: [Contract.Operation.ID: Int] {
    Dictionary(
      new.operations.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func operations(
    from starts: [Int], _ order: [Contract.Operation.ID: Int]
  ) -> [Contract.Operation.ID] {
    var seen = Set(starts)
    var open = starts
    var found: Set<Contract.Operation.ID> = []
    while let id = open.popLast() {
      found.formUnion(nodes[id].operations)
      open += nodes[id].users.filter { seen.insert($0).inserted }
    }
    return found.sorted { (order[$0] ?? .max) < (order[$1] ?? .max) }
  }
}
