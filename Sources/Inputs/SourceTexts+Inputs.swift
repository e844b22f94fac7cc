package import Contracts
package import Evidence

extension SourceTexts {
  /// The files that findings may be about: the definition's, its overlays' and what the plan was made of.
  package init(of loaded: LoadedContract, _ made: PlanChoice.Made? = nil) {
    self.init()
    for (file, bytes) in loaded.texts { add(bytes, of: file) }
    for (file, bytes) in made?.files ?? [] { add(bytes, of: file) }
  }
}
