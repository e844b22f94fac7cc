import Documents
import Testing

@testable import Schemas

@Suite struct TapeTests {
  @Test func constantsAreThoseOfTheDocuments() {
    let pairs = [
      (Tape.null, TapeNode.null), (Tape.no, TapeNode.no), (Tape.yes, TapeNode.yes),
      (Tape.number, TapeNode.number), (Tape.string, TapeNode.string),
      (Tape.array, TapeNode.array), (Tape.object, TapeNode.object),
      (Tape.kindMask, TapeNode.kindMask), (Tape.escaped, TapeNode.escaped),
      (Tape.wide, TapeNode.wide), (Tape.fraction, TapeNode.fraction),
      (Tape.exponent, TapeNode.exponent),
    ]
    for (mine, theirs) in pairs { #expect(mine == theirs) }
  }
}
