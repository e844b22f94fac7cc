package import Documents

extension JSONPointer {
  /// The pointer for people, who would not see an empty one.
  package var display: String {
    tokens.isEmpty ? "\"\" (the whole body)" : description
  }

  /// The pointer with every array index as `*`: what is wrong in all items is wrong once.
  package var shape: String {
    tokens.map { JSONPointer.arrayIndex($0) == nil ? "/" + JSONPointer.escaped($0) : "/*" }.joined()
  }
}
