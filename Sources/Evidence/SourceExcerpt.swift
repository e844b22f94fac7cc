/// A few lines of an input file around the place that a finding is about.
package struct SourceExcerpt: Sendable, Hashable {
  /// The number of the first of them, from 1.
  package var firstLine: Int
  /// Without their line ends; a long one is cut, with `…` where something is missing.
  package var lines: [String]

  package init(firstLine: Int, lines: [String]) {
    self.firstLine = firstLine
    self.lines = lines
  }
}
