/// Cuts a stream of bytes into lines of bounded length, whatever the portions in which it comes.
package struct LineSplitter: Sendable {
  /// One line without its line feed.
  package enum Line: Sendable, Hashable {
    case text([UInt8])
    /// A line of more bytes than the limit, which are not kept.
    case tooLong
  }

  /// In bytes, the line feed not counted.
  package let limit: Int
  private var rest: [UInt8] = []
  private var isTooLong = false

  package init(limit: Int) {
    self.limit = limit
  }

  /// Hands out the lines that end in a portion; what follows the last of them is kept.
  package mutating func add(_ portion: ArraySlice<UInt8>, _ body: (Line) -> Void) {
    var start = portion.startIndex
    while let end = portion[start...].firstIndex(of: 0x0A) {
      keep(portion[start..<end])
      handOut(body)
      start = end + 1
    }
    keep(portion[start...])
  }

  /// Hands out the last line where no line feed ended it.
  package mutating func finish(_ body: (Line) -> Void) {
    if isTooLong || !rest.isEmpty { handOut(body) }
  }

  private mutating func keep(_ piece: ArraySlice<UInt8>) {
    guard !isTooLong else { return }
    if piece.count > limit - rest.count {
      isTooLong = true
      rest = []
    } else {
      rest += piece
    }
  }

  private mutating func handOut(_ body: (Line) -> Void) {
    body(isTooLong ? .tooLong : .text(rest))
    isTooLong = false
    rest.removeAll(keepingCapacity: true)
  }
}
