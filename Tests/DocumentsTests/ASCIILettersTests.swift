import Documents
import Testing

@Suite("Words of ASCII letters")
struct ASCIILettersTests {
  /// Each byte at each place of a text that is else letters, so that it is seen alone, within eight bytes at
  /// once, and among the last few.
  @Test func endAtTheFirstOtherByte() {
    let letters = Array("abyzABYZmnopqrstuvw".utf8)
    for byte in UInt8.min...UInt8.max {
      let isLetter = byte < 0x80 && Character(UnicodeScalar(byte)).isLetter
      for place in letters.indices {
        var text = letters
        text[place] = byte
        for start in 0...text.count {
          let expected = isLetter || place < start ? text.count : place
          let found = text.withUnsafeBufferPointer { ASCIILetters.end(in: $0, from: start) }
          if found != expected { Issue.record("byte \(byte) at \(place) from \(start): \(found)") }
        }
      }
    }
  }

  /// Bytes that differ from letters by one, or by their highest bit, beside each other.
  @Test func areToldFromTheirNeighbours() {
    let others: [UInt8] = [0x40, 0x5B, 0x60, 0x7B, 0xC1, 0xE1, 0xFF, 0x00, 0x80]
    for first in others {
      for second in others + Array("azAZ".utf8) {
        let text = [UInt8](repeating: 0x7A, count: 7) + [first, second] + Array("zz".utf8)
        let end = text.withUnsafeBufferPointer { ASCIILetters.end(in: $0, from: 0) }
        #expect(end == 7)
      }
    }
    let nothing = [UInt8]().withUnsafeBufferPointer { ASCIILetters.end(in: $0, from: 0) }
    #expect(nothing == 0)
  }
}
