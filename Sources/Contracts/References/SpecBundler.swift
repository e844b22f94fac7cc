import Documents
internal import Schemas

/// Puts the other files that a definition refers to into its document, and turns the references to
/// them into local ones. Each file is read once, whoever refers to it.
///
/// Values keep their ranges, so that messages name the file in which something stands. A document
/// that refers to no other file comes out as it went in.
struct SpecBundler {
  /// One file of the definition; the first is the definition itself.
  struct File {
    var location: SpecFileLocation
    var tree: Value
    /// Where it stands in the document.
    var pointer: JSONPointer
  }

  private let source: any SpecFileSource
  /// Whether schemas may have identifiers and anchors.
  let hasIdentifiers: Bool
  private(set) var files: [File] = []
  var diagnostics: [Diagnostic] = []
  /// Places of files by identity.
  private var places: [String: Int] = [:]
  /// Files that were tried in vain, by identity: one message each.
  private var failures: Set<String> = []
  /// Places of documents and schemas with an identifier of their own, by URI.
  var identified: [String: JSONPointer] = [:]
  var anchors: [Anchor: JSONPointer] = [:]

  /// More files than any definition in use has.
  private static let fileLimit = 10_000

  /// The document with all its files.
  static func bundle(
    _ tree: Value, from source: any SpecFileSource, diagnostics: inout [Diagnostic]
  ) -> Value {
    let version = OpenAPIVersion(of: tree)
    var bundler = SpecBundler(source: source, hasIdentifiers: version.map { $0 >= .v31 } ?? false)
    let result = bundler.bundle(tree)
    diagnostics += bundler.diagnostics
    return result
  }

  private init(source: any SpecFileSource, hasIdentifiers: Bool) {
    self.source = source
    self.hasIdentifiers = hasIdentifiers
  }

  private mutating func bundle(_ tree: Value) -> Value {
    add(tree, at: source.root, pointer: JSONPointer())
    var place = 0
    // The walk finds further files, which are added to the end.
    while place < files.count {
      let scope = Scope(file: place, root: files[place].pointer)
      if let changed = rewritten(files[place].tree, .object, scope) { files[place].tree = changed }
      place += 1
    }
    guard files.count > 1, case .object(var members) = files[0].tree.kind else {
      return files[0].tree
    }
    var others = ValueObject()
    for file in files.dropFirst() { others[file.location.key] = file.tree }
    members[BundledFiles.member] = .object(others)
    return .object(members, at: tree.range)
  }

  private mutating func add(_ tree: Value, at location: SpecFileLocation, pointer: JSONPointer) {
    places[location.identity] = files.count
    files.append(File(location: location, tree: tree, pointer: pointer))
    if hasIdentifiers { identify(tree, at: pointer) }
  }

  /// The file that a reference leads to, read now if it is new; nil and a diagnostic where that can't
  /// be.
  mutating func file(
    of reference: String, from file: Int, at range: SourceRange?
  ) -> File? {
    do throws(SpecFileRefusal) {
      return try found(source.locate(reference, from: files[file].location))
    } catch {
      diagnostics.append(
        Diagnostic(
          .error, code: error.code,
          "the reference `\(URIReference(reference).shown)` \(error.reason)",
          remedy: error.remedy, at: range))
      return nil
    }
  }

  private mutating func found(_ location: SpecFileLocation) throws(SpecFileRefusal) -> File? {
    if let known = places[location.identity] { return files[known] }
    guard failures.insert(location.identity).inserted else { return nil }
    guard files.count < Self.fileLimit else {
      throw SpecFileRefusal(
        code: "reference-too-many", reason: "leads to one more than \(Self.fileLimit) files",
        remedy: "join some of them")
    }
    let bytes = try source.read(location)
    do {
      let tree = try StructuredReader.read(bytes, file: SourceFile(name: location.name))
      failures.remove(location.identity)
      add(tree, at: location, pointer: BundledFiles.pointer(of: location.key))
      return files.last
    } catch {
      diagnostics += error.diagnostics
      return nil
    }
  }
}
