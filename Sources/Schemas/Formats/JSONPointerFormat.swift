/// JSON Pointer (RFC 6901 §3) and Relative JSON Pointer (draft-handrews-relative-json-pointer-01 §3).
enum JSONPointerFormat {
  static func isPointer(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    guard first == 0x2F else { return false }
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == 0x7E else { continue }
      guard let next = rest.popFirst(), next == 0x30 || next == 0x31 else { return false }
    }
    return true
  }

  static func isRelativePointer(_ text: ArraySlice<UInt8>) -> Bool {
    let number = text.prefix(while: \.isDigit)
    guard let first = number.first, number.count == 1 || first != 0x30 else { return false }
    let rest = text.dropFirst(number.count)
    return rest.elementsEqual([0x23]) || isPointer(rest)
  }
}
