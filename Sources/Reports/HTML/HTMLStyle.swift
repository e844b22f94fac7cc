/// How the page looks, in one style sheet that reaches for nothing.
package enum HTMLStyle {
  /// Colours by name. Every text has a contrast of 4.5 to what it stands on at least, every mark of 3
  /// (WCAG 2.2 §1.4.3, §1.4.11).
  package static let light: [(name: String, color: String)] = [
    ("ink", "#1b2330"), ("soft", "#545f70"), ("line", "#d9dee6"), ("paper", "#ffffff"),
    ("tint", "#f4f6f9"), ("good", "#17693f"), ("bad", "#b3261e"), ("even", "#7a5c00"),
    ("idle", "#6b7686"), ("link", "#1a5bb5"), ("good-tint", "#e4f4ea"), ("bad-tint", "#fdeae8"),
    ("even-tint", "#fbf2d7"), ("mark-tint", "#fff4c4"),
  ]
  package static let dark: [(name: String, color: String)] = [
    ("ink", "#e6eaf0"), ("soft", "#a3aebd"), ("line", "#333c4a"), ("paper", "#12161d"),
    ("tint", "#1b212b"), ("good", "#56cb94"), ("bad", "#ff8a80"), ("even", "#dcb94f"),
    ("idle", "#8592a4"), ("link", "#82b4ff"), ("good-tint", "#15301f"), ("bad-tint", "#3b1d1d"),
    ("even-tint", "#332b12"), ("mark-tint", "#3a3415"),
  ]

  static let text =
    ":root { color-scheme: light dark; \(declared(light)) }\n"
    + "@media (prefers-color-scheme: dark) { :root { \(declared(dark)) } }\n" + rules

  private static func declared(_ colors: [(name: String, color: String)]) -> String {
    colors.map { "--\($0.name): \($0.color)" }.joined(separator: "; ")
  }

  private static let rules = """
    * { box-sizing: border-box }
    html { scroll-padding-top: 1rem }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif }
    main { max-width: 74rem; margin: 0 auto; padding: 1.75rem 1.25rem 4rem }
    h1 { font-size: 1.65rem; line-height: 1.2; margin: 0; overflow-wrap: anywhere }
    h2 { font-size: 1.2rem; margin: 2.5rem 0 .6rem } h3 { font-size: 1rem; margin: 1.25rem 0 .25rem }
    h4 { font-size: .85rem; margin: 1rem 0 .3rem }
    h2 .count { font-weight: 400; color: var(--soft); font-size: 1rem; margin-left: .35rem }
    p { margin: .25rem 0; overflow-wrap: anywhere } .soft { color: var(--soft) }
    ul { margin: .25rem 0; padding-left: 1.2rem } li { margin: .15rem 0; overflow-wrap: anywhere }
    ul.plain { list-style: none; padding: 0 }
    code, pre, .id, .check, .place, kbd, .command { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace;
      font-size: .85em } .id { overflow-wrap: anywhere }
    pre { margin: .3rem 0; padding: .6rem .75rem; background: var(--tint); border-radius: .35rem;
      white-space: pre-wrap; overflow-wrap: anywhere; max-height: 26rem; overflow-y: auto; font-size: .8rem }
    kbd { border: 1px solid var(--line); border-bottom-width: 2px; border-radius: .25rem; padding: 0 .3rem }
    a, button.link { color: var(--link) }
    .vh, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden;
      clip-path: inset(50%); white-space: nowrap }
    .skip { position: absolute; left: .5rem; top: .5rem; background: var(--paper); padding: .5rem }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
    .good { color: var(--good) } .bad { color: var(--bad) } .even { color: var(--even) }
    .verdict { display: flex; gap: .9rem; align-items: flex-start; margin: 1.1rem 0; padding: .9rem 1.1rem;
      border-radius: .5rem; border-left: .4rem solid }
    .verdict.good { background: var(--good-tint) } .verdict.bad { background: var(--bad-tint) }
    .verdict.even { background: var(--even-tint) } .verdict p { color: var(--ink) }
    .verdict strong { font-size: 1.3rem; line-height: 1.2 } .verdict .sign { font-size: 1.7rem; line-height: 1 }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .75rem }
    .tile { background: var(--tint); padding: .7rem .9rem; border-radius: .5rem }
    .tile b { display: block; font-size: 1.6rem; line-height: 1.25 }
    .tile .soft { display: block; font-size: .87rem }
    svg.bar { display: block; width: 100%; height: .8rem; border-radius: .3rem; margin-top: .9rem }
    svg.meter { display: block; width: 100%; height: 1rem }
    rect.passed { fill: var(--good) } rect.failed { fill: var(--bad) } rect.inconclusive { fill: var(--even) }
    rect.known { fill: var(--bad); opacity: .5 }
    rect.skipped { fill: var(--idle) } rect.track { fill: var(--line) } rect.time { fill: var(--link) }
    .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: .45rem 0 0; font-size: .87rem; color: var(--soft) }
    .legend .passed, .legend .discharged { color: var(--good) } .legend .failed { color: var(--bad) }
    .legend .known, .legend .inconclusive, .legend .not-reached { color: var(--even) }
    table { border-collapse: collapse; width: 100%; margin: .4rem 0 }
    th, td { text-align: left; vertical-align: top; padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--line) }
    thead th { color: var(--soft); font-weight: 600; font-size: .85rem } tbody th { font-weight: 500 }
    td, th { overflow-wrap: anywhere } .number { text-align: right; white-space: nowrap; overflow-wrap: normal }
    .wide { width: 40% }
    .cause { border: 1px solid var(--line); border-left: .3rem solid var(--bad); border-radius: .4rem; margin: .5rem 0 }
    .cause.warning, .cause.known, .cause.even { border-left-color: var(--even) } .cause.idle { border-left-color: var(--idle) }
    .cause > summary { display: grid; grid-template-columns: 10.5rem 1fr auto; gap: .1rem .9rem; padding: .6rem .8rem;
      cursor: pointer; list-style: none; overflow-wrap: anywhere }
    .cause > summary::-webkit-details-marker { display: none }
    .cause > summary:hover, .cases tr.row:hover { background: var(--tint) }
    .check { color: var(--bad); padding-top: .1em } .warning .check, .known .check, .even .check { color: var(--even) }
    .idle .check { color: var(--soft) } .message { font-weight: 600 }
    .times { color: var(--soft); white-space: nowrap } .place { grid-column: 2 / -1 }
    .cause > summary .times::after { content: " ▸" } .cause[open] > summary .times::after { content: " ▾" }
    .body { padding: .1rem .9rem .9rem; border-top: 1px solid var(--line) }
    .difference { padding-left: 0; padding-right: 0 }
    .difference > span { display: inline-block; width: 100%; padding: 0 .75rem 0 2rem; text-indent: -1.25rem }
    .difference > .vh { width: 1px; padding: 0 } .difference > span::before { content: "  "; white-space: pre }
    .difference > .actual { background: var(--bad-tint) } .difference > .actual::before { content: "− "; color: var(--bad) }
    .difference > .expected { background: var(--good-tint) }
    .difference > .expected::before { content: "+ "; color: var(--good) } .difference > .gap { color: var(--soft) }
    .hint { border-left: 3px solid var(--link); padding-left: .6rem }
    table.spec { background: var(--tint); border-radius: .35rem } table.spec:empty { display: none }
    table.spec td { border: 0; padding: 0 .75rem; white-space: pre-wrap; vertical-align: baseline; line-height: 1.6 } table.spec .line { width: 1%; color: var(--soft);
      text-align: right; user-select: none; white-space: nowrap; font-size: .8rem; overflow-wrap: normal }
    table.spec .marked td { background: var(--mark-tint) }
    .exchange { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 1rem }
    .holder { position: relative } .holder .command { padding-right: 4.5rem }
    .copy { position: absolute; right: .35rem; top: .35rem; font: inherit; font-size: .75rem; padding: .05rem .5rem }
    button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--idle); border-radius: .35rem;
      padding: .2rem .7rem; cursor: pointer } button:hover { background: var(--tint) }
    button[aria-pressed=true] { background: var(--ink); color: var(--paper); border-color: var(--ink) }
    button.link { border: 0; background: none; padding: 0; text-align: left; text-decoration: underline }
    .scroll { overflow-x: auto; margin: .9rem 0 } .matrix { width: auto; min-width: 40% } .matrix td, .matrix th { vertical-align: middle }
    .matrix button.link { text-decoration: none; color: inherit } .matrix button.link:hover { text-decoration: underline }
    .matrix th[scope=row] { position: sticky; left: 0; background: var(--paper); padding-right: 1.2rem; overflow-wrap: normal;
      font: .82rem ui-monospace, "DejaVu Sans Mono", Menlo, monospace }
    .cell { text-align: center; min-width: 3.1rem; padding: .35rem .3rem; font-weight: 600; overflow-wrap: normal }
    th.cell { text-align: center } td.cell { position: relative }
    td.discharged { background: var(--good-tint); color: var(--good) } td.failed { background: var(--bad-tint); color: var(--bad) }
    td.not-reached { background: var(--even-tint); color: var(--even) } .matrix td { border: 2px solid var(--paper) }
    .missing { margin: .3rem 0 } .missing summary { cursor: pointer; overflow-wrap: anywhere } .missing .body { border: 0 }
    .tools { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center }
    #search { flex: 1 1 16rem; min-width: 0 } input, select { font: inherit; color: inherit; background: var(--paper);
      border: 1px solid var(--idle); border-radius: .35rem; padding: .3rem .6rem } input::placeholder { color: var(--soft); opacity: 1 }
    .chips { display: flex; flex-wrap: wrap; gap: .35rem }
    .cases { table-layout: fixed } .cases .state { width: 2rem } .cases .intent { width: 7rem } .cases .time { width: 6.5rem; padding-right: 0 }
    .cases tr.row { cursor: pointer } .cases tr.row button { border: 0; background: none; padding: 0; text-align: left; width: 100% }
    .cases .group { display: block; color: var(--soft); font-size: .85rem } .cases .note { display: block; color: var(--soft); font-size: .87rem }
    .cases td.state { font-weight: 700 } .cases .f { color: var(--bad) } .cases .i { color: var(--even) }
    .cases .k, .agreement { color: var(--even) } .cases .p { color: var(--good) } .cases .s { color: var(--soft) }
    .cases tr.detail > td { background: none; padding: 0 0 1rem 1rem; border-left: .3rem solid var(--line) }
    .facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1.2rem; margin: 0 }
    dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
    .figures { display: flex; flex-wrap: wrap; gap: .2rem 1.6rem } .histogram { max-width: 46rem }
    .histogram th, .histogram td { border: 0; padding-top: .1rem; padding-bottom: .1rem } .histogram .wide { width: 70% }
    .histogram th { color: var(--soft); width: 6rem } #more { margin: .6rem 0 } .keys { font-size: .87rem }
    @media (max-width: 44rem) { main { padding: 1.1rem .85rem 3rem } h1 { font-size: 1.35rem }
      .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)) } .tile b { font-size: 1.35rem }
      .cause > summary { grid-template-columns: 1fr auto } .cause > summary .message { grid-column: 1 / -1; grid-row: 2 }
      .place { grid-column: 1 / -1 } .exchange { grid-template-columns: minmax(0, 1fr) }
      .kinds .wide { display: none } .kinds th[scope=row] { overflow-wrap: normal } .cases .time { width: 4.5rem }
      .cases .intent { width: 0; padding: 0; font-size: 0 } .keys { display: none }
      .body { padding-left: .7rem; padding-right: .7rem }
      .facts { grid-template-columns: minmax(0, 1fr); gap: 0 } dd { margin-bottom: .5rem }
      .matrix th[scope=row] { max-width: 45vw; overflow-wrap: anywhere } .cell { min-width: 2.6rem } }
    @media print { main { max-width: none; padding: 0 } .tools, .keys, #more, .copy, .skip { display: none }
      .cause, tr, .tile { break-inside: avoid } pre { max-height: none } .scroll { overflow: visible } }
    """
}
