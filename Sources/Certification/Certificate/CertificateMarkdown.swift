package import Evidence
import Reports

/// A certificate as Markdown, for wikis and reviews.
package enum CertificateMarkdown {
  package static func text(_ record: CertificationRecord, _ ledger: Ledger) -> String {
    func code(_ text: String) -> String { MarkdownText.code(text) }
    func plain(_ text: String) -> String { MarkdownText.plain(text) }
    var lines = [
      "# \(CertificateText.verdict(record)): \(plain(CertificateText.subject(record)))", "",
      "To the contract \(plain("\(record.contract) \(record.contractVersion)")), by the profile"
        + " \(plain("\(record.profileTitle) (\(record.profile) \(record.profileVersion))")).", "",
    ]
    if !record.reasons.isEmpty {
      lines += ["## Why it is not certified", ""] + record.reasons.map { "- \(plain($0))" } + [""]
    }
    if !record.broken.isEmpty {
      lines += ["## Promises that the target broke", ""]
      lines += record.broken.map { "- \(code($0.id)): \(plain($0.reason ?? ""))" } + [""]
    }
    lines += ["## What was tested", "", "| | |", "|---|---|"]
    lines += CertificateText.facts(record).map { "| \($0.label) | \(code($0.text)) |" } + [""]
    if !record.options.isEmpty {
      lines +=
        ["## Options", ""] + record.options.map { "- \(plain($0.title)): \($0.text)" } + [""]
    }
    lines += [
      "## Promises of the contract", "",
      "| Kind | Shown | Broken | Not shown | Of all | Demanded |", "|---|--:|--:|--:|--:|--:|",
    ]
    lines += record.coverage.map { line in
      "| \(line.kind) | \(line.discharged) | \(line.failed) | \(line.notReached)"
        + " | \(CertificateText.percent(line)) | \(line.demanded.map { Numbers.percent($0) } ?? "–") |"
    }
    let matrix = CertificateMatrix(ledger)
    lines += ["", "## Documented statuses", ""]
    lines.append("| Operation | \(matrix.columns.joined(separator: " | ")) |")
    lines.append("|---|\(matrix.columns.map { _ in ":-:|" }.joined())")
    lines += matrix.rows.map { row in
      "| \(code(row.operation)) | "
        + row.cells.map(CertificateMatrix.mark).joined(separator: " | ") + " |"
    }
    for (title, items) in [
      ("What the contract cannot detect", record.vacuity), ("What was assumed", record.assumptions),
    ] where !items.isEmpty {
      lines += ["", "## \(title)", ""] + items.map { "- \(plain($0))" }
    }
    lines += [
      "", "## How to check it", "",
      "The bundle that this comes with has every request and answer, signed. Whoever has it and the"
        + " issuer's public key judges all of them again, without a network:", "",
      "    \(CertificateText.command)", "",
    ]
    return lines.joined(separator: "\n")
  }
}
