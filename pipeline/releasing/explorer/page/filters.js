"use strict";
/* What the reader asks for: each filter marks the events it leaves out, and an event that none leaves out is shown. */
(() => {
  const { el, store, format } = Ledger;
  const filters = (Ledger.filters = {});
  const MANY = 9; // a list longer than this gets a search box of its own
  const events = store.events;

  /* One filter: `test` says whether an event passes; null lets all pass. `out` remembers, so that counts cost one look. */
  const all = new Map();
  const register = (name) => all.set(name, { name, test: null, out: new Uint8Array(events.length) }).get(name);
  const failed = new Uint8Array(events.length); // how many filters leave the event out
  const listeners = [];

  filters.onchange = (listener) => listeners.push(listener);

  const announce = Ledger.later(() => {
    filters.shown = events.filter((e) => !failed[e.number]);
    recount();
    for (const listener of listeners) listener(filters.shown);
  });

  filters.set = (name, test) => {
    const filter = all.get(name);
    filter.test = test;
    for (const event of events) {
      const out = test !== null && !test(event) ? 1 : 0;
      failed[event.number] += out - filter.out[event.number];
      filter.out[event.number] = out;
    }
    announce();
  };

  /* Events that pass every filter but this one: what its own counts and the timeline stand on. */
  filters.without = (name) => {
    const { out } = all.get(name);
    return events.filter((e) => failed[e.number] === out[e.number]);
  };

  /* A list of choices with counts. `of` gives the keys of an event, `name` and `family` how a key is shown. */
  const facets = [];
  const facet = (id, title, of, { name = format.words, family = null, order = null } = {}) => {
    register(id);
    const totals = new Map();
    for (const event of events) for (const key of of(event)) totals.set(key, (totals.get(key) || 0) + 1);
    const keys = [...totals.keys()].sort(order || ((a, b) => totals.get(b) - totals.get(a) || name(a).localeCompare(name(b))));
    const chosen = new Set();
    const items = new Map();
    const list = el("ul.facet" + (family ? "" : ".plain"), { id: `facet-${id}` });
    for (const key of keys) {
      const box = el("input", { type: "checkbox", onchange: () => choose(key, box.checked) });
      const n = el("span.n");
      const label = el("label", {}, box, family ? el(`span.dot.${family(key)}`, { "aria-hidden": "true" }) : null, el("span.name", { title: name(key) }, name(key)), n);
      const item = el("li", { "data-key": key }, label);
      items.set(key, { box, n, item, label });
      list.append(item);
    }
    const choose = (key, on) => {
      if (on) chosen.add(key);
      else chosen.delete(key);
      filters.set(id, chosen.size ? (e) => of(e).some((k) => chosen.has(k)) : null);
    };
    const find = keys.length > MANY
      ? el("input.find", { type: "search", placeholder: `Find ${title.toLowerCase()}`, "aria-label": `Find ${title.toLowerCase()}`, oninput: () => {
          const words = find.value.trim().toLowerCase();
          for (const [key, { item }] of items) item.hidden = words !== "" && !name(key).toLowerCase().includes(words);
        } })
      : null;
    facets.push({
      count() {
        const n = new Map();
        for (const event of filters.without(id)) for (const key of of(event)) n.set(key, (n.get(key) || 0) + 1);
        for (const [key, item] of items) {
          item.n.textContent = format.number(n.get(key) || 0);
          item.label.classList.toggle("none", !n.get(key));
        }
      },
      clear() {
        chosen.clear();
        for (const { box, item } of items.values()) {
          box.checked = false;
          item.hidden = false;
        }
        if (find) find.value = "";
        filters.set(id, null);
      },
    });
    return el("fieldset", {}, el("legend", {}, title), find, list);
  };

  const recount = () => facets.forEach((f) => f.count());

  /* Dates: an event is in if any day on which it can have happened is. */
  register("date");
  filters.range = { from: "", to: "" };
  filters.setDates = (from, to) => {
    filters.range = { from, to };
    fromBox.value = from;
    toBox.value = to;
    filters.set("date", from || to ? (e) => e.first !== null && (!to || e.first <= to) && (!from || e.last >= from) : null);
  };
  const dateBox = (id) => el("input", { type: "date", id, onchange: () => filters.setDates(fromBox.value, toBox.value) });
  const fromBox = dateBox("from");
  const toBox = dateBox("to");

  register("text");
  const search = el("input", { type: "search", id: "search", placeholder: "Place, actor, paper …", oninput: () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    filters.set("text", words.length ? (e) => words.every((w) => store.haystack(e).includes(w)) : null);
  } });

  register("certainty");
  const certaintySays = el("output", { for: "certainty" }, "any");
  const certainty = el("input", { type: "range", id: "certainty", min: 0, max: 95, step: 5, value: 0, oninput: () => {
    const least = Number(certainty.value) / 100;
    certaintySays.textContent = least ? `≥ ${certainty.value} %` : "any";
    filters.set("certainty", least ? (e) => e.confidence >= least - 1e-9 : null);
  } });

  const switches = [];
  const check = (id, text, test) => {
    register(id);
    const box = el("input", { type: "checkbox", id: `only-${id}`, onchange: () => filters.set(id, box.checked ? test : null) });
    switches.push({ id, box });
    return el("label.check", {}, box, text);
  };

  register("view"); // the map sets its test while its box is checked
  filters.viewBox = el("input", { type: "checkbox", id: "only-view", onchange: () => Ledger.map.applyView() });

  filters.clear = () => {
    search.value = "";
    certainty.value = 0;
    certaintySays.textContent = "any";
    for (const { id, box } of switches) {
      box.checked = false;
      filters.set(id, null);
    }
    filters.viewBox.checked = false;
    for (const name of ["text", "certainty", "view"]) filters.set(name, null);
    filters.setDates("", "");
    facets.forEach((f) => f.clear());
  };

  filters.build = (form) => {
    const typeRank = new Map(store.typeOrder.map((id, n) => [id, n]));
    const countryName = (code) => store.countries.get(code) || code;
    Ledger.fill(form, [
      el("fieldset", {}, el("label.legend-like", { for: "search" }, "Search"), search),
      el("fieldset", {}, el("legend", {}, "Date"), el("div.pair", {}, el("label", { for: "from" }, "from", fromBox), el("label", { for: "to" }, "to", toBox))),
      facet("type", "Type", (e) => [e.type.id], { name: (id) => (store.types.get(id) || { label: id }).label, family: (id) => (store.types.get(id) || { family: "other" }).family,
        order: (a, b) => (typeRank.get(a) ?? 99) - (typeRank.get(b) ?? 99) }),
      facet("actor", "Actor", (e) => [...new Set(e.roles.map((r) => r.actor.name))], { name: (x) => x }),
      facet("country", "Country", (e) => (e.country ? [e.country] : []), { name: countryName }),
      facet("place", "Place", (e) => (e.place ? [e.place] : []), { name: (x) => x }),
      el("fieldset", {}, el("label.legend-like", { for: "certainty" }, "Certainty"), el("div.slider", {}, certainty, certaintySays)),
      el("fieldset", {}, el("legend", {}, "Only"),
        check("disputed", "disputed: reports disagree", (e) => e.disputed.length > 0),
        check("several", "told by two publishers or more", (e) => e.publishers > 1),
        check("central", "the news of a document", (e) => e.central),
        check("deadly", "with people killed", (e) => format.tollValue(e.killed) > 0),
        el("label.check", {}, filters.viewBox, "what the map shows")),
      facet("status", "Status", (e) => [e.status]),
      facet("precision", "Place known to the", (e) => [e.at], { name: (id) => (id === "none" ? "not at all" : id === "admin1" ? "province" : id) }),
      el("div.actions", {}, el("button.quiet", { type: "button", id: "clear", onclick: filters.clear }, "Clear all"),
        el("button.quiet", { type: "button", id: "save", onclick: save }, "Save as CSV")),
    ]);
    form.addEventListener("submit", (e) => e.preventDefault());
    filters.shown = events.slice();
    announce();
  };

  /* What is shown, as a file; a cell that a spreadsheet would take for a formula gets an apostrophe. */
  const save = () => {
    const cell = (value) => {
      const text = value === null || value === undefined ? "" : String(value);
      const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
      return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
    };
    const head = ["event_id", "event_type", "status", "date_start", "date_end", "place", "admin1", "country", "latitude", "longitude", "killed_low", "killed_best", "killed_high", "disputed", "summary"];
    const rows = filters.shown.map((e) => [e.id, e.type.id, e.status, e.start, e.end, e.place, e.admin1, e.country, e.latitude, e.longitude, ...(e.killed || [null, null, null]), e.disputed.join(" "), e.summary]);
    const text = [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
    const link = el("a", { download: `conflict-ledger-${store.release.version}-events.csv` });
    link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
})();
