import Contracts
import Documents
import FoundationEssentials

/// Files that lie beside the package where it is developed and not elsewhere.
enum Shared {
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().standardized
  static let folder = package.deletingLastPathComponent().appending(path: "shared")
  static let seed = folder.appending(path: "seed/tigo_b2b_co_selfcare_crm_v2.md")
  static let pairs = folder.appending(path: "data/markdown-pairs")
  static let fixtures = package.appending(path: "Tests/ContractsTests/Fixtures")
  static let ownSpec = package.appending(path: "spec/crm/crm-b2b-co.md")
  static let ownOverlay = package.appending(path: "spec/crm/overlay.yaml")

  static func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

  static func bytes(_ url: URL) throws -> [UInt8] { Array(try Data(contentsOf: url)) }

  static func load(_ url: URL, overlays: [URL] = []) throws -> LoadedContract {
    try ContractLoader.load(
      bytes(url), file: SourceFile(name: url.lastPathComponent),
      overlays: overlays.map { (try bytes($0), SourceFile(name: $0.lastPathComponent)) })
  }
}

/// Loads a definition written in a test.
func load(_ text: String, name: String = "spec", overlays: [String] = []) throws(InvalidInput)
  -> LoadedContract
{
  try ContractLoader.load(
    Array(text.utf8), file: SourceFile(name: name),
    overlays: overlays.map { (Array($0.utf8), SourceFile(name: "overlay")) })
}

extension [Diagnostic] {
  /// `code@line`, for comparing.
  var marks: [String] { map { "\($0.code)@\($0.range?.start.line ?? 0)" } }

  func without(_ codes: String...) -> [Diagnostic] { filter { !codes.contains($0.code) } }
}

extension Contract {
  /// Everything but descriptions and places, a line each, for comparing two contracts.
  func structure() -> [String] {
    var lines = ["title \(title)", "version \(version)"]
    lines += securitySchemes.map { "scheme \($0.name): \($0.kind)" }
    for operation in operations {
      lines.append("\(operation.id)\(operation.isDeprecated ? " deprecated" : "")")
      lines.append("  security \(operation.security)")
      for parameter in operation.parameters {
        let marks =
          (parameter.isRequired ? " required" : " optional")
          + (parameter.isCredential ? " credential" : "")
        lines.append("  \(parameter.location) \(parameter.name)\(marks): \(text(parameter.schema))")
      }
      if let body = operation.body {
        let types = Set(body.content.map { text($0.schema) })
        lines.append("  body \(body.name ?? "-") \(body.isRequired): \(types.sorted())")
      }
      for response in operation.responses.sorted(by: {
        $0.status.description < $1.status.description
      }) {
        let types = Set(response.content.map { text($0.schema) })
        lines.append("  \(response.status): \(types.sorted())")
        lines += response.headers.map { "    header \($0.name): \(text($0.schema))" }
      }
    }
    for model in models { lines.append("model \(model.name): \(text(model.schema))") }
    return lines
  }

  private func text(_ reference: SchemaReference?) -> String {
    guard let reference, let schema = document[reference.pointer] else { return "none" }
    let isModel =
      reference.pointer.tokens.count == 2 && reference.pointer.tokens[0] == "definitions"
    if isModel && models.first(where: { $0.schema == reference }) == nil {
      return "$ref \(reference.pointer)"
    }
    return JSONWriter.text(Self.reduced(schema))
  }

  /// The schema without descriptions and what a parameter says beside it, its members sorted.
  private static func reduced(_ schema: Value) -> Value {
    guard let members = schema.object else { return schema }
    var kept = ValueObject()
    for name in members.names.sorted() where name != "description" {
      guard let value = members[name] else { continue }
      if ["name", "in", "collectionFormat"].contains(name) && members["in"]?.string != nil {
        continue
      }
      if name == "required" && value.bool != nil { continue }
      switch (name, value.kind) {
      case ("properties", .object(let properties)):
        var reducedProperties = ValueObject()
        for property in properties { reducedProperties[property.name] = reduced(property.value) }
        kept[name] = .object(reducedProperties)
      default: kept[name] = reduced(value)
      }
    }
    return .object(kept)
  }
}
