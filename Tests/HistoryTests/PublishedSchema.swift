import Documents
import Foundation
import Schemas
import Testing

/// A schema of spec/formats, closed for the test: what it does not name is a mistake here.
struct PublishedSchema {
  private let schema: Schema

  init(_ name: String) throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../spec/formats/\(name).schema.json").path
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    let value = try StructuredReader.read(bytes, file: SourceFile(name: name))
    var registry = SchemaRegistry()
    registry.add(Self.closed(value), uri: "urn:test:schema", dialect: .draft202012)
    schema = try SchemaCompiler(registry: registry, dialect: .draft202012)
      .compile(uri: "urn:test:schema")
  }

  /// Every object with properties takes no others; those at the root stand in several parts.
  private static func closed(_ value: Value, isRoot: Bool = true) -> Value {
    if let object = value.object {
      var members = object.map { ($0.name, closed($0.value, isRoot: false)) }
      if isRoot {
        members.append(("unevaluatedProperties", .bool(false)))
      } else if object["properties"] != nil, object["type"] != nil,
        object["format"] == nil, !reports.contains(where: { object["required"]?.holds($0) == true })
      {
        members.append(("additionalProperties", .bool(false)))
      }
      return .object(members)
    }
    if let items = value.array { return .array(items.map { closed($0, isRoot: false) }) }
    return value
  }

  /// A member by which the part of each report at the root is known.
  private static let reports = ["size", "timings", "before", "repairs", "cases"]

  func expect(_ bytes: [UInt8]) throws {
    let document = try JSONReader.read(bytes, file: SourceFile(name: "<view>"))
    let violations = schema.violations(in: document.root)
    #expect(violations.isEmpty, "\(violations)")
  }
}

extension Value {
  fileprivate func holds(_ text: String) -> Bool { array?.contains { $0.string == text } ?? false }
}
