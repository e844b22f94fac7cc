import Documents
import FoundationEssentials
import Testing

/// The files under `spec/crm` and the little of the contract that these tests need to know.
enum SpecFolder {
  /// The package's folder: the nearest one above this file that has `spec/crm`.
  static var root: String? {
    var folder = #filePath.split(separator: "/").dropLast()
    while !folder.isEmpty {
      let path = "/" + folder.joined(separator: "/")
      if FileManager.default.fileExists(atPath: path + "/spec/crm/crm-b2b-co.md") { return path }
      folder = folder.dropLast()
    }
    return nil
  }

  static func lines(_ path: String) -> [String]? {
    FileManager.default.contents(atPath: path).map { data in
      String(decoding: data, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false
      ).map(String.init)
    }
  }

  static func fixtures() throws -> Value {
    let path = try #require(root) + "/spec/crm/fixtures.yaml"
    let data = try #require(FileManager.default.contents(atPath: path))
    return try YAMLReader.read([UInt8](data), file: SourceFile(name: "fixtures.yaml"))
  }
}

/// Operations, answers and models of `crm-b2b-co.md`, read line by line.
struct MarkdownFacts {
  /// The 200 answer's model by operation, for instance `GET /accounts`.
  var answers: [String: String] = [:]
  /// Parameters by operation, in order: name and place.
  var parameters: [String: [(name: String, place: String)]] = [:]
  /// Properties by model: name and type as rendered.
  var models: [String: [(name: String, type: String)]] = [:]
  /// The operations in order.
  var operations: [String] = []

  init() throws {
    let root = try #require(SpecFolder.root)
    let lines = try #require(SpecFolder.lines(root + "/spec/crm/crm-b2b-co.md"))
    var title = ""
    var operation = ""
    for line in lines {
      if line.hasPrefix("### ") {
        title = line.dropFirst(4).split(separator: " ").joined()
      } else if line.hasPrefix("##### ***") {
        operation = "\(line.dropFirst(9).dropLast(3)) \(title)"
        operations.append(operation)
      } else if line.hasPrefix("| ") {
        let cells = line.split(separator: "|", omittingEmptySubsequences: false)
          .dropFirst().dropLast().map { $0.drop { $0 == " " } }
          .map { String($0.reversed().drop { $0 == " " }.reversed()) }
        read(cells, title: title, operation: operation)
      }
    }
  }

  private mutating func read(_ cells: [String], title: String, operation: String) {
    switch cells.count {
    case 5 where cells[3] == "Yes" || cells[3] == "No":
      parameters[operation, default: []].append((cells[0], cells[1]))
    case 3 where cells[0] == "200":
      let name = cells[2].dropFirst().prefix { $0 != "]" }
      answers[operation] = String(name)
    case 4 where cells[3] == "No":
      models[title, default: []].append((cells[0], cells[1]))
    case 4 where cells[0] == title:
      models[title] = []
    default: break
    }
  }
}
