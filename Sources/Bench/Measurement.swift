import Contracts
import Documents
import Foundation
import Inputs
import Schemas

/// What can be measured.
enum Measurement {
  /// One unit of work, prepared.
  static func named(_ name: String, _ files: [String]) throws -> () throws -> Int {
    switch (name, files.count) {
    case ("reader", 1):
      let bytes = try read(files[0])
      let file = SourceFile(name: files[0])
      return { try JSONReader.read(bytes, file: file).tape.count }
    case ("foundation", 1):
      let data = Data(try read(files[0]))
      return {
        try JSONSerialization.jsonObject(with: data) is [String: Any] ? 1 : 0
      }
    case ("flag", 2):
      let schema = try schema(files[0])
      let document = try document(files[1])
      return { schema.isValid(document.root) ? 1 : 0 }
    case ("report", 2):
      let schema = try schema(files[0])
      let document = try document(files[1])
      return { schema.violations(in: document.root, limit: .max).count }
    case ("bytes", 2):
      let schema = try schema(files[0])
      let bytes = try read(files[1])
      let file = SourceFile(name: files[1])
      return { schema.isValid(try JSONReader.read(bytes, file: file).root) ? 1 : 0 }
    case ("contract", 1):
      return { try contract(files[0]).schemas.compileAll().count }
    case ("contract-load", 1):
      return { try contract(files[0]).contract.operations.count }
    default:
      throw Problem("no measurement is called \(name) with \(files.count) files")
    }
  }

  private static func read(_ path: String) throws -> [UInt8] {
    try InputFile.read(path, what: "the file")
  }

  private static func document(_ path: String) throws -> JSONDocument {
    try JSONReader.read(try read(path), file: SourceFile(name: path))
  }

  private static func contract(_ path: String) throws -> LoadedContract {
    try ContractLoader.load(try read(path), file: SourceFile(name: path))
  }

  private static func schema(_ path: String) throws -> Schema {
    var registry = SchemaRegistry()
    let value = try StructuredReader.read(try read(path), file: SourceFile(name: path))
    registry.add(value, uri: "bench:/schema", dialect: .draft202012)
    let compiler = SchemaCompiler(registry: registry, dialect: .draft202012)
    return try compiler.compile(uri: "bench:/schema")
  }
}
