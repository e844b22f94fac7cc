/// The page of a selftest: a template and its style.
enum SelftestPage {
  /// SHA-256 of the style, in Base64: the policy lets in nothing else (CSP Level 3 §2.3.1).
  static let styleHash = "p2BeTrhHjnftX/6jrw3hRJgI3IA5pPOar8h3lxD/N1Y="

  static let style = """
    :root { color-scheme: light dark; --ink: #1c2430; --soft: #5d6878; --line: #d9dee6;
      --paper: #ffffff; --tint: #f4f6f9; --good: #1f7a4d; --bad: #b3261e; --even: #8a6d1a;
      --idle: #9aa4b2 }
    @media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa6b6;
      --line: #333c4a; --paper: #12161d; --tint: #1b212b; --good: #4cc38a; --bad: #ff7b72;
      --even: #d9b44a; --idle: #5d6878 } }
    * { box-sizing: border-box }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif }
    main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.25rem 4rem }
    h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2.25rem 0 .25rem }
    p { margin: .25rem 0 } .soft { color: var(--soft) }
    code, .id { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .85em }
    .id { overflow-wrap: anywhere }
    .verdict { margin: 1.25rem 0; padding: .75rem 1rem; border-left: 5px solid var(--bad);
      background: var(--tint); font-weight: 600 }
    .verdict.good { border-color: var(--good) }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
      gap: .75rem; margin: 1rem 0 }
    .tile { background: var(--tint); padding: .75rem 1rem; border-radius: .4rem }
    .tile b { display: block; font-size: 1.6rem; line-height: 1.2 }
    .tile b.killed { color: var(--good) } .tile b.survived { color: var(--bad) }
    svg.bar { display: block; width: 100%; height: .9rem; border-radius: .2rem }
    svg.meter { display: block; width: 100%; height: .8rem }
    rect.killed { fill: var(--good) } rect.survived { fill: var(--bad) }
    rect.equivalent { fill: var(--even) } rect.not-tried { fill: var(--idle) }
    rect.others { fill: var(--idle) }
    table { border-collapse: collapse; width: 100%; margin: .5rem 0 }
    th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0;
      border-bottom: 1px solid var(--line) }
    th { color: var(--soft); font-weight: 600; font-size: .85rem }
    td.number, th.number { text-align: right; white-space: nowrap }
    td.wide { width: 45% } td .soft { display: block; font-size: .9em }
    .fate { font-weight: 600 } .fate.killed { color: var(--good) }
    .fate.survived, .fate.unjudged { color: var(--bad) } .fate.equivalent { color: var(--even) }
    details { margin: 2rem 0 0 } summary { cursor: pointer; font-weight: 600; font-size: 1.15rem }
    li { margin: .2rem 0; overflow-wrap: anywhere }
    @media print { main { max-width: none; padding: 0 } }
    """

  static let template = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{{hash}}'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Selftest of {{contract}}</title>
    <style>{{{style}}}</style>
    </head>
    <body>
    <main>
    <h1>Selftest of {{contract}}</h1>
    <p class="soft">{{tool}} · {{strictness}} · {{files}} · {{started}}</p>
    <p class="verdict{{#isGood}} good{{/isGood}}">{{verdict}}</p>
    {{^isValid}}
    <h2>Alarms about the faultless server</h2>
    <ul>
    {{#alarms}}
    <li>{{.}}</li>
    {{/alarms}}
    </ul>
    {{/isValid}}
    {{#isValid}}
    <div class="tiles">
    <div class="tile"><b class="killed">{{rate}}</b>kill rate, {{ofCounted}}<br><span class="soft">{{demanded}}</span></div>
    <div class="tile"><b class="survived">{{survivedCount}}</b>survived<br><span class="soft">{{equivalentCount}} equivalent, {{total}} faults</span></div>
    <div class="tile"><b>{{baselineState}}</b>faultless server<br><span class="soft">{{baseline}}</span></div>
    </div>
    <svg class="bar" role="img" aria-label="{{#bar}}{{title}} {{/bar}}">
    {{#bar}}
    <rect class="{{kind}}" x="{{x}}" y="0" width="{{width}}" height="100%"><title>{{title}}</title></rect>
    {{/bar}}
    </svg>
    <p class="soft">{{expected}}. {{effort}}.</p>
    {{#sections}}
    <h2>{{title}} ({{count}})</h2>
    <p class="soft">{{note}}</p>
    <table>
    <thead><tr><th>Fault</th><th>Expected check</th><th>Killed by</th><th>Why, or how</th></tr></thead>
    <tbody>
    {{#rows}}
    <tr><td class="wide"><span class="id">{{id}}</span><span class="soft">{{scope}}: {{summary}}</span></td><td>{{expected}}</td><td>{{checks}}</td><td>{{evidence}}</td></tr>
    {{/rows}}
    </tbody>
    </table>
    {{/sections}}
    <h2>What each check killed</h2>
    <p class="soft">Green: faults that it is expected to notice. Grey: others.</p>
    <table>
    <thead><tr><th>Check</th><th class="number">Faults</th><th class="number">Expected</th><th></th></tr></thead>
    <tbody>
    {{#checks}}
    <tr><td>{{check}}</td><td class="number">{{kills}}</td><td class="number">{{expected}}</td><td class="wide"><svg class="meter" aria-hidden="true"><rect class="others" x="0" y="15%" width="{{width}}" height="70%"></rect><rect class="killed" x="0" y="15%" width="{{expectedWidth}}" height="70%"></rect></svg></td></tr>
    {{/checks}}
    </tbody>
    </table>
    <h2>What killed nothing</h2>
    {{^isComplete}}
    <p>At most {{idleSentence}}. The runs ended at the word of the expected check, so which of them kill nothing is told by <code>--complete</code> alone.</p>
    {{/isComplete}}
    {{#isComplete}}
    <p>{{idleSentence}}.</p>
    <details>
    <summary>Assertions that never failed</summary>
    <ul>
    {{#idleAssertions}}
    <li><span class="id">{{place}}</span>: {{text}}</li>
    {{/idleAssertions}}
    </ul>
    </details>
    <details>
    <summary>Statuses of the suites that no fault changed</summary>
    <ul>
    {{#idleStatuses}}
    <li><span class="id">{{place}}</span>: {{text}}</li>
    {{/idleStatuses}}
    </ul>
    </details>
    <details>
    <summary>Cases that killed nothing</summary>
    <ul>
    {{#idleCases}}
    <li><span class="id">{{id}}</span> {{title}}</li>
    {{/idleCases}}
    </ul>
    </details>
    {{/isComplete}}
    <details>
    <summary>All faults</summary>
    <table>
    <thead><tr><th>Fault</th><th>Fate</th><th>Expected check</th><th>Killed by</th><th class="number">Cases</th><th class="number">Time</th></tr></thead>
    <tbody>
    {{#all}}
    <tr><td class="wide"><span class="id">{{id}}</span><span class="soft">{{evidence}}</span></td><td><span class="fate {{fate}}">{{fate}}</span></td><td>{{expected}}</td><td>{{checks}}</td><td class="number">{{cases}}</td><td class="number">{{seconds}}</td></tr>
    {{/all}}
    </tbody>
    </table>
    </details>
    {{/isValid}}
    </main>
    </body>
    </html>

    """
}
