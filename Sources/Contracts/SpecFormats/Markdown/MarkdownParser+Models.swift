import Documents

extension MarkdownParser {
  /// Takes one element of the models' part.
  mutating func walkModels(_ place: Int) {
    let element = elements[place]
    let isFree = model.map { $0.table != nil || $0.isAny } ?? true
    switch element.content {
    case .heading(_, let title):
      if isFree { begin(title, at: place) } else { append(place) }
    case .label(let name, let rest, _):
      if isFree && rest.isEmpty && tableFollows(place, .fields) {
        begin(Self.linkText(name), at: place)
      } else {
        append(place)
      }
    case .table(let table):
      take(table, at: place)
    case .text(let line):
      if line.firstRange(ofASCII: "(schema allows any instance)") != nil { model?.isAny = true }
      append(place)
    case .blank, .opaque: append(place)
    case .rule: break
    }
  }

  private mutating func begin(_ title: Substring, at place: Int) {
    finishModel()
    model = ModelBlock(
      name: MarkdownName.plain(title),
      range: text.range(ofLine: elements[place].lines.lowerBound))
  }

  private mutating func take(_ table: MarkdownTable, at place: Int) {
    guard table.kind == .fields else {
      append(place)
      return
    }
    guard model != nil, model?.table == nil else {
      diagnostics.append(
        Diagnostic(
          .warning, code: "table-unnamed", "a table of properties stands below no model's name",
          remedy: "put a heading with the model's name above it; the table was left out",
          at: text.range(ofLines: elements[place].lines)))
      return
    }
    model?.table = table
  }

  private mutating func append(_ place: Int) {
    guard model?.table == nil else { return }
    model?.description.lines.append(elements[place].lines)
  }

  mutating func finishModel() {
    guard let finished = model else { return }
    model = nil
    guard finished.table != nil || finished.isAny else {
      diagnostics.append(
        Diagnostic(
          .warning, code: "model-without-table", "nothing says what \(finished.name) consists of",
          remedy: "add its table of properties; the heading was left out", at: finished.range))
      return
    }
    document.models.append(finished)
  }

  /// `(X)[x]`, as one day's version printed model names, is X.
  private static func linkText(_ name: Substring) -> Substring {
    guard let inner = name.dropping(prefix: "("), let end = inner.firstRange(ofASCII: ")[") else {
      return name
    }
    return inner[..<end.lowerBound]
  }
}
