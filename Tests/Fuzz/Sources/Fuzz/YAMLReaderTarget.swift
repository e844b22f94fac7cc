internal import Documents

/// The YAML reader: what it accepts has places inside the text and is written as JSON that means the
/// same to both readers; what it refuses is refused with a place.
enum YAMLReaderTarget {
  static func run(_ bytes: [UInt8]) -> FuzzTarget.Outcome {
    let file = SourceFile(name: "fuzz.yaml")
    let value: Value
    do {
      value = try YAMLReader.read(bytes, file: file)
    } catch {
      Places.checkRefusal(error, lines: Places.lineCount(bytes))
      return .tried
    }
    Places.check(value, lines: Places.lineCount(bytes))
    let written = JSONWriter.bytes(value)
    guard let document = try? JSONReader.read(written, file: file, depthLimit: 600) else {
      hold(false, "what was written is refused")
      return .tried
    }
    hold(JSONWriter.bytes(Value(document)) == written, "another value after writing")
    if let json = try? JSONReader.read(bytes, file: file), !json.hasDuplicateMembers {
      hold(
        JSONWriter.bytes(Value(json)) == written,
        "JSON means something else as YAML: \(JSONWriter.text(value))")
    }
    // libyaml is of YAML 1.1: it refuses some JSON, but must not read it otherwise.
    if let again = try? YAMLReader.read(written, file: file) {
      hold(
        JSONWriter.bytes(again) == written,
        "what was written means something else as YAML: \(JSONWriter.text(again))")
    }
    return .tried
  }
}

/// What has to hold for places in files.
enum Places {
  static func lineCount(_ bytes: [UInt8]) -> Int {
    // At most: CR LF counts twice.
    1 + bytes.count { $0 == 0x0A || $0 == 0x0D }
  }

  static func checkRefusal(_ error: InvalidInput, lines: Int) {
    hold(error.diagnostics.contains { $0.severity == .error }, "no error in \(error)")
    for diagnostic in error.diagnostics {
      hold(diagnostic.range != nil, "no place for \(diagnostic)")
      check(diagnostic.range, lines: lines)
    }
  }

  static func check(_ range: SourceRange?, lines: Int) {
    guard let range else { return }
    hold(
      range.start.line >= 1 && range.start.column >= 1 && range.start <= range.end
        && range.start.line <= lines, "\(range) to \(range.end) in \(lines) lines")
  }

  /// Every part of a value that was read stands somewhere in its file.
  static func check(_ value: Value, lines: Int) {
    var left = [value]
    while let value = left.popLast() {
      hold(value.range != nil, "no place for \(JSONWriter.text(value))")
      check(value.range, lines: lines)
      left += value.array ?? []
      for member in value.object ?? ValueObject() {
        check(member.nameRange, lines: lines)
        left.append(member.value)
      }
    }
  }
}
