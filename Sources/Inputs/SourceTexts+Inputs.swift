package import Contracts
import Documents
package import Evidence

extension SourceTexts {
  /// The files that findings may be about: the definition's, its overlays' and the suites'.
  ///
  /// - Parameter suites: paths.
  package init(of loaded: LoadedContract, suites: [String] = []) {
    self.init()
    for (file, bytes) in loaded.texts { add(bytes, of: file) }
    for path in suites {
      // It was read for the plan before; without it a report only shows fewer lines.
      if let bytes = try? InputFile.read(path, what: "the suite") {
        add(bytes, of: SourceFile(name: path))
      }
    }
  }
}
