import Contracts
import Documents

/// Reads a workflow document with the others that it names as sources. Opens none itself.
struct ArazzoLoader {
  private let files: any SpecFileSource
  /// Documents that are being read, the outermost first.
  private var open: [SpecFileLocation] = []
  private var known: [String: ArazzoDocument] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  /// Documents that one may lead through.
  private static let depthLimit = 32

  init(_ files: any SpecFileSource) { self.files = files }

  /// The document; nil, with diagnostics, where it is none.
  mutating func document(_ value: Value, at location: SpecFileLocation) -> ArazzoDocument? {
    open.append(location)
    defer { open.removeLast() }
    var reader = ArazzoReader(value, file: SourceFile(name: location.name))
    let parts = reader.read()
    diagnostics += reader.diagnostics
    guard let parts else { return nil }
    var others: [String: ArazzoDocument] = [:]
    for source in parts.sources where source.kind == .arazzo {
      others[source.name] = other(source, from: location)
    }
    let document = ArazzoDocument(
      file: SourceFile(name: location.name), version: parts.version, title: parts.title,
      own: parts.own, sources: parts.sources, workflows: parts.workflows, root: value,
      others: others)
    known[location.identity] = document
    return document
  }

  private mutating func other(
    _ source: ArazzoSource, from location: SpecFileLocation
  ) -> ArazzoDocument? {
    let target: SpecFileLocation
    let value: Value
    do {
      target = try files.locate(source.url, from: location)
      if let document = known[target.identity] { return document }
      guard !isOpen(target, source) else { return nil }
      let bytes = try files.read(target)
      do {
        value = try StructuredReader.read(bytes, file: SourceFile(name: target.name))
      } catch {
        diagnostics += error.diagnostics
        return nil
      }
    } catch {
      diagnostics.append(
        Diagnostic(
          .error, code: error.code, "the source `\(source.url)` \(error.reason)",
          remedy: error.remedy, at: source.urlRange))
      return nil
    }
    guard ArazzoDocument.isOne(value) else {
      diagnostics.append(
        Diagnostic(
          .error, code: "wrong-format",
          "the source `\(source.url)` is no workflow document: it has no key `arazzo`",
          remedy: "name an Arazzo document, or write `type: openapi`", at: source.urlRange))
      return nil
    }
    return document(value, at: target)
  }

  /// Diagnoses a document that leads back to itself, or too far.
  private mutating func isOpen(_ target: SpecFileLocation, _ source: ArazzoSource) -> Bool {
    if let start = open.firstIndex(where: { $0.identity == target.identity }) {
      let way = (open[start...].map(\.name) + [target.name]).joined(separator: " → ")
      diagnostics.append(
        Diagnostic(
          .error, code: "cyclic-source", "the sources lead in a circle: \(way)",
          remedy: "put the workflows that need each other into one document", at: source.urlRange))
      return true
    }
    guard open.count < Self.depthLimit else {
      diagnostics.append(
        Diagnostic(
          .error, code: "deep-source",
          "sources lead through more than \(Self.depthLimit) documents",
          remedy: "name the documents directly", at: source.urlRange))
      return true
    }
    return false
  }
}
