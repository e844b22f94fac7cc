/// An input that a person can be pointed at: a file's path as the user gave it, or a name in angle
/// brackets for what is no file (`<answer>`).
///
/// A number, so that copying a value with its range counts no references for the range. The names
/// of a process are kept as long as it runs: they are those of the files that it reads.
package struct SourceFile: Sendable, Hashable {
  private let number: Int32

  /// The name printed before the line number.
  package var name: String {
    Self.known.withLock { $0.names[Int(number)] }
  }

  package init(name: String) {
    number = Self.known.withLock { $0.number(of: name) }
  }

  /// How many names the process has met.
  package static var knownCount: Int { known.withLock { $0.names.count } }

  private static let known = Locked(Names())

  private struct Names {
    var names: [String] = []
    var numbers: [String: Int32] = [:]

    mutating func number(of name: String) -> Int32 {
      if let known = numbers[name] { return known }
      let number = Int32(clamping: names.count)
      names.append(name)
      numbers[name] = number
      return number
    }
  }
}

/// A place between two characters of a file.
package struct SourcePosition: Sendable, Hashable, Comparable {
  // Half as wide as they could be: every value of a tree has two of these.
  private var storedLine: Int32
  private var storedColumn: Int32

  /// Counted from 1; LF, CR LF and CR each end a line.
  package var line: Int {
    get { Int(storedLine) }
    set { storedLine = Int32(clamping: newValue) }
  }

  /// Counted from 1, in Unicode scalars.
  package var column: Int {
    get { Int(storedColumn) }
    set { storedColumn = Int32(clamping: newValue) }
  }

  package init(line: Int, column: Int) {
    storedLine = Int32(clamping: line)
    storedColumn = Int32(clamping: column)
  }

  /// For a reader that counts in the numbers that are kept.
  @inline(__always)
  init(line: Int32, column: Int32) {
    storedLine = line
    storedColumn = column
  }

  package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A stretch of a file, from `start` up to but not including `end`.
package struct SourceRange: Sendable, Hashable, CustomStringConvertible {
  package var file: SourceFile
  package var start: SourcePosition
  package var end: SourcePosition

  package init(file: SourceFile, start: SourcePosition, end: SourcePosition? = nil) {
    self.file = file
    self.start = start
    self.end = end ?? start
  }

  /// `file:line:column`, the form that terminals and editors turn into a link.
  package var description: String {
    "\(file.name):\(start.line):\(start.column)"
  }
}
