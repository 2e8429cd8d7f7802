"use strict";
/* One event in full: its facts, rival tolls, the reports side by side with their sentences, and why they are one event. */
(() => {
  const { el, store, format, said } = Ledger;
  const detail = (Ledger.detail = {});
  const KINDS = { trigger: "what happened", perpetrator: "perpetrator", victim: "victim", target: "target", other: "other part", place: "place", date: "date", count: "number" };
  const OUTCOMES = ["killed", "wounded", "detained", "abducted", "surrendered", "released", "escaped", "displaced"];
  const PRECISIONS = { site: "the site itself", town: "a town or village", area: "an area", admin1: "a province", country: "a country", none: "not stated" };
  let panel, current = null;

  const fact = (name, ...value) => (value.flat().some(Boolean) ? el("div", {}, el("dt", {}, name), el("dd", {}, value)) : null);

  const tollFact = (name, toll) => toll && fact(name, el("span.big", {}, format.bounds(toll[0], toll[2])),
    toll[1] !== null && toll[0] !== toll[2] ? el("small.muted", {}, ` best supported: ${format.number(toll[1])}`) : null);

  const facts = (e) => {
    const country = store.countries.get(e.country) || e.country;
    return el("dl.facts", {},
      fact("When", format.date(e.start, e.end, e.precision) || "not stated", e.precision === "day" ? null : el("div.small.muted", {}, `known to the ${e.precision}`.replace("known to the unknown", "no date in the reports"))),
      fact("Where", said([e.place, e.admin1, country].filter((x, i, l) => x && l.indexOf(x) === i).join(", ") || "not stated"), e.latitude === null ? null : el("div.small.muted", {}, `the point stands for ${PRECISIONS[e.at] || e.at}`)),
      tollFact("Killed", e.killed), tollFact("Wounded", e.wounded),
      fact("Told by", format.plural(e.reports.length, "report") + (e.publishers ? ` of ${format.plural(e.publishers, "publisher")}` : ""), el("div.small.muted", {}, `highest confidence ${format.percent(e.confidence)}`)));
  };

  const roles = (e) => {
    if (!e.roles.length) return null;
    const order = ["perpetrator", "victim", "target", "other"];
    const rows = e.roles.slice().sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || b.reports - a.reports);
    return el("section", {}, el("h3", {}, "Who"), el("ul.roles", {}, rows.map((r) => el("li", {}, el("span.muted", {}, r.role), el("span", {}, said(r.actor.name), el("span.muted.small", {}, ` ${format.words(r.actor.kind)}`)), el("span.muted.small", {}, `in ${format.plural(r.reports, "report")}`)))));
  };

  /* Every toll that anybody states: by the report as a whole, and by each claimant it quotes. */
  const claims = (e) => {
    const found = [];
    for (const report of e.reports) {
      for (const outcome of OUTCOMES) {
        const mine = report.statistics.filter((s) => s.outcome === outcome);
        for (const s of mine) found.push({ outcome, low: s.low, high: s.high, by: s.by || report.by, report });
        if (!mine.length && report.counts[outcome]) found.push({ outcome, low: report.counts[outcome][0], high: report.counts[outcome][1], by: report.by, report });
      }
    }
    return found;
  };

  const MANY_CLAIMS = 4; // a figure that more say than this names the first few

  const claimant = (c) => {
    const d = c.report.document;
    return el("li", {}, c.by ? said(c.by) : el("span.muted", {}, "told as fact"), ", ", said(store.publisher(d)), el("span.muted.small", {}, d.start ? ` ${format.date(d.start, d.end, d.precision)}` : ""));
  };

  /* One row a figure, with everybody who states it. */
  const tolls = (e) => {
    const found = claims(e);
    if (!found.length) return null;
    const rows = [];
    for (const outcome of OUTCOMES) {
      const mine = found.filter((c) => c.outcome === outcome);
      const top = Math.max(...mine.map((c) => c.high ?? c.low));
      const figures = new Map();
      for (const c of mine) {
        const key = `${c.low} ${c.high}`;
        if (!figures.has(key)) figures.set(key, []);
        figures.get(key).push(c);
      }
      for (const same of [...figures.values()].sort(([x], [y]) => (x.low ?? x.high) - (y.low ?? y.high))) {
        const [c] = same;
        const bar = el("div.range", { "aria-hidden": "true" }, el("i"));
        bar.firstChild.style.width = `${top ? ((c.high ?? c.low) / top) * 100 : 0}%`;
        rows.push(el("tr", {}, el("td", {}, outcome), el("td.num", {}, el("b", {}, format.bounds(c.low, c.high))), el("td", {}, bar),
          el("td", {}, el("ul.claims", {}, same.slice(0, MANY_CLAIMS).map(claimant), same.length > MANY_CLAIMS ? el("li.muted", {}, `and ${same.length - MANY_CLAIMS} more`) : null))));
      }
    }
    const rival = e.disputed.some((d) => OUTCOMES.some((o) => d.startsWith(o)));
    return el("section", { id: "tolls" }, el("h3", {}, rival ? "Rival tolls" : "Tolls"),
      el("div.scroll", {}, el("table.tolls", {}, el("thead", {}, el("tr", {}, ["People", "Number", "Compared", "Who says so"].map((h, n) => el(`th${n === 1 ? ".num" : ""}`, { scope: "col" }, h)))), el("tbody", {}, rows))));
  };

  detail.evidence = (sentences) => sentences.map((sentence, n) => [n ? "\n" : null, said(sentence.map(([text, ...kinds]) => {
    const kind = kinds[kinds.length - 1];
    return kind ? el(`mark.${kind}`, { title: kinds.map((k) => KINDS[k] || k).join(", ") }, text) : text;
  }))]);

  /* `said` takes one child or a list of them. */
  const card = (r) => {
    const d = r.document;
    const differs = [
      r.type.id !== current.type.id ? `coded as ${r.type.label.toLowerCase()}` : null,
      r.status !== current.status ? r.status : null,
    ].filter(Boolean);
    return el("article.report", { "data-report": r.id, "aria-label": `Report of ${store.publisher(d)}` },
      el("header", {}, el("b", {}, said(store.publisher(d))), d.title ? el("div.small", {}, said(d.title)) : null,
        el("div.small.muted", {}, [d.start ? `published ${format.date(d.start, d.end, d.precision)}` : "publication date unknown", d.byline ? ` · ${d.byline}` : ""]),
        el("div", {}, r.central ? el("span.tag", {}, "its news") : el("span.tag", {}, "background"), differs.map((x) => el("span.tag.warn", {}, x)))),
      r.evidence ? el("blockquote", {}, detail.evidence(r.evidence))
        : el("p.withheld", {}, "The text is under copyright or its licence is not known; it stays out of the release. The evidence stands at ",
          r.offsets.map(([a, b]) => `${a}–${b}`).join(", "), " of ", el("code", {}, d.file), `, SHA-256 ${r.hash}…`),
      el("dl.facts", {}, fact("Date", format.date(r.start, r.end, r.precision), el("div.small.muted", {}, r.basis === "none" ? null : r.basis)), fact("Place", r.place ? said(r.place) : null),
        fact("Counts", Object.entries(r.counts).map(([k, [low, high]]) => `${format.bounds(low, high)} ${k}`).join(", ")), fact("Weapons", r.weapons.join(", ")), fact("According to", r.by ? said(r.by) : null)),
      el("footer", {}, `confidence ${format.percent(r.confidence)} · rule ${r.rule} · `, el("code", {}, d.file)));
  };

  const reports = (e) => {
    const kinds = new Set(e.reports.flatMap((r) => (r.evidence || []).flat().flatMap((s) => s.slice(1))));
    return el("section", {}, el("h3", {}, e.reports.length > 1 ? "The reports, side by side" : "The report"),
      kinds.size ? el("p.key", {}, Object.keys(KINDS).filter((k) => kinds.has(k)).map((k) => el(`mark.${k}`, {}, KINDS[k]))) : null,
      el("div.reports", {}, e.reports.map(card)));
  };

  /* What somebody is reported to have said in the sentences of a report. */
  const whatWasSaid = (e) => {
    const rows = e.reports.flatMap((r) => r.said.filter(([, , , , words]) => words).map((s) => [r, s]));
    if (!rows.length) return null;
    return el("section", { id: "said" }, el("h3", {}, "What was said"), el("ul.links", {}, rows.map(([r, [speaker, title, direct, verb, words]]) => el("li", {},
      el("div.small.muted", {}, direct ? "quoted" : "reported"),
      el("div", {}, el("b", {}, speaker ? said(speaker) : "not named"), title ? el("span.muted", {}, ", ", said(title)) : null, verb ? el("span.muted", {}, ` (${verb})`) : null, ": ",
        el("span.serif-text", {}, direct ? "“" : "", said(words), direct ? "”" : ""), el("div.small.muted", {}, "in ", said(store.publisher(r.document))))))));
  };

  const links = (e) => {
    if (!e.links.length) return null;
    const rows = e.links.slice().sort((a, b) => b.same - a.same || b.score - a.score).map((k) => {
      const mine = k.a.event === e ? k.a : k.b;
      const other = mine === k.a ? k.b : k.a;
      const meter = el("span.meter", { "aria-hidden": "true" }, el("i"));
      meter.firstChild.style.width = `${Math.round(100 / (1 + Math.exp(-k.score)))}%`; // the score is log odds
      return el("li", {}, el("div", {}, el(`span.tag${k.same ? "" : ".warn"}`, {}, k.same ? "same" : "different"), el("div.small.muted", {}, k.score.toFixed(2), " ", meter)),
        el("div", {}, said(store.publisher(mine.document)), k.same ? " and " : " against ", said(store.publisher(other.document)),
          other.event && other.event !== e ? [": ", el("button.linkish", { type: "button", onclick: () => Ledger.app.open(other.event) }, said(other.event.summary))] : null,
          el("ul", {}, k.reasons.map((r) => el("li", {}, said(r))))));
    });
    const same = e.links.filter((k) => k.same).length;
    return el("section", { id: "links" }, el("h3", {}, same ? "Why these reports are one event, and others are not" : "What was compared and kept apart"), el("ul.links", {}, rows));
  };

  const bar = (...extra) => el("div.bar", {}, el("button.quiet", { type: "button", "aria-label": "Previous event", onclick: () => Ledger.table.step(-1) }, "↑"),
    el("button.quiet", { type: "button", "aria-label": "Next event", onclick: () => Ledger.table.step(1) }, "↓"), extra,
    el("button.quiet.close", { type: "button", onclick: () => Ledger.app.close() }, "Close ✕"));

  detail.show = (event) => {
    current = event;
    Ledger.fill(Ledger.empty(panel), [
      bar(el("code.muted.small", {}, event.id)),
      el("div", {}, el(`span.tag.family.${event.type.family}`, { title: event.type.definition }, event.type.label), event.status === "occurred" ? null : el("span.tag", {}, event.status),
        event.disputed.length ? el("span.tag.warn", {}, `disputed: ${event.disputed.map(format.words).join(", ")}`) : null),
      el(event.summary.length > 110 ? "h2.long" : "h2", { id: "detail-title" }, said(event.summary)),
      facts(event), tolls(event), reports(event), roles(event), whatWasSaid(event), links(event),
    ]);
    panel.setAttribute("aria-labelledby", "detail-title");
    panel.hidden = false;
    panel.scrollTop = 0;
  };

  /* Several events at one point of the map. */
  detail.list = (events, place) => {
    current = null;
    Ledger.fill(Ledger.empty(panel), [
      el("div.bar", {}, el("button.quiet.close", { type: "button", onclick: () => Ledger.app.close() }, "Close ✕")),
      el("h2", { id: "detail-title" }, format.plural(events.length, "event"), " · ", said(place)),
      el("ul.links", {}, events.slice(0, 300).map((e) => el("li", {}, el("span.muted.small", {}, format.date(e.start, e.end, e.precision) || "no date"),
        el("div", {}, el(`i.dot.${e.type.family}`, { "aria-hidden": "true" }), " ", el("button.linkish", { type: "button", onclick: () => Ledger.app.open(e) }, said(e.summary)))))),
      events.length > 300 ? el("p.muted", {}, `and ${format.number(events.length - 300)} more: filter to see them.`) : null,
    ]);
    panel.hidden = false;
    panel.focus();
  };

  detail.hide = () => {
    current = null;
    panel.hidden = true;
    Ledger.empty(panel);
  };
  detail.coveredWidth = () => (panel.hidden ? 0 : panel.offsetWidth);
  detail.build = () => {
    panel = Ledger.byId("detail");
  };
})();
