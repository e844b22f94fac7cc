package import Evidence
import Mustache
import Reports

/// A certificate as one page that prints on paper and needs nothing else: no script, and a policy that
/// allows none.
package enum CertificatePage {
  package static func text(
    _ record: CertificationRecord, _ ledger: Ledger
  ) throws(BundleRefusal) -> String {
    do {
      return try MustacheTemplate(string: CertificateTemplate.page).render(page(record, ledger))
    } catch {
      throw BundleRefusal("the certificate's page can't be made: \(error)", remedy: "report it")
    }
  }

  private static func page(_ record: CertificationRecord, _ ledger: Ledger) -> [String: Any] {
    let matrix = CertificateMatrix(ledger)
    var page: [String: Any] = [
      "style": CertificateTemplate.style,
      "hash": ContentHash.base64(CertificateTemplate.style),
      "title": shown("\(record.contract) \(record.contractVersion)"),
      "subject": shown(CertificateText.subject(record)),
      "verdict": CertificateText.verdict(record),
      "outcome": record.outcome.rawValue,
      "profile": shown("\(record.profileTitle) (\(record.profile) \(record.profileVersion))"),
      "kind": CertificateText.kind(record), "period": shown(CertificateText.period(record)),
      "facts": CertificateText.facts(record).map { fact -> [String: Any] in
        ["label": shown(fact.label), "text": shown(fact.text)]
      },
      "reasons": record.reasons.map(shown), "hasReasons": !record.reasons.isEmpty,
      "broken": record.broken.map { item -> [String: Any] in
        ["id": shown(item.id), "reason": shown(item.reason ?? "")]
      },
      "hasBroken": !record.broken.isEmpty,
      "coverage": record.coverage.map { line -> [String: Any] in
        [
          "kind": line.kind, "discharged": line.discharged, "failed": line.failed,
          "open": line.notReached, "percent": CertificateText.percent(line),
          "demanded": line.demanded.map { Numbers.percent($0) } ?? "–",
        ]
      },
      "columns": matrix.columns.map(shown),
      "vacuity": record.vacuity.map(shown), "hasVacuity": !record.vacuity.isEmpty,
      "assumptions": record.assumptions.map(shown),
      "hasAssumptions": !record.assumptions.isEmpty,
      "options": record.options.map { option -> [String: Any] in
        ["title": shown(option.title), "text": shown(option.text)]
      },
      "hasOptions": !record.options.isEmpty, "command": CertificateText.command,
    ]
    page["rows"] = matrix.rows.map { row -> [String: Any] in
      [
        "operation": shown(row.operation),
        "cells": row.cells.map { state -> [String: Any] in
          [
            "mark": CertificateMatrix.mark(state), "word": CertificateMatrix.word(state),
            "kind": state?.rawValue ?? "none",
          ]
        },
      ]
    }
    return page
  }

  /// Text of others, without what hides or turns it round; the template escapes the rest.
  private static func shown(_ text: String) -> String {
    TerminalText.escaped(OneLine.bounded(text, limit: 500))
  }
}
