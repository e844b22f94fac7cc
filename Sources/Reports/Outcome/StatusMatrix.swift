import Evidence

/// The ledger's status cells: a row for each operation, a column for each status.
struct StatusMatrix: Sendable {
  struct Row: Sendable {
    var operation: String
    /// By column.
    var cells: [String: ObligationOutcome]

    var isDischarged: Bool { cells.values.allSatisfy { $0.state == .discharged } }
  }

  /// In the contract's order.
  let rows: [Row]
  /// Codes in their order, then ranges such as 4XX, then default.
  let columns: [String]

  init(_ ledger: Ledger) {
    var rows: [Row] = []
    var places: [String: Int] = [:]
    var columns: Set<String> = []
    for entry in ledger.entries where entry.fact.kind == .status {
      let subject = entry.fact.subject
      columns.insert(entry.fact.detail)
      if let place = places[subject] {
        rows[place].cells[entry.fact.detail] = entry.outcome
      } else {
        places[subject] = rows.count
        rows.append(Row(operation: subject, cells: [entry.fact.detail: entry.outcome]))
      }
    }
    self.rows = rows
    self.columns = columns.sorted { left, right in
      switch (Int(left), Int(right)) {
      case (let left?, let right?): left < right
      case (_?, nil): true
      case (nil, _?): false
      case (nil, nil): left.utf8.lexicographicallyPrecedes(right.utf8)
      }
    }
  }
}
