import Documents
package import Reports

extension Baseline {
  /// What the file at a path lists.
  package static func entries(at path: String) throws(Failure) -> [Entry] {
    let bytes = try InputFile.read(path, what: "the baseline")
    do {
      return try entries(try StructuredReader.read(bytes, file: SourceFile(name: path)))
    } catch {
      throw Failure(error)
    }
  }
}
