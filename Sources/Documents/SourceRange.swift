/// An input that a person can be pointed at: a file's path as the user gave it, or a name in angle
/// brackets for what is no file (`<answer>`).
///
/// A number, so that copying a value with its range counts no references for the range. The names
/// of a process are kept as long as it runs: they are those of the files that it reads.
package struct SourceFile: Sendable, Hashable {
  /// Below `limit`.
  fileprivate let number: Int32

  fileprivate init(number: Int32) {
    self.number = number
  }

  /// The name printed before the line number.
  package var name: String {
    Self.known.withLock { $0.names[Int(number)] }
  }

  package init(name: String) {
    number = Self.known.withLock { $0.number(of: name) }
  }

  /// How many names the process has met.
  package static var knownCount: Int { known.withLock { $0.numbers.count } }

  private static let known = Locked(Names())

  /// Ranges have room for so many. No program reads as many files; what comes after them has no name of
  /// its own.
  fileprivate static let limit = 1 << 20

  private struct Names {
    var names = ["<one of too many files>"]
    var numbers: [String: Int32] = [:]

    mutating func number(of name: String) -> Int32 {
      if let known = numbers[name] { return known }
      guard names.count < SourceFile.limit else { return 0 }
      let number = Int32(clamping: names.count)
      names.append(name)
      numbers[name] = number
      return number
    }
  }
}

/// A place between two characters of a file.
package struct SourcePosition: Sendable, Hashable, Comparable {
  fileprivate var storedLine: Int32
  fileprivate var storedColumn: Int32

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
///
/// Packed into two words, since every value of a tree has one: of a line and a column 27 bits are kept, of
/// the file's number 20. Lines and columns beyond 134 million, and negative ones, count as the last ones.
package struct SourceRange: Sendable, Hashable, CustomStringConvertible {
  /// Line and column of the start, and the lower half of the file's number.
  private var first: UInt64
  /// Those of the end, and the upper half.
  private var last: UInt64

  /// - Parameter end: behind the last character.
  @inline(__always)
  package init(file: SourceFile, start: SourcePosition, end: SourcePosition) {
    let number = UInt64(UInt32(bitPattern: file.number))
    first = Self.packed(start) | number & Self.fileMask
    last = Self.packed(end) | number &>> Self.fileBits
  }

  /// - Parameter end: nil for a place instead of a stretch.
  package init(file: SourceFile, start: SourcePosition, end: SourcePosition? = nil) {
    self.init(file: file, start: start, end: end ?? start)
  }

  package var file: SourceFile {
    get {
      SourceFile(
        number: Int32(
          truncatingIfNeeded: first & Self.fileMask | (last & Self.fileMask) &<< Self.fileBits))
    }
    set { self = SourceRange(file: newValue, start: start, end: end) }
  }

  package var start: SourcePosition {
    get { Self.position(first) }
    set { self = SourceRange(file: file, start: newValue, end: end) }
  }

  package var end: SourcePosition {
    get { Self.position(last) }
    set { self = SourceRange(file: file, start: start, end: newValue) }
  }

  /// `file:line:column`, the form that terminals and editors turn into a link.
  package var description: String {
    "\(file.name):\(start.line):\(start.column)"
  }

  // MARK: - The two words

  private static var fileBits: UInt64 { 10 }
  private static var placeBits: UInt64 { 27 }
  private static var fileMask: UInt64 { 1 &<< fileBits - 1 }
  private static var placeMask: UInt64 { 1 &<< placeBits - 1 }

  @inline(__always)
  private static func packed(_ position: SourcePosition) -> UInt64 {
    let line = min(UInt64(UInt32(bitPattern: position.storedLine)), placeMask)
    let column = min(UInt64(UInt32(bitPattern: position.storedColumn)), placeMask)
    return (line &<< placeBits | column) &<< fileBits
  }

  private static func position(_ word: UInt64) -> SourcePosition {
    SourcePosition(
      line: Int32(truncatingIfNeeded: word &>> (placeBits + fileBits)),
      column: Int32(truncatingIfNeeded: word &>> fileBits & placeMask))
  }
}

extension SourceRange {
  /// A range or none, in as many bytes as the range itself: an optional one has one more, which widens
  /// all that holds it.
  struct OrNone: Sendable {
    private var stored: SourceRange

    @inline(__always)
    init(_ range: SourceRange?) {
      stored = range ?? SourceRange(first: 0, last: 0)
    }

    /// A range has a line, so that it is not all zero.
    @inline(__always)
    var range: SourceRange? { stored.first | stored.last == 0 ? nil : stored }
  }

  private init(first: UInt64, last: UInt64) {
    self.first = first
    self.last = last
  }
}
