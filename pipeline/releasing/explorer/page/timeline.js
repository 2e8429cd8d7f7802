"use strict";
/* The timeline: events by day, month, quarter or year, coloured by family; a stretch of it is a filter on dates. */
(() => {
  const { svg, el, store, format, filters } = Ledger;
  const timeline = (Ledger.timeline = {});
  const FAMILIES = ["violence", "custody", "politics", "troops", "other"];
  const LEFT = 14, RIGHT = 14, TOP = 10, FOOT = 20;
  const quarter = (iso) => `${iso.slice(0, 5)}${String(Math.floor((Number(iso.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, "0")}-01`;
  const STEPS = [ // how long a bar is: where the first one starts, and where the next
    { name: "day", start: (iso) => iso, next: (d) => d.setUTCDate(d.getUTCDate() + 1) },
    { name: "week", start: (iso) => iso, next: (d) => d.setUTCDate(d.getUTCDate() + 7) },
    { name: "month", start: (iso) => `${iso.slice(0, 7)}-01`, next: (d) => d.setUTCMonth(d.getUTCMonth() + 1) },
    { name: "quarter", start: quarter, next: (d) => d.setUTCMonth(d.getUTCMonth() + 3) },
    { name: "year", start: (iso) => `${iso.slice(0, 4)}-01-01`, next: (d) => d.setUTCFullYear(d.getUTCFullYear() + 1) },
  ];
  const MOST_BARS = 150;
  const FEW = 40; // with fewer events all are on the axis; with more, the outermost hundredth is only counted
  let bins = [], holder = null, size = { width: 0, height: 0 };

  const iso = (date) => date.toISOString().slice(0, 10);
  const before = (text) => {
    const date = new Date(`${text}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() - 1);
    return iso(date);
  };

  /* Bins of one length, the shortest that does not give too many. A lone event long before the rest would leave
     nothing of them to see: it is counted beside the axis. */
  const make = () => {
    const days = store.events.filter((e) => e.first && e.precise).map((e) => e.first).sort();
    if (!days.length) return [];
    const cut = days.length < FEW ? 0 : Math.ceil(days.length * 0.015);
    const [first, last] = [days[cut], days[days.length - 1 - cut]];
    for (const step of STEPS) {
      const date = new Date(`${step.start(first)}T00:00:00Z`);
      const found = [];
      while (iso(date) <= last && found.length <= MOST_BARS) {
        const start = iso(date);
        step.next(date);
        found.push({ start, end: before(iso(date)), step: step.name });
      }
      if (found.length <= MOST_BARS || step.name === "year") return found;
    }
    return [];
  };

  const find = (day) => {
    let low = 0, high = bins.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (bins[middle].start <= day) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  const draw = () => {
    Ledger.empty(holder);
    if (!bins.length || !size.width) {
      if (!bins.length) holder.append(el("p.muted.small", { style: null }, "No event has a date."));
      return;
    }
    const { from, to } = filters.range;
    for (const bin of bins) bin.counts = Object.fromEntries(FAMILIES.map((f) => [f, 0]));
    let undated = 0, rough = 0, outside = 0;
    for (const event of filters.without("date")) {
      if (!event.first) undated += 1;
      else if (!event.precise) rough += 1;
      else if (event.first < bins[0].start || event.first > bins[bins.length - 1].end) outside += 1;
      else bins[find(event.first)].counts[event.type.family] += 1;
    }
    const most = Math.max(1, ...bins.map((b) => FAMILIES.reduce((n, f) => n + b.counts[f], 0)));
    const w = (size.width - LEFT - RIGHT) / bins.length;
    const tall = size.height - TOP - FOOT;
    const root = svg("svg", { role: "group", "aria-label": `Timeline by ${bins[0].step}, ${format.day(bins[0].start)} to ${format.day(bins[bins.length - 1].end)}. Two handles set the dates.` });
    bins.forEach((bin, n) => {
      let y = TOP + tall;
      const out = (from && bin.end < from) || (to && bin.start > to);
      for (const family of FAMILIES) {
        const h = (bin.counts[family] / most) * tall;
        if (!h) continue;
        y -= Math.max(h, 1);
        root.append(svg(`rect.bar.${family}${out ? ".out" : ""}`, { x: (LEFT + n * w + Math.min(1, w * 0.1)).toFixed(1), y: y.toFixed(1), width: Math.max(1, w - Math.min(2, w * 0.2)).toFixed(1), height: Math.max(h, 1).toFixed(1), rx: w > 6 ? 1.5 : 0 }));
      }
    });
    const rest = [outside ? `${format.number(outside)} before or after` : "", rough ? `${format.number(rough)} dated only roughly` : "", undated ? `${format.number(undated)} without a date` : ""].filter(Boolean).join(" · ");
    axis(root, w, tall, size.width - RIGHT - rest.length * 6.4);
    brush(root, w, tall);
    holder.append(root);
    if (rest) holder.append(el("span.undated", {}, rest));
  };

  const axis = (root, w, tall, right) => {
    root.append(svg("line.tick", { x1: LEFT, x2: size.width - RIGHT, y1: TOP + tall + 0.5, y2: TOP + tall + 0.5 }));
    const taken = [];
    const label = (text, n) => {
      const x = LEFT + n * w, end = x + text.length * 6.2 + 10;
      if (!text || x > right - 40 || taken.some(([a, b]) => x < b && end > a)) return;
      taken.push([x, end]);
      root.append(svg("line.tick", { x1: x, x2: x, y1: TOP + tall, y2: TOP + tall + 5 }), svg("text.axis", { x: x + 3, y: size.height - 6 }, text));
    };
    const turns = (bin, n) => n === 0 || bins[n - 1].start.slice(0, 4) !== bin.start.slice(0, 4);
    bins.forEach((bin, n) => turns(bin, n) && label(tick(bin, bins[n - 1]), n)); // years before months
    bins.forEach((bin, n) => turns(bin, n) || label(tick(bin, bins[n - 1]), n));
  };

  /* What stands under a bar: the year where it turns, the month where it turns, the day where bars are days. */
  const tick = (bin, last) => {
    const turn = !last || last.start.slice(0, 4) !== bin.start.slice(0, 4);
    const month = !last || last.start.slice(0, 7) !== bin.start.slice(0, 7);
    if (bin.step === "year") return bin.start.slice(0, 4);
    if (bin.step === "month" || bin.step === "quarter") return turn ? bin.start.slice(0, 4) : format.day(bin.start).split(" ")[1];
    if (turn) return format.day(bin.start).split(" ").slice(1).join(" ");
    if (month) return format.day(bin.start).split(" ")[1];
    return bin.step === "day" && bins.length < 60 ? String(Number(bin.start.slice(8))) : "";
  };

  const brush = (root, w, tall) => {
    const { from, to } = filters.range;
    const low = from ? find(from) : 0;
    const high = to ? find(to) : bins.length - 1;
    const xs = [LEFT + low * w, LEFT + (high + 1) * w];
    if (from || to) root.append(svg("rect.brush", { x: xs[0], y: TOP - 6, width: Math.max(0, xs[1] - xs[0]), height: tall + 8 }));
    ["from", "to"].forEach((side, n) => {
      root.append(svg("rect.handle", { x: xs[n] - 2.5, y: TOP - 6, width: 5, height: tall + 8, rx: 2.5, tabindex: 0, role: "slider", id: `handle-${side}`, "aria-label": side === "from" ? "First day" : "Last day",
        "aria-valuemin": 0, "aria-valuemax": bins.length - 1, "aria-valuenow": n ? high : low, "aria-valuetext": format.day(n ? bins[high].end : bins[low].start),
        onkeydown: (e) => {
          const move = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 10, PageDown: -10, Home: -bins.length, End: bins.length }[e.key];
          if (!move) return;
          e.preventDefault();
          const clamp = (v, a, b) => Math.max(a, Math.min(b, v));
          if (n) set(low, clamp(high + move, low, bins.length - 1));
          else set(clamp(low + move, 0, high), high);
          requestAnimationFrame(() => requestAnimationFrame(() => Ledger.byId(`handle-${side}`).focus()));
        } }));
    });
    let anchor = null;
    const at = (e) => Math.max(0, Math.min(bins.length - 1, Math.floor((e.clientX - holder.getBoundingClientRect().left - LEFT) / w)));
    root.addEventListener("pointerdown", (e) => {
      const handle = e.target.id;
      anchor = handle === "handle-from" ? high : handle === "handle-to" ? low : at(e);
      const move = (m) => set(Math.min(anchor, at(m)), Math.max(anchor, at(m)));
      const stop = () => {
        removeEventListener("pointermove", move);
        removeEventListener("pointerup", stop);
      };
      addEventListener("pointermove", move);
      addEventListener("pointerup", stop);
      if (!handle) set(anchor, anchor);
      e.preventDefault();
    });
    root.addEventListener("dblclick", () => filters.setDates("", ""));
  };

  const set = (low, high) => {
    const whole = low === 0 && high === bins.length - 1;
    filters.setDates(whole ? "" : bins[low].start, whole ? "" : bins[high].end);
  };

  timeline.show = Ledger.later(draw);
  timeline.build = () => {
    holder = Ledger.byId("timeline");
    for (const event of store.events) event.precise = Boolean(event.first) && ["day", "week", "month"].includes(event.precision);
    bins = make();
    new ResizeObserver(() => {
      size = { width: holder.clientWidth, height: holder.clientHeight };
      timeline.show();
    }).observe(holder);
  };
})();
