import Contracts
import Documents
import FoundationEssentials
import Testing

/// Definitions with something wrong in any place: what loads can be converted, what comes out can be
/// loaded, and comparing ends.
@Suite("Conversion of broken definitions")
struct ConversionMutationTests {
  static let wrong: [Value] = [
    .null, .bool(true), .integer(7), .string("#/definitions/Item"), .array([]),
    .array([.string("a"), .null]), .object([]), .object([("$ref", .string("#/nowhere"))]),
  ]

  /// Every place of a value, by pointer.
  static func places(_ value: Value) -> [JSONPointer] {
    var found: [JSONPointer] = []
    var open: [(JSONPointer, Value)] = [(JSONPointer(), value)]
    while let (pointer, value) = open.popLast() {
      found.append(pointer)
      for member in value.object ?? ValueObject() {
        open.append((pointer.appending(member.name), member.value))
      }
      for (index, item) in (value.array ?? []).enumerated() {
        open.append((pointer.appending(index), item))
      }
    }
    return found
  }

  static func replacing(_ value: Value, _ tokens: ArraySlice<String>, _ other: Value) -> Value {
    guard let token = tokens.first else { return other }
    if var members = value.object, let inner = members[token] {
      members[token] = replacing(inner, tokens.dropFirst(), other)
      return .object(members, at: value.range)
    }
    if var items = value.array, let index = Int(token), items.indices.contains(index) {
      items[index] = replacing(items[index], tokens.dropFirst(), other)
      return .array(items, at: value.range)
    }
    return value
  }

  @Test(arguments: ["swagger", "openapi"])
  func nothingBreaks(_ family: String) throws {
    let file = DiffTests.folder.appending(path: "\(family).yaml")
    let base = try Shared.load(file).contract
    var converted = 0
    // Each place with some of the values, so that all of them meet all kinds of places.
    let pairs = Self.places(base.document).enumerated().flatMap { number, place in
      (0..<2).map { (place, Self.wrong[(number + $0 * 3) % Self.wrong.count]) }
    }
    for (place, other) in pairs where !place.tokens.isEmpty {
      let document = Self.replacing(base.document, place.tokens[...], other)
      guard let contract = try? load(JSONWriter.text(document)).contract else { continue }
      _ = ContractDiff.changes(from: base, to: contract)
      for target in ConversionTarget.allCases {
        let text = ConversionFixtureTests.text(contract, target)
        // Without a path nothing can be read back.
        if contract.operations.isEmpty { continue }
        do {
          let back = try load(text, name: target.rawValue).contract
          #expect(back.operations.count == contract.operations.count, "\(place) \(target)")
          converted += 1
        } catch {
          Issue.record("\(place) = \(JSONWriter.text(other)) as \(target.rawValue): \(error)")
        }
      }
    }
    #expect(converted > 600)
  }

  @Test func otherFilesAreBroughtIn() throws {
    let files = OtherFiles(texts: [
      "models.yaml": """
      Pet: {type: object, properties: {owner: {$ref: '#/Owner'}}}
      Owner: {type: object, properties: {name: {type: string}}}
      """
    ])
    let source = """
      openapi: 3.0.3
      info: {title: t, version: '1'}
      paths:
        /a:
          get:
            responses:
              '200':
                description: ok
                content: {application/json: {schema: {$ref: 'models.yaml#/Pet'}}}
      """
    let contract = try ContractLoader.load(
      Array(source.utf8), file: SourceFile(name: "spec.yaml"), files: files
    ).contract
    for target in ConversionTarget.allCases {
      let back = try load(ConversionFixtureTests.text(contract, target)).contract
      #expect(back.models.map(\.name).sorted() == ["Owner", "Pet"], "\(target)")
      #expect(ConversionFixtureTests.differences(contract, back) == [], "\(target)")
    }
  }
}

/// The files of one folder, held in memory.
private struct OtherFiles: SpecFileSource {
  var texts: [String: String]

  var root: SpecFileLocation {
    SpecFileLocation(identity: "spec.yaml", name: "spec.yaml", key: "spec.yaml")
  }

  func locate(
    _ reference: String, from location: SpecFileLocation
  ) throws(SpecFileRefusal) -> SpecFileLocation {
    SpecFileLocation(identity: reference, name: reference, key: reference)
  }

  func read(_ location: SpecFileLocation) throws(SpecFileRefusal) -> [UInt8] {
    Array((texts[location.identity] ?? "").utf8)
  }
}
