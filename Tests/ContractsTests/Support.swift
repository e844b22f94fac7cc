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
  func structure(_ options: StructureOptions = StructureOptions()) -> [String] {
    var lines = ["title \(title)", "version \(version)"]
    if options.hasSecurity {
      lines += securitySchemes.map { "scheme \($0.name): \($0.kind)" }
    }
    for operation in operations {
      lines.append(
        "\(operation.id)\(operation.isDeprecated && options.hasDeprecated ? " deprecated" : "")")
      if options.hasSecurity { lines.append("  security \(operation.security)") }
      for parameter in operation.parameters {
        let marks =
          (parameter.isRequired ? " required" : " optional")
          + (parameter.isCredential ? " credential" : "")
        let type = text(parameter.schema, options)
        lines.append("  \(parameter.location) \(parameter.name)\(marks): \(type)")
      }
      if let body = operation.body {
        let types = options.hasSchemas ? Set(body.content.map { text($0.schema, options) }) : []
        lines.append("  body \(body.name ?? "-") \(body.isRequired): \(types.sorted())")
      }
      for response in operation.responses.sorted(by: {
        $0.status.description < $1.status.description
      }) {
        let types = options.hasSchemas ? Set(response.content.map { text($0.schema, options) }) : []
        lines.append("  \(response.status): \(types.sorted())")
        if options.hasHeaders {
          lines += response.headers.map { "    header \($0.name): \(text($0.schema, options))" }
        }
      }
    }
    if options.hasSchemas {
      for model in models { lines.append("model \(model.name): \(text(model.schema, options))") }
    }
    return lines
  }

  private func text(_ reference: SchemaReference?, _ options: StructureOptions) -> String {
    guard let reference, let schema = document[reference.pointer] else { return "none" }
    let isModel =
      reference.pointer.tokens.count == 2 && reference.pointer.tokens[0] == "definitions"
    if isModel && models.first(where: { $0.schema == reference }) == nil {
      return "$ref \(reference.pointer)"
    }
    return JSONWriter.text(options.reduced(schema))
  }
}

/// What of a contract is compared, and what a rendering carries of it.
struct StructureOptions {
  var hasSecurity = true
  var hasSchemas = true
  var hasDeprecated = true
  var hasHeaders = true
  /// Members of schemas that are left out of the comparison.
  var ignored: Set<String> = ["description"]
  /// Whether the rendering prints `array` without its items.
  var hasItems = true
  /// Whether int32 and no format are the same text.
  var hasInt32 = true

  func reduced(_ schema: Value) -> Value {
    guard let members = schema.object else { return schema }
    var kept = ValueObject()
    for name in members.names.sorted() where !ignored.contains(name) {
      guard let value = members[name] else { continue }
      if name == "items" && !hasItems { continue }
      if name == "format" && value.string == "int32" && !hasInt32 { continue }
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
