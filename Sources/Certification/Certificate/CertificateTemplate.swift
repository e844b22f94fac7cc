/// The page of a certificate: a template and its style, which fits a screen and A4.
enum CertificateTemplate {
  static let style = """
    :root { --ink: #1c2430; --soft: #5d6878; --line: #d9dee6; --tint: #f4f6f9;
      --good: #1f7a4d; --bad: #b3261e; --even: #8a6d1a }
    * { box-sizing: border-box }
    body { margin: 0; background: #eef1f5; color: var(--ink);
      font: 14px/1.45 system-ui, "DejaVu Sans", sans-serif }
    main { max-width: 56rem; margin: 1.5rem auto; padding: 2.5rem 3rem; background: #fff;
      border-top: 6px solid var(--even) }
    main.certified { border-color: var(--good) } main.failed { border-color: var(--bad) }
    h1 { font-size: 1.75rem; line-height: 1.2; margin: .2rem 0 }
    h2 { font-size: 1.05rem; margin: 1.75rem 0 .35rem }
    p { margin: .25rem 0 } .soft { color: var(--soft) }
    .kind { letter-spacing: .08em; text-transform: uppercase; font-size: .8rem; color: var(--soft) }
    .verdict { margin: 1.1rem 0; padding: .7rem 1rem; background: var(--tint); font-size: 1.15rem;
      font-weight: 600; border-left: 5px solid var(--even) }
    .certified .verdict { border-color: var(--good); color: var(--good) }
    .failed .verdict { border-color: var(--bad); color: var(--bad) }
    .verdict span { display: block; font-size: .9rem; font-weight: 400; color: var(--ink) }
    table { border-collapse: collapse; width: 100% }
    th, td { text-align: left; vertical-align: top; padding: .28rem .6rem .28rem 0;
      border-bottom: 1px solid var(--line) }
    th { color: var(--soft); font-weight: 600; font-size: .85rem }
    .facts th { width: 14rem } .facts td { overflow-wrap: anywhere }
    .number { text-align: right; white-space: nowrap }
    .matrix th.cell, .matrix td.cell { text-align: center; width: 3.5rem; padding-right: 0 }
    code, .id { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .88em;
      overflow-wrap: anywhere }
    td.discharged { color: var(--good) } td.failed { color: var(--bad); font-weight: 700 }
    td.not-reached { color: var(--soft) }
    ul { margin: .25rem 0; padding-left: 1.2rem } li { margin: .15rem 0; overflow-wrap: anywhere }
    tr, li { break-inside: avoid } h2 { break-after: avoid }
    @page { size: A4; margin: 14mm }
    @media print { :root { font-size: 11px } body { background: #fff; font-size: 10.5px }
      main { margin: 0; padding: 0; max-width: none; border-top-width: 4px }
      h1 { font-size: 1.6rem } h2 { margin-top: 1.1rem } th, td { padding-top: .12rem;
      padding-bottom: .12rem } }
    """

  static let page = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{{hash}}'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{kind}}: {{subject}}</title>
    <style>{{{style}}}</style>
    </head>
    <body>
    <main class="{{outcome}}">
    <p class="kind">{{kind}}</p>
    <h1>{{subject}}</h1>
    <p class="soft">to the contract {{title}}, by the profile {{profile}}</p>
    <p class="verdict">{{verdict}}<span>{{period}}</span></p>
    {{#hasReasons}}
    <h2>Why it is not certified</h2>
    <ul>{{#reasons}}<li>{{.}}</li>{{/reasons}}</ul>
    {{/hasReasons}}
    {{#hasBroken}}
    <h2>Promises that the target broke</h2>
    <table><tr><th>Obligation</th><th>What was found</th></tr>
    {{#broken}}<tr><td class="id">{{id}}</td><td>{{reason}}</td></tr>{{/broken}}
    </table>
    {{/hasBroken}}
    <h2>What was tested</h2>
    <table class="facts">
    {{#facts}}<tr><th scope="row">{{label}}</th><td>{{text}}</td></tr>
    {{/facts}}
    </table>
    {{#hasOptions}}
    <h2>Options</h2>
    <table class="facts">{{#options}}<tr><th scope="row">{{title}}</th><td>{{text}}</td></tr>{{/options}}</table>
    {{/hasOptions}}
    <h2>Promises of the contract</h2>
    <table>
    <tr><th>Kind</th><th class="number">shown</th><th class="number">broken</th><th class="number">not shown</th><th class="number">of all</th><th class="number">demanded</th></tr>
    {{#coverage}}<tr><td>{{kind}}</td><td class="number">{{discharged}}</td><td class="number">{{failed}}</td><td class="number">{{open}}</td><td class="number">{{percent}}</td><td class="number">{{demanded}}</td></tr>
    {{/coverage}}
    </table>
    <h2>Documented statuses</h2>
    <table class="matrix">
    <tr><th>Operation</th>{{#columns}}<th class="cell">{{.}}</th>{{/columns}}</tr>
    {{#rows}}<tr><td class="id">{{operation}}</td>{{#cells}}<td class="cell {{kind}}" title="{{word}}">{{mark}}</td>{{/cells}}</tr>
    {{/rows}}
    </table>
    {{#hasVacuity}}
    <h2>What the contract cannot detect</h2>
    <ul>{{#vacuity}}<li>{{.}}</li>{{/vacuity}}</ul>
    {{/hasVacuity}}
    {{#hasAssumptions}}
    <h2>What was assumed</h2>
    <ul>{{#assumptions}}<li>{{.}}</li>{{/assumptions}}</ul>
    {{/hasAssumptions}}
    <h2>How to check it</h2>
    <p>This page says nothing by itself. The bundle that it comes with has every request and answer,
    signed; whoever has it and the issuer's public key judges all of them again, without a network:</p>
    <p><code>{{command}}</code></p>
    </main>
    </body>
    </html>

    """
}
