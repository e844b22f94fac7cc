/// What the page does: filters, searches and opens cases. It writes text alone, never markup, so that
/// nothing of what a target said can become a part of the page.
enum HTMLScript {
  static let text = #"""
    "use strict";
    (() => {
      const byId = id => document.getElementById(id);
      const rows = JSON.parse(byId("rows").textContent);
      const V = 0, INTENT = 1, GROUP = 2, TITLE = 3, MS = 4, CAUSES = 5, WARNED = 6, DETAIL = 7, WHY = 8, ID = 9, MARKS = 10;
      const words = { f: "failed", k: "known to fail", i: "inconclusive", s: "skipped", p: "passed" };
      const signs = { f: "✗", k: "~", i: "?", s: "–", p: "✓" };
      const step = 100;
      const firstKnown = 500;
      let details = null;
      let haystack = null;
      let found = [];
      let shown = 0;
      const state = { verdict: "", intent: "", cause: -1, group: "", text: "" };

      const make = (name, options = {}, ...children) => {
        const node = document.createElement(name);
        for (const [key, value] of Object.entries(options)) {
          if (value === undefined || value === null) continue;
          if (key === "class") node.className = value;
          else if (key === "text") node.textContent = value;
          else if (key === "on") node.addEventListener("click", value);
          else node.setAttribute(key, value);
        }
        for (const child of children) if (child) node.append(child);
        return node;
      };

      const grouped = number => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
      const duration = ms => ms < 1000 ? ms + " ms" : (ms / 1000).toFixed(2) + " s";

      // Filters.
      const matches = (row, place, needles) =>
        (state.verdict === "" || (state.verdict === "w" ? row[WARNED] > 0 : row[V] === state.verdict)) &&
        (state.intent === "" || row[INTENT] === state.intent) &&
        (state.cause < 0 || row[CAUSES].includes(state.cause)) &&
        (state.group === "" || row[GROUP] === state.group) &&
        needles.every(needle => haystack[place].includes(needle));

      const filter = () => {
        haystack = haystack || rows.map(row =>
          (row[GROUP] + " " + row[TITLE] + " " + row[WHY] + " " + row[ID] + " " + (row[MARKS] || "")).toLowerCase());
        const needles = state.text.toLowerCase().split(/\s+/).filter(Boolean);
        found = [];
        for (let place = 0; place < rows.length; place++)
          if (matches(rows[place], place, needles)) found.push(place);
        shown = 0;
        byId("found-rows").replaceChildren();
        byId("found").textContent = found.length === rows.length
          ? grouped(rows.length) + (rows.length === 1 ? " case" : " cases")
          : grouped(found.length) + " of " + grouped(rows.length) + " cases";
        for (const chip of byId("verdicts").children)
          chip.setAttribute("aria-pressed", String(chip.dataset.verdict === state.verdict));
        const chosen = byId("chosen");
        chosen.replaceChildren();
        if (state.cause >= 0) chosen.append(clear(named(state.cause), () => { state.cause = -1; }));
        if (state.group) chosen.append(clear(state.group, () => { state.group = ""; }));
        grow();
      };
      const clear = (text, change) =>
        make("button", { type: "button", text: text + " ✕", "aria-label": "Remove the filter " + text,
          on: () => { change(); filter(); } });

      // Rows, as many as are looked at.
      const grow = () => {
        const end = Math.min(found.length, shown + step);
        const batch = document.createDocumentFragment();
        for (; shown < end; shown++) batch.append(line(found[shown]));
        byId("found-rows").append(batch);
        const more = byId("more");
        more.hidden = shown >= found.length;
        more.textContent = "Show more (" + grouped(found.length - shown) + ")";
      };

      const line = place => {
        const row = rows[place];
        const title = make("button", { type: "button", class: "open", "aria-expanded": "false" },
          make("span", { class: "group id", text: row[TITLE].startsWith(row[GROUP]) ? "" : row[GROUP] }),
          make("span", { text: row[TITLE] }));
        const node = make("tr", { class: "row", "data-place": place },
          make("td", { class: "state " + row[V], title: words[row[V]] },
            make("span", { class: "vh", text: words[row[V]] }),
            make("span", { "aria-hidden": "true", text: signs[row[V]] })),
          make("td", {}, title, row[WHY] && make("span", { class: "note", text: row[WHY] }),
            row[MARKS] && make("span", { class: "note marks", text: row[MARKS] }),
            row[WARNED] > 0 && make("span", { class: "note even",
              text: row[WARNED] === 1 ? "1 warning" : row[WARNED] + " warnings" })),
          make("td", { class: "intent", text: row[INTENT] }),
          make("td", { class: "number time", text: row[V] === "s" ? "" : duration(row[MS]) }));
        node.addEventListener("click", event => { if (String(getSelection()) === "") toggle(node); event.stopPropagation(); });
        return node;
      };

      const toggle = node => {
        const button = node.querySelector("button.open");
        const next = node.nextElementSibling;
        if (next && next.classList.contains("detail")) {
          next.remove();
          button.setAttribute("aria-expanded", "false");
          return;
        }
        node.after(make("tr", { class: "detail" }, make("td", { colspan: 4 }, ...detail(rows[node.dataset.place]))));
        button.setAttribute("aria-expanded", "true");
      };

      // One case.
      const detail = row => {
        details = details || JSON.parse(byId("details").textContent);
        const data = row[DETAIL] < 0 ? null : details[row[DETAIL]];
        const parts = [];
        if (!data) {
          parts.push(make("p", { class: "soft", text: row[CAUSES].length
            ? "Nothing more was kept of this case; its cause is told above." : "Nothing more was kept of this case." }));
          parts.push(make("p", { class: "soft id", text: row[ID] }));
        } else {
          if (data.reason) parts.push(make("p", { text: data.reason }));
          if (data.remedy) parts.push(make("p", { class: "hint", text: "→ " + data.remedy }));
          for (const finding of data.findings) parts.push(...described(finding));
          if (data.more) parts.push(make("p", { class: "soft", text: "and " + data.more + " more findings" }));
          for (const each of data.steps) parts.push(...exchanged(each, data.steps.length > 1));
          if (data.moreSteps) parts.push(make("p", { class: "soft", text: "and " + data.moreSteps + " earlier requests" }));
          parts.push(make("h4", { text: "Run the case again" }), command(data.again));
        }
        const causes = row[CAUSES].filter(number => cause(number));
        if (causes.length) parts.push(make("p", {}, ...causes.map(number =>
          make("button", { type: "button", class: "link", text: "Go to " + named(number) + " ",
            on: event => { event.stopPropagation(); show(cause(number)); } }))));
        return parts;
      };
      const cause = number => document.querySelector(
        ['#failures', '#known'].map(list => list + ' .cause[data-number="' + Number(number) + '"]').join());
      const named = number => number < firstKnown ? "cause " + (number + 1) : "known cause " + (number - firstKnown + 1);
      const show = node => { node.open = true; node.scrollIntoView(); node.querySelector("summary").focus(); };

      const described = finding => {
        const parts = [make("p", {},
          make("span", { class: "check " + (finding.isWarning ? "even" : ""), text: finding.check + " " }),
          make("b", { text: finding.message }))];
        if (finding.agreement) parts.push(make("p", { class: "agreement", text: "known " + finding.agreement }));
        if (finding.at) parts.push(make("p", { class: "soft", text: "at " + finding.at }));
        const lines = make("pre", { class: "difference" });
        for (const each of finding.difference) lines.append(make("span", { class: each.kind, text: each.text }), "\n");
        parts.push(lines);
        if (finding.hint) parts.push(make("p", { class: "hint", text: "→ " + finding.hint }));
        if (finding.place) parts.push(make("p", { class: "soft id", text: "by " + finding.place }));
        if (finding.spec) {
          const body = make("tbody");
          for (const each of finding.spec) body.append(make("tr", { class: each.marked ? "marked" : "" },
            make("td", { class: "line", text: each.number }), make("td", {}, make("code", { text: each.text }))));
          parts.push(make("table", { class: "spec" }, body));
        }
        return parts;
      };

      const exchanged = (each, isOne) => [
        isOne && make("h4", { text: (each.isSetup ? "Before: " : "") + each.title }),
        make("div", { class: "exchange" },
          make("div", {}, make("h4", { text: "Request" }),
            make("pre", { text: each.request + (each.requestBody ? "\n\n" + each.requestBody : "") })),
          make("div", {}, make("h4", { text: "Answer, " + each.took + (each.tries ? ", attempt " + each.tries : "") }),
            make("pre", { text: each.answer + (each.answerBody ? "\n\n" + each.answerBody : "") }))),
        command(each.curl)];

      // Commands.
      const copier = node => make("button", { type: "button", class: "copy", text: "Copy",
        on: event => {
          event.stopPropagation();
          const done = () => { event.target.textContent = "Copied"; };
          const select = () => { getSelection().selectAllChildren(node); };
          if (navigator.clipboard) navigator.clipboard.writeText(node.textContent).then(done, select); else select();
        } });
      const command = text => {
        const node = make("pre", { class: "command", text });
        return make("div", { class: "holder" }, node, copier(node));
      };
      for (const node of document.querySelectorAll("pre.command")) {
        const holder = make("div", { class: "holder" });
        node.replaceWith(holder);
        holder.append(node, copier(node));
      }

      // Set-up.
      const counts = { "": rows.length, f: 0, k: 0, i: 0, s: 0, p: 0, w: 0 };
      const intents = new Map();
      for (const row of rows) {
        counts[row[V]] += 1;
        if (row[WARNED] > 0) counts.w += 1;
        intents.set(row[INTENT], (intents.get(row[INTENT]) || 0) + 1);
      }
      for (const [verdict, name] of [["", "All"], ["f", "Failed"], ["k", "Known to fail"], ["i", "Inconclusive"], ["s", "Skipped"],
        ["p", "Passed"], ["w", "With warnings"]]) {
        if (verdict !== "" && counts[verdict] === 0) continue;
        byId("verdicts").append(make("button", { type: "button", "data-verdict": verdict,
          text: name + " " + grouped(counts[verdict]), on: () => { state.verdict = verdict; filter(); } }));
      }
      for (const [intent, count] of intents)
        byId("intent").append(make("option", { value: intent, text: intent + " (" + grouped(count) + ")" }));
      byId("intent").addEventListener("change", event => { state.intent = event.target.value; filter(); });
      let timer = 0;
      byId("search").addEventListener("input", event => {
        clearTimeout(timer);
        timer = setTimeout(() => { state.text = event.target.value; filter(); }, rows.length > 5000 ? 120 : 0);
      });
      byId("more").addEventListener("click", grow);
      new IntersectionObserver(seen => { if (seen.some(each => each.isIntersecting)) grow(); }).observe(byId("more"));
      const listed = change => {
        Object.assign(state, { verdict: "", intent: "", cause: -1, group: "", text: "" }, change);
        byId("search").value = "";
        byId("intent").value = "";
        filter();
        byId("cases").scrollIntoView();
      };
      for (const node of document.querySelectorAll("#failures .cause .body, #known .cause .body"))
        node.append(make("button", { type: "button", text: "List its cases",
          on: () => listed({ cause: Number(node.parentElement.dataset.number) }) }));
      for (const node of document.querySelectorAll("th[data-operation]")) {
        const button = make("button", { type: "button", class: "link", title: "List the cases of this operation",
          on: () => listed({ group: node.dataset.operation }) });
        button.append(...node.childNodes);
        node.append(button);
      }
      const causes = document.querySelectorAll("#failures .cause");
      if (causes.length === 1) causes[0].open = true;
      byId("list").hidden = false;
      if (counts.f > 0) state.verdict = "f";
      filter();

      // Keys.
      const move = delta => {
        const all = [...document.querySelectorAll("#found-rows tr.row button.open")];
        const at = all.indexOf(document.activeElement);
        if (at === all.length - 1 && delta > 0) grow();
        const next = at < 0 ? all[0] : all[at + delta]
          || document.querySelectorAll("#found-rows tr.row button.open")[at + delta];
        if (next) next.focus();
      };
      document.addEventListener("keydown", event => {
        const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === "Escape") {
          if (isTyping) event.target.blur();
          listed({});
        } else if (isTyping) {
          return;
        } else if (event.key === "/") {
          byId("search").focus();
        } else if (event.key === "j" || event.key === "k") {
          move(event.key === "j" ? 1 : -1);
        } else if (event.key === "f") {
          listed({ verdict: "f" });
        } else {
          return;
        }
        event.preventDefault();
      });

      // What is closed is not printed.
      let opened = [];
      addEventListener("beforeprint", () => {
        opened = [...document.querySelectorAll("details:not([open])")].slice(0, 200);
        for (const node of opened) node.open = true;
      });
      addEventListener("afterprint", () => { for (const node of opened) node.open = false; });
    })();
    """#
}
