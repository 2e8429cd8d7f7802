"use strict";
/* The table of events: any number of them, of which only the rows in sight are elements. Sorted by its heads, moved in by keys. */
(() => {
  const { el, store, format } = Ledger;
  const table = (Ledger.table = {});
  const ROW = 34, SPARE = 12;
  let grid, body, events = [], chosen = null, active = 0, sort = { column: "date", down: true };

  const who = (event, role) => store.actorNames(event, role).join(", ");
  const missingLast = (value, down) => (value === null || value === "" || value === -1 ? (down ? -Infinity : Infinity) : value);

  const COLUMNS = [
    { id: "date", name: "Date", value: (e) => e.first, cell: (e) => format.date(e.start, e.end, e.precision) },
    { id: "type", name: "Type", value: (e) => e.type.label, cell: (e) => [el(`i.dot.${e.type.family}`, { "aria-hidden": "true" }), e.type.label] },
    { id: "place", name: "Place", value: (e) => e.place || store.countries.get(e.country) || "", cell: (e) => Ledger.said([e.place, store.countries.get(e.country)].filter((x, i, l) => x && l.indexOf(x) === i).join(", ")) },
    { id: "perpetrator", name: "By", value: (e) => who(e, "perpetrator"), cell: (e) => Ledger.said(who(e, "perpetrator")) },
    { id: "victim", name: "Against", value: (e) => who(e, "victim") || who(e, "target"), cell: (e) => Ledger.said(who(e, "victim") || who(e, "target")) },
    { id: "killed", name: "Killed", number: true, value: (e) => format.tollValue(e.killed), cell: (e) => format.toll(e.killed) },
    { id: "wounded", name: "Wounded", number: true, value: (e) => format.tollValue(e.wounded), cell: (e) => format.toll(e.wounded) },
    { id: "reports", name: "Told", number: true, value: (e) => e.reports.length, cell: (e) => `${e.reports.length}×` },
    { id: "notes", name: "Notes", value: (e) => `${e.disputed.length ? 0 : 1}${e.status}`, cell: (e) => [
      e.disputed.length ? el("span.tag.warn", { title: `Reports disagree on: ${e.disputed.map(format.words).join(", ")}` }, "disputed") : null,
      e.status === "occurred" ? null : el("span.tag", {}, e.status)] },
  ];

  const arrange = () => {
    const column = COLUMNS.find((c) => c.id === sort.column);
    const sign = sort.down ? -1 : 1;
    const keyed = events.map((e) => {
      let value = column.value(e);
      if (typeof value === "string") value = value.toLowerCase();
      return [value, e];
    });
    const empty = (v) => v === null || v === "" || v === -1;
    keyed.sort(([a, x], [b, y]) => {
      if (empty(a) || empty(b)) return empty(a) - empty(b) || x.number - y.number;
      return (a < b ? -1 : a > b ? 1 : 0) * sign || x.number - y.number;
    });
    events = keyed.map(([, e]) => e);
  };

  const head = () => el("div.row.head", { role: "row", "aria-rowindex": 1 }, COLUMNS.map((c) => {
    const mine = sort.column === c.id;
    return el(`div${c.number ? ".num" : ""}`, { role: "columnheader", "aria-sort": mine ? (sort.down ? "descending" : "ascending") : "none" },
      el("button", { type: "button", "data-sort": c.id, onclick: () => {
        sort = { column: c.id, down: mine ? !sort.down : Boolean(c.number) || c.id === "date" };
        arrange();
        rebuild(c.id);
      } }, c.name + (mine ? (sort.down ? " ↓" : " ↑") : "")));
  }));

  const rowOf = (event, n) => {
    const row = el("div.row", { role: "row", "aria-rowindex": n + 2, "aria-selected": String(event === chosen), tabindex: n === active ? 0 : -1, "data-event": event.id, onclick: () => {
      active = n;
      Ledger.app.open(event);
    } }, COLUMNS.map((c) => el(`div.cell${c.number ? ".num" : ""}`, { role: "gridcell" }, c.cell(event))));
    row.style.top = `${n * ROW}px`;
    row.number = n;
    return row;
  };

  /* Rows that left the window go, rows that came in are made, the others stay as they are. */
  const paint = () => {
    if (!body) return;
    const top = Math.max(0, grid.scrollTop - ROW);
    const first = Math.max(0, Math.floor(top / ROW) - SPARE);
    const last = Math.min(events.length - 1, Math.ceil((top + grid.clientHeight) / ROW) + SPARE);
    const there = new Map();
    for (const row of [...body.children]) {
      if (row.number < first || row.number > last) row.remove();
      else there.set(row.number, row);
    }
    for (let n = first; n <= last; n++) if (!there.has(n)) body.append(rowOf(events[n], n));
  };

  const rebuild = (focusHead) => {
    Ledger.empty(grid);
    grid.setAttribute("aria-rowcount", events.length + 1);
    body = el("div.body", { role: "rowgroup" });
    body.style.height = `${events.length * ROW}px`;
    grid.append(el("div", { role: "rowgroup", style: null }, head()), body);
    grid.firstChild.style.display = "contents";
    if (!events.length) grid.append(el("p.empty", {}, "No event passes all filters. “Clear all” brings them back."));
    active = Math.max(0, events.indexOf(chosen));
    paint();
    if (focusHead) grid.querySelector(`[data-sort="${focusHead}"]`).focus();
  };

  const go = (n, open) => {
    active = Math.max(0, Math.min(events.length - 1, n));
    const top = active * ROW;
    if (top < grid.scrollTop) grid.scrollTop = top;
    else if (top + 2 * ROW > grid.scrollTop + grid.clientHeight) grid.scrollTop = top + 2 * ROW - grid.clientHeight;
    paint();
    for (const row of body.children) row.setAttribute("tabindex", row.number === active ? 0 : -1);
    const row = [...body.children].find((r) => r.number === active);
    if (row) row.focus({ preventScroll: true });
    if (open && events[active]) Ledger.app.open(events[active], { stay: true });
  };

  table.show = (list) => {
    const top = grid.scrollTop;
    events = list.slice();
    arrange();
    rebuild();
    grid.scrollTop = Math.min(top, events.length * ROW);
    paint();
  };

  table.choose = (event) => {
    chosen = event;
    if (!body) return;
    for (const row of body.children) row.setAttribute("aria-selected", String(events[row.number] === event));
    const n = events.indexOf(event);
    if (n < 0) return;
    active = n;
    const top = n * ROW;
    if (top < grid.scrollTop || top + 2 * ROW > grid.scrollTop + grid.clientHeight) {
      grid.scrollTop = top - grid.clientHeight / 2;
      paint();
    }
  };
  table.focus = () => go(active, false);
  table.step = (by) => go(Math.max(0, events.indexOf(chosen)) + by, true);

  table.build = () => {
    grid = Ledger.byId("events-table");
    grid.setAttribute("aria-colcount", COLUMNS.length);
    grid.addEventListener("scroll", Ledger.later(paint), { passive: true });
    new ResizeObserver(paint).observe(grid);
    grid.addEventListener("keydown", (e) => {
      if (e.target.closest(".head")) return;
      const page = Math.max(1, Math.floor(grid.clientHeight / ROW) - 2);
      const opened = chosen !== null;
      const moves = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: events.length - 1 };
      if (e.key in moves) {
        e.preventDefault();
        go(moves[e.key], opened);
      } else if ((e.key === "Enter" || e.key === " ") && events[active]) {
        e.preventDefault();
        Ledger.app.open(events[active]);
      }
    });
  };
})();
