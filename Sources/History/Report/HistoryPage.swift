import Mustache
import Reports

/// A view as one page that needs nothing else: no script, and a policy that allows none.
enum HistoryPage {
  static func text(_ view: HistoryView) throws(HistoryError) -> String {
    do {
      return try MustacheTemplate(string: template).render(page(view))
    } catch {
      throw HistoryError("the page's template can't be used: \(error)", remedy: "please report it")
    }
  }

  private static func page(_ view: HistoryView) -> [String: Any] {
    [
      "style": style, "hash": ContentHash.base64(style), "title": shown(view.title),
      "facts": view.facts.map { ["name": $0.0, "value": shown($0.1)] },
      "charts": view.charts.map(chart),
      "tables": view.tables.map { table -> [String: Any] in
        let rest = table.rows.count - HistoryView.rowLimit
        return [
          "title": table.title, "hasRows": !table.rows.isEmpty, "empty": table.empty,
          "columns": table.columns.map { ["name": $0.name, "kind": $0.isNumber ? "number" : ""] },
          "rows": table.rows.prefix(HistoryView.rowLimit).map { row in
            row.enumerated().map { place, cell in
              [
                "text": shown(cell),
                "kind": table.columns.indices.contains(place) && table.columns[place].isNumber
                  ? "number" : "",
              ]
            }
          },
          "more": rest > 0 ? ["and \(Plural.of(rest, "more row"))"] : [],
        ]
      },
    ]
  }

  /// Room of a chart: width and height of what is drawn, and the margin above and below.
  private static let (width, height, margin) = (960.0, 180.0, 10.0)

  private static func chart(_ chart: HistoryView.Chart) -> [String: Any] {
    let top = max(chart.lines.flatMap { $0.values.compactMap { $0 } }.max() ?? 0, 1e-9)
    return [
      "title": chart.title, "top": chart.unit(top), "first": chart.ends.0, "last": chart.ends.1,
      "lines": chart.lines.map { line -> [String: Any] in
        [
          "name": line.name, "kind": line.kind, "path": path(line.values, top),
          "now": line.values.last.flatMap { $0 }.map(chart.unit) ?? "none",
        ]
      },
    ]
  }

  /// One stroke for each stretch of values; a value alone is a dot.
  private static func path(_ values: [Double?], _ top: Double) -> String {
    var parts: [String] = []
    var isOpen = false
    for (place, value) in values.enumerated() {
      guard let value, value.isFinite else {
        isOpen = false
        continue
      }
      let x = values.count > 1 ? width * Double(place) / Double(values.count - 1) : width / 2
      let y = margin + height - height * max(0, min(value / top, 1))
      parts.append("\(isOpen ? "L" : "M")\(tenths(x)) \(tenths(y))\(isOpen ? "" : "h.1")")
      isOpen = true
    }
    return parts.joined()
  }

  private static func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }

  /// Text of others, without what hides or turns it round; the template escapes the rest.
  private static func shown(_ text: String) -> String {
    TerminalText.escaped(OneLine.bounded(text, limit: 1_000))
  }

  private static let style = """
    :root { color-scheme: light dark; --ink: #1b2330; --soft: #545f70; --line: #d9dee6; --paper: #ffffff;
      --good: #17693f; --bad: #b3261e; --even: #7a5c00; --link: #1a5bb5 }
    @media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #a3aebd; --line: #333c4a;
      --paper: #12161d; --good: #56cb94; --bad: #ff8a80; --even: #dcb94f; --link: #82b4ff } }
    * { box-sizing: border-box }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif }
    main { max-width: 74rem; margin: 0 auto; padding: 1.75rem 1.25rem 4rem }
    h1 { font-size: 1.65rem; line-height: 1.2; margin: 0 0 .6rem; overflow-wrap: anywhere }
    h2 { font-size: 1.2rem; margin: 2.2rem 0 .5rem } .soft { color: var(--soft) }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.2rem; margin: 0 }
    dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
    .scroll { overflow-x: auto } table { border-collapse: collapse; width: 100% }
    th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0;
      border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
    th { color: var(--soft); font-weight: 600; font-size: .85rem }
    .number { text-align: right; white-space: nowrap }
    figure { margin: 0 } svg { display: block; width: 100%; height: auto; border-bottom: 1px solid var(--line) }
    path { fill: none; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; stroke: var(--link) }
    path.good { stroke: var(--good) } path.bad { stroke: var(--bad) } path.even { stroke: var(--even) }
    figcaption { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; font-size: .87rem; color: var(--soft) }
    .good { color: var(--good) } .bad { color: var(--bad) } .even { color: var(--even) } .link { color: var(--link) }
    .ends { display: flex; justify-content: space-between; font-size: .8rem; color: var(--soft); margin: 0 }
    """

  static let template = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{{{hash}}}'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <title>{{title}}</title>
    <style>{{{style}}}</style>
    </head>
    <body>
    <main>
    <h1>{{title}}</h1>
    <dl>
    {{#facts}}
    <dt>{{name}}</dt><dd>{{value}}</dd>
    {{/facts}}
    </dl>
    {{#charts}}
    <section>
    <h2>{{title}}</h2>
    <figure>
    <p class="ends"><span>{{top}}</span></p>
    <svg viewBox="0 0 960 200" role="img" aria-label="{{title}}, from {{first}} to {{last}}">
    {{#lines}}
    <path class="{{kind}}" d="{{path}}"></path>
    {{/lines}}
    </svg>
    <p class="ends"><span>{{first}}</span><span>{{last}}</span></p>
    <figcaption>{{#lines}}<span class="{{kind}}">{{name}}: {{now}}</span> {{/lines}}</figcaption>
    </figure>
    </section>
    {{/charts}}
    {{#tables}}
    <section>
    <h2>{{title}}</h2>
    {{^hasRows}}
    <p class="soft">{{empty}}</p>
    {{/hasRows}}
    {{#hasRows}}
    <div class="scroll" tabindex="0" role="region" aria-label="{{title}}">
    <table>
    <thead><tr>{{#columns}}<th class="{{kind}}" scope="col">{{name}}</th>{{/columns}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr>{{#.}}<td class="{{kind}}">{{text}}</td>{{/.}}</tr>
    {{/rows}}
    </tbody>
    </table>
    </div>
    {{#more}}<p class="soft">{{.}}</p>{{/more}}
    {{/hasRows}}
    </section>
    {{/tables}}
    </main>
    </body>
    </html>

    """
}
