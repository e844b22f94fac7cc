package import Documents
internal import Markup

extension JSONPointer {
  /// The pointer for people, who would not see an empty one.
  package var display: String {
    isRoot ? "\"\" (the whole body)" : description
  }

  func writeDisplay(to text: inout TextBuffer) {
    if isRoot { text.append(display) }
    for token in tokens {
      text.append(UInt8(ascii: "/"))
      text.append(JSONPointer.escaped(token))
    }
  }

  /// The pointer with every array index as `*`: what is wrong in all items is wrong once.
  package var shape: String {
    tokens.reduce(into: "") { text, token in
      text += "/"
      text += JSONPointer.arrayIndex(token) == nil ? JSONPointer.escaped(token) : "*"
    }
  }
}
