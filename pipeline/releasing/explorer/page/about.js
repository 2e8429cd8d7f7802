"use strict";
/* The page that says what the release is, how far to trust it, and what it was made from. */
(() => {
  const { el, store, format, said } = Ledger;
  Ledger.about = {};

  const accuracy = () => {
    const a = store.accuracy;
    if (!a) return el("section", {}, el("h2", {}, "How far to trust it"), el("p", {}, "This release carries no accuracy figures."));
    const shown = (v) => (v === undefined || v === null ? "" : Number.isInteger(v) ? format.number(v) : Math.abs(v) < 10 ? v.toFixed(3) : format.number(Math.round(v * 10) / 10));
    const tables = a.sets.map((set) => {
      const columns = [...new Set(set.figures.flatMap((f) => Object.keys(f).filter((k) => k !== "name")))];
      return el("section", {}, el("h3", {}, set.title), el("p.muted.small", {}, set.gold), el("table.plain", {},
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Figure"), columns.map((c) => el("th.num", { scope: "col" }, c)))),
        el("tbody", {}, set.figures.map((f) => el("tr", {}, el("td", {}, f.name), columns.map((c) => el("td.num", {}, shown(f[c]))))))));
    });
    const bins = a.reliability && a.reliability.length ? el("div", {}, el("h3", {}, "Confidence, and how often it was right"), el("table.plain", {},
      el("thead", {}, el("tr", {}, ["Confidence", "Rows", "Right"].map((h) => el("th", { scope: "col" }, h)))),
      el("tbody", {}, a.reliability.map((b) => el("tr", {}, el("td", {}, `${format.percent(b.low)} – ${format.percent(b.high)}`), el("td", {}, format.number(b.rows)), el("td", {}, b.right === null ? "" : format.percent(b.right / Math.max(1, b.rows)))))))) : null;
    return el("section", {}, el("h2", {}, "How far to trust it"), a.note ? el("p", {}, a.note) : null, tables, bins);
  };

  Ledger.about.build = (holder) => {
    const r = store.release;
    const shown = store.documents.filter((d) => d.shown).length;
    Ledger.fill(holder, [
      el("div", {}, el("h2", {}, r.title), el("p.lead", {}, r.summary),
        el("p", {}, "An event here is what reports say, not what is known to have happened. Each row points to the words it rests on; reports that tell of one event are merged, and the reasons stand beside each merge. Where reports disagree, the event is marked as disputed and all tolls are kept with their claimants."),
        el("section", {}, el("h2", {}, "What it holds"), el("table.plain", {}, el("tbody", {}, Object.entries(store.counts).map(([name, n]) => el("tr", {}, el("td", {}, format.words(name)), el("td.num", {}, format.number(n))))))),
        accuracy(),
        el("section", {}, el("h2", {}, "How to cite"), el("p", {}, r.citation)),
        el("section", {}, el("h2", {}, "Sources"), el("p.muted", {}, `${format.plural(store.documents.length, "document")}; the licence of ${shown} lets this page show its text. Of the others it shows offsets and a hash only.`),
          el("ul", {}, store.documents.slice(0, 500).map((d) => el("li", {}, said(d.citation || `${store.publisher(d)}${d.title ? `, “${d.title}”` : ""}`), d.licence ? el("span.muted.small", {}, ` Text: ${d.licence}.`) : null))),
          store.documents.length > 500 ? el("p.muted", {}, `and ${format.number(store.documents.length - 500)} more: see documents.parquet.`) : null),
        el("section", {}, el("h2", {}, "The map"), el("p", {}, `${store.basemap.source}. Borders are shown as they stand in that source and take no position.`)),
        el("section", {}, el("h2", {}, "Keys"), el("p", {}, "In the table: arrows, Page Up and Page Down, Home and End move; Enter opens an event, Escape closes it. On the map: arrows move, + and − zoom, 0 shows all. On the timeline: the two handles move with the arrows.")),
      ),
    ]);
  };
})();
