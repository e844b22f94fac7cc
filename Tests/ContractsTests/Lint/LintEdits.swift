import Contracts
import Documents
import FoundationEssentials
import Testing

/// `Fixtures/lint-edits.yaml`: one small edit of a faultless definition, and what lint then says.
struct LintEdit: Sendable, CustomTestStringConvertible {
  enum Shape: String, Sendable, CaseIterable {
    case swagger, openapi

    var base: String {
      switch self {
      case .swagger: "shop-swagger2.yaml"
      case .openapi: "shop-openapi3.yaml"
      }
    }
  }

  var name: String
  var shape: Shape
  /// What is replaced and by what, in turn.
  var edits: [(old: String, new: String)]
  var expected: [String]
  var testDescription: String { "\(shape): \(name)" }

  static let all: [LintEdit] = {
    guard let bytes = try? Shared.bytes(folder.appending(path: "lint-edits.yaml")),
      let rows = try? StructuredReader.read(bytes, file: SourceFile(name: "lint-edits.yaml")).array
    else { return [] }
    return rows.flatMap { row in
      Shape.allCases.compactMap { shape -> LintEdit? in
        guard let expected = row[shape.rawValue]?.array else { return nil }
        let texts = (row["edits"]?.array ?? []).compactMap(\.string)
        let edits = stride(from: 0, to: texts.count - 1, by: 2).map {
          (old: texts[$0], new: texts[$0 + 1])
        }
        return LintEdit(
          name: row["name"]?.string ?? "", shape: shape, edits: edits,
          expected: expected.compactMap(\.string))
      }
    }
  }()

  static let folder = Shared.package.appending(path: "Tests/ContractsTests/Fixtures")

  static func text(of file: String) throws -> String {
    String(decoding: try Shared.bytes(folder.appending(path: file)), as: UTF8.self)
  }

  /// The definition with the edits; nil where one of them finds nothing.
  func text() throws -> String? {
    var text = try Self.text(of: shape.base)
    for (old, new) in edits {
      guard let first = old.split(separator: "⏎").first, let found = text.firstRange(of: first)
      else {
        return nil
      }
      let line = text[..<found.lowerBound].lastIndex(of: "\n").map(text.index(after:))
      let indentation = text[(line ?? text.startIndex)...].prefix { $0 == " " }
      let wanted = old.replacing("⏎", with: "\n\(indentation)")
      guard let place = text.firstRange(of: wanted) else { return nil }
      text.replaceSubrange(place, with: new.replacing("⏎", with: "\n\(indentation)"))
    }
    return text
  }
}
