import Documents
import Mustache

/// The page: what a browser shows without any script, and the places of what the script shows.
enum HTMLTemplate {
  /// Where the rows and the details go, which are too many for a template. No text of others can hold
  /// them: its `<` is escaped.
  static let rowsMark = "<!--muster:rows-->"
  static let detailsMark = "<!--muster:details-->"

  /// The page of a run, with the marks in it.
  static func render(_ page: Value) throws -> String {
    var context = HTMLText.context(page) as? [String: Any] ?? [:]
    context["style"] = HTMLStyle.text
    context["styleHash"] = ContentHash.base64(HTMLStyle.text)
    context["script"] = HTMLScript.text
    context["scriptHash"] = ContentHash.base64(HTMLScript.text)
    return try MustacheTemplate(string: text).render(context)
  }

  static let text = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{{{styleHash}}}'; script-src 'sha256-{{{scriptHash}}}'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <title>{{#verdict}}{{word}}{{/verdict}}: {{title}}</title>
    <style>{{{style}}}</style>
    </head>
    <body>
    <a class="skip" href="#cases">Skip to the list of cases</a>
    <main>
    \(head)
    \(failures)
    \(known)
    \(reasons)
    \(warnings)
    \(coverage)
    \(cases)
    \(timings)
    {{#blind}}
    \(list)
    {{/blind}}
    {{#assumed}}
    \(list)
    {{/assumed}}
    {{#remarks}}
    \(list)
    {{/remarks}}
    <section id="environment">
    <h2>Environment</h2>
    <dl class="facts">
    {{#environment}}
    <dt>{{name}}</dt><dd>{{text}}</dd>
    {{/environment}}
    </dl>
    </section>
    </main>
    <script type="application/json" id="rows">[\(rowsMark)]</script>
    <script type="application/json" id="details">[\(detailsMark)]</script>
    <script>{{{script}}}</script>
    </body>
    </html>

    """

  private static let head = """
    <header>
    <p class="soft">{{tool}} · {{started}}</p>
    <h1>{{title}}</h1>
    <p class="soft id">{{target}}</p>
    </header>
    {{#verdict}}
    <div class="verdict {{kind}}" role="status">
    <span class="sign" aria-hidden="true">{{mark}}</span>
    <div><strong>{{word}}</strong>
    {{#sentences}}
    <p>{{.}}</p>
    {{/sentences}}
    {{#early}}<p>{{.}}</p>{{/early}}
    {{#earlyRemedy}}<p class="soft">→ {{.}}</p>{{/earlyRemedy}}
    </div></div>
    {{/verdict}}
    <div class="tiles">
    {{#tiles}}
    <div class="tile"><b class="{{kind}}">{{figure}}</b>{{name}}<span class="soft">{{note}}</span></div>
    {{/tiles}}
    </div>
    <svg class="bar" role="img" aria-label="{{#bar}}{{title}} {{/bar}}">
    {{#bar}}
    <rect class="{{kind}}" x="{{x}}" y="0" width="{{width}}" height="100%"><title>{{title}}</title></rect>
    {{/bar}}
    </svg>
    <p class="legend">{{#bar}}<span class="{{kind}}">{{title}}</span> {{/bar}}</p>
    """

  private static let failures = """
    {{#hasFailures}}
    <section id="failures">
    <h2>Failures <span class="count">{{failureCount}}</span></h2>
    {{#failures}}
    \(cause)
    {{/failures}}
    {{#moreFailures}}<p class="soft">and {{.}} of other causes, which the list of cases has</p>{{/moreFailures}}
    </section>
    {{/hasFailures}}
    """

  /// What a baseline lists, with who answers for it.
  private static let known = """
    {{#hasKnown}}
    <section id="known">
    <h2>Known failures <span class="count">{{knownCount}}</span></h2>
    {{#knownFailures}}
    \(cause)
    {{/knownFailures}}
    {{#moreKnown}}<p class="soft">and {{.}} of other causes, which the list of cases has</p>{{/moreKnown}}
    </section>
    {{/hasKnown}}
    """

  private static let warnings = """
    {{#hasWarnings}}
    <section id="warnings">
    <h2>Warnings <span class="count">{{warningCount}}</span></h2>
    {{#warnings}}
    \(cause)
    {{/warnings}}
    {{#moreWarnings}}<p class="soft">and {{.}} of other causes</p>{{/moreWarnings}}
    </section>
    {{/hasWarnings}}
    """

  /// One cause, closed until somebody wants it.
  private static let cause = """
    <details class="cause {{kind}}" data-number="{{number}}">
    <summary><span class="check">{{check}}</span><span class="message">{{message}}{{#where}} <code>{{.}}</code>{{/where}}</span><span class="times">{{cases}}{{#times}}, {{.}}{{/times}}</span><span class="soft place">{{#isWide}}{{.}}: {{/isWide}}{{operation}}</span>{{#agreement}}<span class="soft place agreement">known {{.}}</span>{{/agreement}}</summary>
    <div class="body">
    {{#finding}}
    \(finding)
    {{/finding}}
    {{#step}}
    \(step)
    {{/step}}
    {{#curl}}
    <h4>Send it again{{#shrinking}} <span class="soft">({{.}})</span>{{/shrinking}}</h4>
    <pre class="command">{{.}}</pre>
    {{/curl}}
    {{#again}}
    <h4>Run the case again</h4>
    <pre class="command">{{.}}</pre>
    {{/again}}
    <h4>Seen in</h4>
    <ul class="plain"><li>{{first}}</li>{{#others}}<li>{{.}}</li>{{/others}}{{#moreCases}}<li class="soft">and {{.}} more</li>{{/moreCases}}</ul>
    {{#isWide}}
    <p class="soft">{{#operations}}<span class="id">{{.}}</span> {{/operations}}{{#moreOperations}}and {{.}} more{{/moreOperations}}</p>
    {{/isWide}}
    </div>
    </details>
    """

  private static let finding = """
    {{#at}}<p class="soft">at <code>{{.}}</code> of the answer</p>{{/at}}
    <pre class="difference"><span class="vh">Lines with − are the answer, lines with + what was expected.
    </span>{{#difference}}<span class="{{kind}}">{{text}}</span>
    {{/difference}}</pre>
    {{#hint}}<p class="hint">→ {{.}}</p>{{/hint}}
    {{#place}}<p class="soft">by <span class="id">{{.}}</span></p>{{/place}}
    <table class="spec">{{#spec}}<tr{{#marked}} class="marked"{{/marked}}><td class="line">{{number}}</td><td><code>{{text}}</code></td></tr>{{/spec}}</table>
    """

  private static let step = """
    <div class="exchange">
    <div><h4>Request</h4><pre>{{request}}{{#requestBody}}

    {{.}}{{/requestBody}}</pre></div>
    <div><h4>Answer <span class="soft">{{took}}{{#tries}}, attempt {{.}}{{/tries}}</span></h4><pre>{{answer}}{{#answerBody}}

    {{.}}{{/answerBody}}</pre></div>
    </div>
    """

  private static let reasons = """
    {{#reasonLists}}
    <section>
    <h2>{{heading}} <span class="count">{{total}}</span></h2>
    {{#reasons}}
    <details class="cause {{kind}}">
    <summary><span class="check">{{code}}</span><span class="message">{{why}}</span><span class="times">{{count}}</span>{{#fix}}<span class="soft place">→ {{.}}</span>{{/fix}}</summary>
    <div class="body"><ul class="plain">{{#cases}}<li>{{.}}</li>{{/cases}}</ul></div>
    </details>
    {{/reasons}}
    {{#moreReasons}}<p class="soft">and {{.}} for other reasons</p>{{/moreReasons}}
    </section>
    {{/reasonLists}}
    """

  private static let coverage = """
    <section id="coverage">
    <h2>Coverage of the contract</h2>
    <table class="kinds">
    <thead><tr><th>Promises</th><th class="wide"></th><th class="number">Shown</th><th>Of which</th></tr></thead>
    <tbody>
    {{#kinds}}
    <tr><th scope="row">{{label}}</th><td class="wide"><svg class="meter" aria-hidden="true"><rect class="track" x="0" y="20%" width="100%" height="60%"></rect><rect class="passed" x="0" y="20%" width="{{goodWidth}}" height="60%"></rect><rect class="failed" x="{{badStart}}" y="20%" width="{{badWidth}}" height="60%"></rect></svg></td><td class="number">{{percent}}</td><td>{{done}}{{#failed}}, <span class="bad">{{.}}</span>{{/failed}}{{#missing}}, <span class="even">{{.}}</span>{{/missing}}</td></tr>
    {{/kinds}}
    </tbody>
    </table>
    {{#matrix}}
    <div class="scroll" tabindex="0" role="region" aria-label="Operations and their documented statuses">
    <table class="matrix">
    <thead><tr><th>Operation</th>{{#columns}}<th class="cell">{{.}}</th>{{/columns}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr><th scope="row" data-operation="{{id}}"><span class="soft">{{method}}</span> {{path}}</th>{{#cells}}<td class="cell {{state}}" title="{{title}}"><span class="vh">{{title}}</span><span aria-hidden="true">{{mark}}</span></td>{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table>
    </div>
    {{#moreRows}}<p class="soft">and {{.}}</p>{{/moreRows}}
    <p class="legend"><span class="discharged">✓ answered as documented</span> <span class="failed">✗ broken</span> <span class="not-reached">· not reached</span></p>
    {{/matrix}}
    {{#kinds}}{{#reasons}}
    <details class="missing">
    <summary>{{label}}: {{count}} not reached, {{why}}</summary>
    <div class="body">
    <p>{{#names}}<span class="id">{{.}}</span>, {{/names}}{{#moreNames}}and {{.}} more{{/moreNames}}</p>
    {{#remedies}}<p class="hint">→ {{.}}</p>{{/remedies}}
    </div>
    </details>
    {{/reasons}}{{/kinds}}
    </section>
    """

  private static let cases = """
    <section id="cases" tabindex="-1">
    <h2>Cases <span class="count">{{caseCount}}</span></h2>
    <noscript><p>This list needs JavaScript. What failed is told above.</p></noscript>
    <div id="list" hidden>
    <div class="tools">
    <label class="vh" for="search">Search in operations, titles, reasons and ids</label>
    <input id="search" type="search" placeholder="Search operations, titles, ids ( / )" autocomplete="off" spellcheck="false">
    <div id="verdicts" class="chips" role="group" aria-label="Verdict"></div>
    <label>Intent <select id="intent"><option value="">all</option></select></label>
    <span id="chosen"></span>
    </div>
    <p id="found" class="soft" role="status" aria-live="polite"></p>
    <table class="cases"><thead><tr><th class="state"><span class="vh">Verdict</span></th><th>Case</th><th class="intent">Intent</th><th class="number time">Time</th></tr></thead><tbody id="found-rows"></tbody></table>
    <button id="more" type="button" hidden>Show more</button>
    <p class="soft keys"><kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> next and previous case, <kbd>Enter</kbd> open, <kbd>f</kbd> failed only, <kbd>Esc</kbd> clear</p>
    </div>
    {{#leftOut}}<p class="soft">{{.}} not in the list: the page would be too large.</p>{{/leftOut}}
    {{#bare}}<p class="soft">{{.}} without details in the list: the page would be too large.</p>{{/bare}}
    </section>
    """

  private static let timings = """
    {{#timings}}
    <section id="timings">
    <h2>Time to answer</h2>
    <p class="figures">{{#figures}}<span><span class="soft">{{name}}</span> <b>{{took}}</b></span> {{/figures}}</p>
    <table class="histogram"><caption class="vh">Requests by the time to their answer</caption>
    <tbody>
    {{#bars}}
    <tr><th scope="row" class="number">{{label}}</th><td class="wide"><svg class="meter" aria-hidden="true"><rect class="time" x="0" y="8%" width="{{width}}" height="84%"></rect></svg></td><td class="number">{{count}}</td></tr>
    {{/bars}}
    </tbody>
    </table>
    <h3>Slowest</h3>
    <table>
    <tbody>
    {{#slowest}}
    <tr><td>{{title}} <span class="soft">{{operation}}</span></td><td class="number">{{took}}</td></tr>
    {{/slowest}}
    </tbody>
    </table>
    </section>
    {{/timings}}
    """

  private static let list = """
    <section>
    <h2>{{heading}}</h2>
    <ul>
    {{#items}}
    <li>{{.}}</li>
    {{/items}}
    </ul>
    {{#moreItems}}<p class="soft">and {{.}}</p>{{/moreItems}}
    </section>
    """
}
