"use strict";
/* The page of figures: what each document counts, who says so, and which figure is part of which. */
(() => {
  const { el, store, format, said } = Ledger;
  const page = (Ledger.figures = {});
  const BATCH = 60; // documents shown at once; a button brings more
  let list, search, unit, only, more, groups = [], shown = 0;

  const share = (s) => {
    const value = (x) => (x.low === null ? x.high : x.high === null ? x.low : (x.low + x.high) / 2);
    if (s.unit === "percent") return value(s) / 100;
    if (s.unit === "fraction") return value(s);
    if (s.whole && s.whole.unit === s.unit && value(s.whole)) return value(s) / value(s.whole);
    return null;
  };

  const figure = (s) => {
    const about = [s.place, s.from ? `as of ${format.date(s.from, s.to, "day")}` : null].filter(Boolean).join(", ");
    const part = s.whole ? share(s) : null;
    const bar = part !== null && part > 0 && part <= 1 ? el("span.share", { title: `${format.percent(part)} of the whole` }, el("i")) : null;
    if (bar) bar.firstChild.style.width = `${Math.max(1, part * 100)}%`;
    const event = s.report && s.report.event;
    const shown = s.evidence === 0 ? s.report.evidence : s.evidence && [s.evidence]; // 0: the sentences of its report
    const quote = el("div.said", { hidden: true },
      shown ? el("p", {}, Ledger.detail.evidence(shown)) : el("p.muted.small", {}, `Text not shown: ${s.offsets[0]}–${s.offsets[1]} of ${s.document.file}, SHA-256 ${s.hash}…`),
      event ? el("button.linkish.small", { type: "button", onclick: () => {
        Ledger.app.tab("events");
        Ledger.app.open(event);
      } }, "The event it counts: ", said(event.summary)) : null);
    const row = el("button.figure", { type: "button", "aria-expanded": "false", "data-statistic": s.id, onclick: () => {
      quote.hidden = !quote.hidden;
      row.setAttribute("aria-expanded", String(!quote.hidden));
    } }, el("span.value", {}, format.hedged(s), s.unit === "persons" || s.unit === "USD" || s.unit === "percent" ? null : el("small", {}, ` ${s.unit}`)),
      el("span", {}, said(s.measures), s.whole && part !== null ? el("span.tag", {}, `${format.percent(part)} of the whole`) : null,
        el("div.says.small", {}, [s.by ? ["according to ", said(s.by)] : "in its own words", about ? [" · ", said(about)] : null, s.outcome ? ` · ${s.outcome} in an event` : null].flat())),
      bar);
    return el("li", {}, row, quote,
      s.parts.length ? el("ul", { "aria-label": "Parts of it" }, s.parts.map(figure)) : null);
  };

  const block = ({ document: d, figures }) => el("section.doc", {},
    el("h3", {}, said(store.publisher(d)), d.title ? [": ", said(d.title)] : null),
    el("p.small.muted", {}, `${format.date(d.start, d.end, d.precision) || "publication date unknown"} · ${format.plural(figures.length, "figure")}`),
    el("ul.tree", {}, figures.filter((s) => !s.whole || !figures.includes(s.whole)).map(figure)));

  const extend = () => {
    for (const group of groups.slice(shown, shown + BATCH)) list.append(block(group));
    shown = Math.min(groups.length, shown + BATCH);
    more.hidden = shown >= groups.length;
  };

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const byDocument = new Map();
    for (const s of store.statistics) {
      s.hay ??= [s.measures, s.by, s.place, s.actor && s.actor.name, store.publisher(s.document), s.document.title, s.low, s.high].join(" ").toLowerCase();
      if (unit.value && s.unit !== unit.value) continue;
      if (only.checked && !s.whole && !s.parts.length) continue;
      if (!words.every((w) => s.hay.includes(w))) continue;
      if (!byDocument.has(s.document)) byDocument.set(s.document, []);
      byDocument.get(s.document).push(s);
    }
    groups = [...byDocument].map(([document, figures]) => ({ document, figures }));
    shown = 0;
    Ledger.empty(list);
    extend();
    if (!groups.length) list.append(el("p.muted", {}, "No figure matches."));
    Ledger.byId("figure-count").textContent = `${format.plural([...byDocument.values()].reduce((n, l) => n + l.length, 0), "figure")} in ${format.plural(groups.length, "document")}`;
  };

  page.build = (holder) => {
    const units = new Map();
    for (const s of store.statistics) units.set(s.unit, (units.get(s.unit) || 0) + 1);
    search = el("input", { type: "search", id: "figure-search", placeholder: "What is counted, by whom, where …", "aria-label": "Search figures", oninput: Ledger.later(apply) });
    unit = el("select", { "aria-label": "Unit", onchange: apply }, el("option", { value: "" }, "all units"), [...units].sort((a, b) => b[1] - a[1]).map(([u, n]) => el("option", { value: u }, `${u} (${format.number(n)})`)));
    for (const option of unit.options) if (option.textContent === "all units") option.value = "";
    only = el("input", { type: "checkbox", onchange: apply });
    list = el("div", { id: "figures" });
    more = el("button.quiet", { type: "button", onclick: extend }, "Show more documents");
    Ledger.fill(holder, [el("div", {}, el("h2", {}, "Figures"),
      el("p.muted", {}, "Every figure the documents state, with who says so. A figure that is a share of another stands under it. Choose one to read its sentence."),
      el("div.toolbar", {}, search, unit, el("label.check", {}, only, "only wholes and parts"), el("span.muted", { id: "figure-count", role: "status" })), list, more)]);
    apply();
  };
})();
