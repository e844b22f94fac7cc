import Documents

/// What a question to the history is answered with: shown as text, as JSON or as a page.
package struct HistoryView: Sendable {
  package struct Column: Sendable {
    var name: String
    var isNumber: Bool
  }

  package struct Table: Sendable {
    var title: String
    var columns: [Column]
    var rows: [[String]]
    /// What is said where there is no row.
    var empty: String
  }

  /// Values over the runs, the oldest first.
  package struct Chart: Sendable {
    package struct Line: Sendable {
      var name: String
      /// The class by which the style sheet paints it.
      var kind: String
      /// Nil where a run has none.
      var values: [Double?]
    }

    var title: String
    var lines: [Line]
    /// Of the first run and the last.
    var ends: (String, String)
    /// How a value is spelt on the axis.
    var unit: @Sendable (Double) -> String
  }

  /// `history list` and so on.
  package var name: String
  var title: String
  /// Names and values.
  var facts: [(String, String)] = []
  var charts: [Chart] = []
  var tables: [Table] = []
  /// The members of the JSON document.
  var members: [(String, Value)] = []
}

/// How a history is shown.
package enum HistoryFormat: String, Sendable, CaseIterable {
  case text, json, html
}

extension HistoryView {
  /// Rows of a table that are written; a page for people is no list of a million.
  static let rowLimit = 1_000

  package func bytes(_ format: HistoryFormat) throws(HistoryError) -> [UInt8] {
    switch format {
    case .text: Array(HistoryText.text(self).utf8)
    case .json:
      JSONWriter.bytes(
        .object(
          [
            ("format", .string("muster-history")), ("version", .string("1.0")),
            ("report", .string(name)),
          ] + members))
    case .html: Array(try HistoryPage.text(self).utf8)
    }
  }
}

extension Value {
  /// Null for what is no number.
  static func number(_ number: Double) -> Value {
    JSONNumber(text: "\(number)").map { Value(.number($0)) } ?? .null
  }
}
