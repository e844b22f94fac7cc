/// How the console report looks; whoever knows the terminal decides.
package struct ConsoleStyle: Sendable, Hashable {
  package var color: Bool
  /// Columns. Commands to copy are never broken, whatever the width.
  package var width: Int
  /// False: ASCII only, the text of strangers included.
  package var unicode: Bool
  /// Rows of the terminal; nil where it is none, and nothing has to fit.
  package var height: Int?

  /// The defaults fit a pipe.
  package init(color: Bool = false, width: Int = 100, height: Int? = nil, unicode: Bool = true) {
    self.color = color
    self.width = min(max(width, 40), 500)
    self.unicode = unicode
    self.height = height
  }

  enum Paint: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
    case badRed = "1;31"
    case goodGreen = "1;32"
    case warnYellow = "1;33"
  }

  /// Text of ours, or text that was made fit, in a colour (ECMA-48 §8.3.117).
  func paint(_ text: String, _ paint: Paint) -> String {
    color && !text.isEmpty ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// The same without colour, for text that is painted as a whole.
  var plain: ConsoleStyle {
    ConsoleStyle(color: false, width: width, height: height, unicode: unicode)
  }

  /// Text of others, made fit for the terminal.
  func safe(_ text: String) -> String {
    guard !unicode else { return TerminalText.escaped(text) }
    // The signs that our own sentences have are told in ASCII; anything else is escaped.
    let plain = text.replacing("›", with: ">").replacing("…", with: "...")
    return TerminalText.escaped(plain, asciiOnly: true)
  }

  /// The same on one line of so many columns.
  func safe(_ text: String, columns: Int) -> String {
    TerminalText.cut(safe(OneLine.of(text, limit: 4 * columns)), to: columns, ellipsis: ellipsis)
  }

  var ellipsis: String { unicode ? "…" : "..." }
  var check: String { unicode ? "✓" : "+" }
  var cross: String { unicode ? "✗" : "x" }
  var blank: String { unicode ? "·" : "." }
  var separator: String { unicode ? " · " : " - " }
  var times: String { unicode ? "×" : "x" }
  var arrow: String { unicode ? "→" : "->" }
  var chevron: String { unicode ? "›" : ">" }
}
