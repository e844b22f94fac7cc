import Documents
import Evidence
import FoundationEssentials
import Inputs
import Schemas

/// The folders that `--remote URL=DIR` maps: every JSON and YAML file in one is the document of the
/// URL with the file's path behind it. Nothing is fetched.
struct RemoteSchemas {
  private(set) var registry = SchemaRegistry()
  /// Files that are left out, each with the reason; a reference to one leads nowhere.
  private(set) var diagnostics: [Diagnostic] = []
  private let dialect: SchemaDialect
  private var fileCount = 0
  private var byteCount = 0

  private static let fileLimit = 10_000
  private static let byteLimit = 256 << 20
  private static let depthLimit = 32

  /// - Parameter dialect: of those that don't name theirs by `$schema`.
  init(_ mappings: [String], dialect: SchemaDialect) throws(Failure) {
    self.dialect = dialect
    for mapping in mappings {
      guard let sign = mapping.firstIndex(of: "=") else { throw Self.malformed(mapping) }
      var url = mapping[..<sign]
      let folder = String(mapping[mapping.index(after: sign)...])
      while url.hasSuffix("/") { url = url.dropLast() }
      guard !url.isEmpty, !folder.isEmpty, !url.contains("#"), !url.contains("?") else {
        throw Self.malformed(mapping)
      }
      guard let root = InputFile.identity(folder), InputFile.isFolder(root) else {
        throw .unusable(
          "--remote maps \(url) to `\(folder)`, which is no folder", remedy: "check the path")
      }
      try add(folder, identity: root, root: root, url: String(url), depth: 0)
    }
  }

  private static func malformed(_ mapping: String) -> Failure {
    .unusable(
      "--remote `\(mapping)` maps nothing",
      remedy: "write URL=DIR, for instance https://example.com/schemas=./schemas")
  }

  /// Adds a folder's files and folders, in the order of their names.
  private mutating func add(
    _ folder: String, identity own: String, root: String, url: String, depth: Int
  ) throws(Failure) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw .unusable("the folder `\(folder)` can't be read", remedy: "check its permissions")
    }
    for name in names where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      guard let identity = InputFile.identity(path), identity.hasPrefix(root + "/") else {
        if isSchema(name) { leaveOut(path, "leads out of the folder", "copy it into the folder") }
        continue
      }
      let inner = "\(url)/\(PercentEncoding.encode(name, keeping: .segment))"
      if InputFile.isFolder(path) {
        // A link to a folder may lead in a circle.
        guard identity == "\(own)/\(name)", depth < Self.depthLimit else { continue }
        try add(path, identity: identity, root: root, url: inner, depth: depth + 1)
      } else if isSchema(name) {
        try add(file: path, url: inner)
      }
    }
  }

  private func isSchema(_ name: String) -> Bool {
    name.hasSuffix(".json") || InputDocument.isNamedYAML(name)
  }

  private mutating func add(file path: String, url: String) throws(Failure) {
    let bytes = try InputFile.read(path, what: "the schema")
    fileCount += 1
    byteCount += bytes.count
    guard fileCount <= Self.fileLimit, byteCount <= Self.byteLimit else {
      throw .unusable(
        "the folders of --remote hold more than \(Self.fileLimit) schemas or"
          + " \(Self.byteLimit >> 20) MiB",
        remedy: "map a smaller folder")
    }
    do {
      let document = try StructuredReader.read(bytes, file: SourceFile(name: path))
      registry.add(document, uri: url, dialect: dialect)
    } catch {
      diagnostics += error.diagnostics.map { problem in
        var warning = problem
        warning.severity = .warning
        return warning
      }
    }
  }

  private mutating func leaveOut(_ path: String, _ reason: String, _ remedy: String) {
    diagnostics.append(
      Diagnostic(
        .warning, code: "remote-left-out", "the schema \(reason) and is left out",
        remedy: remedy,
        at: SourceRange(
          file: SourceFile(name: path), start: SourcePosition(line: 1, column: 1))))
  }
}
