extension Value {
  /// The whole document as a tree with ranges. Of a repeated name the last value is kept, at the
  /// place of the first; the document lists them.
  package init(_ document: JSONDocument) {
    self = document.root.value
  }
}

extension JSONNode {
  /// This value as a tree with ranges.
  package var value: Value { TreeBuilder.build(self) }
}
