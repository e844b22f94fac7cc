internal import Documents

// format (validation §7).

extension SchemaBuilder {
  mutating func compileFormat(_ schema: SchemaObject) {
    guard let name = string(schema, .format), let format = FormatCheck(name: name) else { return }
    guard options.assertFormats ?? schema.rules.assertsFormats else { return }
    guard schema.rules.isOpenAPI || !format.isOpenAPIOnly else { return }
    emit(format.isNumeric ? .numberFormat : .format, .format, a: Int(format.rawValue))
  }
}

extension SchemaValidator {
  mutating func holdsFormat(_ check: Instruction, _ index: Int) -> Bool {
    guard let format = FormatCheck(rawValue: UInt8(truncatingIfNeeded: check.a)) else {
      return true
    }
    return format.accepts(text(index))
  }

  mutating func holdsNumberFormat(_ check: Instruction, _ index: Int) -> Bool {
    guard let format = FormatCheck(rawValue: UInt8(truncatingIfNeeded: check.a)) else {
      return true
    }
    let node = tape[index]
    if let value = smallInteger(node) {
      return format == .int32 ? Int32(exactly: value) != nil : true
    }
    return format.accepts(decimal(node))
  }
}
