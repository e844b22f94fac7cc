/// Known positions of a document at short distances, for finding the positions of many bytes.
package struct LineIndex: Sendable {
  private let document: JSONDocument
  private let counters: [PositionCounter]

  /// Bytes between two known positions.
  private static let distance = 4096

  /// - Parameter end: the last offset that will be asked for; later ones take longer.
  package init(_ document: JSONDocument, upTo end: Int = .max) {
    self.document = document
    var counters: [PositionCounter] = []
    var counter = PositionCounter()
    let text = document.bytes[..<document.count]
    let end = min(end, document.count)
    counters.reserveCapacity(end / Self.distance + 1)
    counters.append(counter)
    while counter.offset + Self.distance <= end {
      counter.advance(to: counter.offset + Self.distance, in: text)
      counters.append(counter)
    }
    self.counters = counters
  }

  /// The position of a byte.
  package func position(at offset: Int) -> SourcePosition {
    let place = min(max(0, offset) / Self.distance, counters.count - 1)
    var counter = counters[place]
    counter.advance(to: offset, in: document.bytes[..<document.count])
    return counter.position
  }
}
