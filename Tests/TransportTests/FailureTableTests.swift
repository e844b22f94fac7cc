import Evidence
import Testing

@testable import Transport

/// The table of failures as a whole; the rows themselves are met over the wire in `AnswerTests`.
@Suite struct FailureTableTests {
  @Test func everyRowHasText() {
    for row in FailureRow.table + [FailureRow.unknown] {
      #expect(!row.message.isEmpty && !row.remedy.isEmpty)
      #expect(!row.message.hasSuffix(".") && !row.remedy.hasSuffix("."), "\(row.message)")
    }
  }

  /// A row that asks for nothing more than an earlier one does is never reached.
  @Test func noRowHidesAnother() {
    let rows = FailureRow.table
    for (index, row) in rows.enumerated() {
      let hiding = rows[..<index].first { earlier in
        earlier.code == row.code && earlier.saying == nil
          && (earlier.phases.isEmpty
            || (!row.phases.isEmpty && row.phases.isSubset(of: earlier.phases)))
          && (earlier.osError == nil || earlier.osError == row.osError)
          && (earlier.proxied == nil || earlier.proxied == row.proxied)
      }
      #expect(hiding == nil, "\(row.message) is hidden by \(hiding?.message ?? "")")
    }
  }

  /// Blame follows the phase: what ends before the request is out is never the target's failure,
  /// and a target that stops answering always is.
  @Test func blameFollowsThePhase() {
    for phase in TransferCircumstances.Phase.allCases {
      let failure = TransportFailure.of(Self.circumstances(28, phase))
      #expect(failure.kind == (phase == .connecting ? .connectTimeout : .answerTimeout))
      #expect(failure.kind.blame == (phase == .connecting ? .unreachable : .target))
    }
  }

  @Test func everyCodeHasARow() {
    for code in UInt32(1)...99 {
      for phase in TransferCircumstances.Phase.allCases {
        let failure = TransportFailure.of(Self.circumstances(code, phase))
        #expect(!failure.message.contains("{"), "\(failure.message)")
        #expect(!failure.remedy.contains("{"), "\(failure.remedy)")
        #expect(failure.kind != .cancelled)
      }
    }
  }

  /// Words that the target had a part in are made printable, and are no template.
  @Test func foreignWordsAreHarmless() {
    var given = Self.circumstances(60, .connecting)
    given.detail = "\u{1B}[31m{origin}\r\n::error::"
    #expect(
      TransportFailure.of(given).message
        == #"the certificate of a:1 is not accepted: \x1B[31m{origin}\x0D\x0A::error::"#)
  }

  private static func circumstances(
    _ code: UInt32, _ phase: TransferCircumstances.Phase
  ) -> TransferCircumstances {
    TransferCircumstances(
      code: code, stop: nil, phase: phase, osError: 0, detail: "",
      origin: "a:1",
      usesProxy: false, timeout: 30, connectTimeout: 10, maxBodyBytes: 100, maxHeaderBytes: 50,
      received: 1, expected: 2)
  }
}
