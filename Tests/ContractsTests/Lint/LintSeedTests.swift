import Contracts
import Documents
import Testing

/// What lint says about the founding contract: everything, with its line.
@Suite(
  "Lint of the founding contract",
  .enabled(if: Shared.exists(Shared.seed), "the founding contract (../shared/seed) is not here"))
struct LintSeedTests {
  let report: LintReport

  init() throws {
    report = Linter().lint(try Shared.load(Shared.seed))
  }

  /// Lines at which a rule finds something, in the order of the file.
  static let lines: [(code: String, lines: [Int])] = [
    (
      "default-swallows",
      [52, 76, 100, 124, 148, 172, 196, 224, 248, 272, 297, 321, 347, 372, 397, 422, 446, 471]
    ),
    (
      "vacuous-model",
      [
        476, 482, 488, 494, 501, 507, 516, 523, 545, 553, 568, 575, 582, 588, 594, 613, 619, 642,
        648, 654, 663,
      ]
    ),
    ("opaque-property", [521, 592, 604, 617, 633, 638, 646, 652, 658, 659, 661, 667]),
    ("array-without-items", [543, 566]),
    ("effect-mismatch", [301]),
    ("path-ambiguous", [102, 174, 448]),
    ("path-collapse", [276]),
    ("path-split", [399]),
    ("period-types-differ", [336]),
    ("model-unreferenced", [545]),
    ("error-model-opaque", [663]),
    ("request-body-unexpected", [386]),
    ("scope-read-only", [20]),
    ("credential-parameter", [42]),
    ("server-missing", [1]),
    ("name-near-miss", [659]),
    ("type-inconsistent", [435, 521, 598, 609, 629, 631]),
    ("phone-number-type", [185, 210, 334, 527]),
    // Of the loader.
    ("replacement-character", [34, 131, 177, 179]),
    ("media-type-assumed", [48]),
    ("security-assumed", [42]),
  ]

  @Test func everythingAndNothingElse() {
    let expected = Self.lines.flatMap { row in row.lines.map { "\(row.code)@\($0)" } }
    #expect(report.diagnostics.marks.sorted() == expected.sorted())
    #expect(report.summary == "0 errors, 67 warnings, 16 notes")
  }

  @Test func vacuity() throws {
    let counts = try #require(report.vacuity)
    #expect(
      counts.sentence
        == "the contract can't detect: 21 of 23 models accept {}, 18 of 18 operations document"
        + " every status by default, 14 places may hold anything, 1 model unreferenced,"
        + " 0 types unknown")
  }

  static let messages = [
    "102:1: warning: `/accounts/{accountId}/profiles` and `/accounts/profiles/{profileId}` both"
      + " match `/accounts/profiles/profiles` for GET; change one of the paths, or rule those values"
      + " out [path-ambiguous]",
    "174:1: note: `/accounts/profiles` also matches `/accounts/{accountId}`; keep `profiles` out of"
      + " the values of `accountId`: the more concrete path goes first [path-ambiguous]",
    "276:1: warning: an empty `idFormat` or `idCall` turns"
      + " `GET /calls/{idFormat}/{idCall}/recordings` into `GET /calls/{idCall}/recordings`, which"
      + " destroys; have the server refuse it; muster never sends an empty path parameter"
      + " [path-collapse]",
    "301:1: warning: `GET /calls/{idCall}/recordings` is described as one that destroys; use another"
      + " method, or settle it with the overlay entry"
      + " `target: $.paths['/calls/{idCall}/recordings'].get, update: {x-muster-effect: destroy}`"
      + " [effect-mismatch]",
    "336:1: warning: `dateFrom` is string, but `dateTill` is integer; give both the same type and"
      + " say how they are written [period-types-differ]",
    "399:1: warning: `/profile/{profileId}` says `profile` where `/profiles/{profileId}/services`"
      + " says `profiles`; spell both the same, unless they are different things [path-split]",
    "582:1: warning: `{}` conforms to the model `documents`; say which members are always there, for"
      + " instance with the overlay entry `target: $.definitions.documents,"
      + " update: {required: [url]}` [vacuous-model]",
    "659:1: warning: `contractCollecion` is nearly `contractCollection` of"
      + " `accountsDetailsResponse`; spell both the same, unless they are different things"
      + " [name-near-miss]",
  ]

  @Test(arguments: messages)
  func wholeMessage(_ message: String) {
    #expect(
      report.diagnostics.map(\.description).contains("tigo_b2b_co_selfcare_crm_v2.md:\(message)"))
  }

  /// The entries that the audit proposes, put into one overlay, leave nothing to find.
  @Test func theProposedOverlayClosesEverything() throws {
    let codes: Set = [
      "default-swallows", "vacuous-model", "opaque-property", "array-without-items",
      "model-unreferenced", "error-model-opaque", "effect-mismatch",
    ]
    let entries = report.diagnostics.filter { codes.contains($0.code) }.compactMap { finding in
      finding.remedy?.split(separator: "`").first { $0.hasPrefix("target: ") }
    }
    #expect(entries.count == 18 + 21 + 12 + 2 + 1 + 1 + 1)
    let actions = entries.map { entry -> String in
      let filled = entry.replacing("NAME", with: "id").replacing("TYPE", with: "string")
      let cut = filled.firstRange(of: ", update: ") ?? filled.firstRange(of: ", remove: ")
      guard let cut else { return "" }
      // A target holds braces and quotes, which YAML would read.
      let target = JSONWriter.quoted(String(filled[..<cut.lowerBound].dropFirst(8)))
      return "- target: \(target)\n  \(filled[cut.lowerBound...].dropFirst(2))"
    }
    let overlay = OverlayTests.overlay(actions.joined(separator: "\n"))
    let seed = String(decoding: try Shared.bytes(Shared.seed), as: UTF8.self)
    let closed = Linter().lint(try load(seed, overlays: [overlay]))
    #expect(closed.diagnostics.filter { codes.contains($0.code) }.map(\.description) == [])
    #expect(
      closed.vacuity?.sentence
        == "the contract can't detect: 0 of 22 models accept {}, 0 of 18 operations document"
        + " every status by default, 0 places may hold anything, 0 models unreferenced,"
        + " 0 types unknown")
  }
}
