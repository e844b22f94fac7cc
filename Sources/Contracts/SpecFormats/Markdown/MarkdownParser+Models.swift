import Documents

extension MarkdownParser {
  /// Takes one element of the models' part.
  mutating func walkModels(_ place: Int) {
    let element = elements[place]
    let isFree = model?.isComplete ?? true
    switch element.content {
    case .heading(_, let title):
      if isFree { begin(title, at: place) } else { appendToModel(place) }
    case .label(let name, let rest, _):
      if isFree && rest.isEmpty && tableFollows(place, .fields) {
        begin(Self.linkText(name), at: place)
      } else if isFree && rest.isEmpty && SectionTitle(name) == .example {
        awaitsExample = true
      } else {
        appendToModel(place)
      }
    case .table(let table):
      takeFields(table, at: place)
    case .text(let line):
      if line.dropping(suffix: "(schema allows any instance)") != nil {
        model?.allowsAny = true
      } else if line.dropping(suffix: "(schema allows no instance)") != nil {
        model?.allowsAny = false
      } else {
        appendToModel(place)
      }
    case .opaque:
      if !takeExample(at: place) { appendToModel(place) }
    case .rule: break
    }
  }

  private mutating func begin(_ title: Substring, at place: Int) {
    finishModel()
    awaitsExample = false
    model = ModelBlock(
      name: MarkdownName.plain(title),
      range: text.range(ofLine: elements[place].lines.lowerBound))
  }

  private mutating func takeFields(_ table: MarkdownTable, at place: Int) {
    guard table.kind == .fields else {
      appendToModel(place)
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

  private mutating func appendToModel(_ place: Int) {
    guard model?.isComplete == false else { return }
    model?.description.lines.append(elements[place].lines)
  }

  /// Takes what stands between `<pre>` and `</pre>` as the model's example.
  private mutating func takeExample(at place: Int) -> Bool {
    let lines = elements[place].lines
    let whole = text.lines[lines].joined(separator: "\n")
    guard awaitsExample, let body = whole[...].trimmedBlanks().dropping(prefix: "<pre>"),
      let example = body.dropping(suffix: "</pre>")
    else { return false }
    awaitsExample = false
    model?.example = MarkdownDocument.Located(
      text: String(example), range: text.range(ofLines: lines))
    return true
  }

  mutating func finishModel() {
    guard let finished = model else { return }
    model = nil
    guard finished.isComplete else {
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
