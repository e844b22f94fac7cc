import Testing

@testable import Documents

@Suite struct DuplicateSearchTests {
  /// Names whose hashes collide too often are sorted instead; the answer is the same.
  @Test(arguments: [40, 500, 20_000]) func sortingFindsTheSame(_ count: Int) throws {
    var names = (0..<count).map { "k\($0 * 7 % count)" }
    names += ["k0", "k1", "k1", "\\u006b2"]
    let text = "{" + names.map { "\"\($0)\":[0]" }.joined(separator: ",") + "}"
    let document = try JSONReader.read(Array(text.utf8), file: SourceFile(name: "t"))
    var tape = document.tape
    var found: [[TapeBuilder.Duplicate]] = []
    for stepsPerName in [32, 0] {
      var duplicates: [TapeBuilder.Duplicate] = []
      document.bytes.withUnsafeBufferPointer { bytes in
        tape.withUnsafeMutableBufferPointer { nodes in
          guard let base = bytes.baseAddress, let nodes = nodes.baseAddress else { return }
          DuplicateSearch.run(
            base, nodes, object: 0, count: names.count, stepsPerName: stepsPerName,
            into: &duplicates)
        }
      }
      found.append(duplicates)
    }
    #expect(found[0].map(\.second) == found[1].map(\.second))
    #expect(found[0].map(\.first) == found[1].map(\.first))
    #expect(document.duplicateMembers.map(\.name) == ["k0", "k1", "k1", "k2"])
  }

  @Test func hashesOfDecodedAndRawNamesAgree() throws {
    for name in [
      "", "a", "12345678", "123456789", "1234567890123456", "é", "a longer name than that",
    ] {
      let quoted = JSONWriter.quoted(name)
      let escaped =
        "\""
        + name.utf16.map { unit in
          let digits = String(unit, radix: 16)
          return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined() + "\""
      let text = "{\(quoted):1,\(escaped):2}"
      let document = try JSONReader.read(Array(text.utf8), file: SourceFile(name: "t"))
      #expect(document.tape[1].extra == KeyHash.of(name))
      #expect(document.tape[3].extra == KeyHash.of(name))
      #expect(document.duplicateMembers.map(\.name) == [name])
      #expect(document.root[name]?.number?.text == "2")
    }
  }
}
