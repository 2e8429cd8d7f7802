"use strict";
/* The map: outlines on a canvas, events gathered into circles, moved by mouse, touch or keys. */
(() => {
  const { store, format, el } = Ledger;
  const map = (Ledger.map = {});
  const CELL = 30; // events nearer than this on the screen (pixels) are one circle
  const EXACT = new Set(["site", "town"]);
  const view = { x: 0, y: 0, k: 1 }; // centre in projected units, pixels a unit
  let canvas, context, tip, width = 0, height = 0, circles = [], shown = [], colours = {}, outlines = null, hovered = null, chosen = null, fitted = false;

  /* Mercator, in degrees: x is the longitude, y grows to the north. */
  const projectY = (latitude) => (Math.log(Math.tan(Math.PI / 4 + (Math.max(-80, Math.min(84, latitude)) * Math.PI) / 360)) * 180) / Math.PI;
  const toScreen = (longitude, y) => [(longitude - view.x) * view.k + width / 2, (view.y - y) * view.k + height / 2];

  const unpack = (text, units) => {
    const points = [];
    let x = 0, y = 0, i = 0;
    const next = () => {
      let value = 0, shift = 0, bits;
      do {
        bits = text.charCodeAt(i++) - 63;
        value |= (bits & 31) << shift;
        shift += 5;
      } while (bits >= 32);
      return value & 1 ? ~(value >> 1) : value >> 1;
    };
    while (i < text.length) {
      x += next();
      y += next();
      points.push([x / units, -projectY(y / units)]);
    }
    return points;
  };

  /* From one edge of the world to the other: no line is drawn across the map. */
  const jumps = (points, i) => i > 0 && Math.abs(points[i][0] - points[i - 1][0]) > 180;

  /* Land as one path, borders (arcs of two countries) and coasts (arcs of one) as two more. */
  const outline = () => {
    const { arcs, shapes, units } = store.basemap;
    const lines = arcs.map((a) => unpack(a, units));
    const users = new Uint8Array(arcs.length);
    const land = new Path2D();
    for (const shape of shapes) {
      for (const ring of shape.rings) {
        let begun = false;
        for (const number of ring) {
          const at = number < 0 ? ~number : number;
          users[at] += 1;
          const points = number < 0 ? lines[at].slice().reverse() : lines[at];
          for (let i = begun ? 1 : 0; i < points.length; i++) {
            if (begun && !jumps(points, i)) land.lineTo(points[i][0], points[i][1]);
            else land.moveTo(points[i][0], points[i][1]);
            begun = true;
          }
        }
        land.closePath();
      }
    }
    const borders = new Path2D();
    const coasts = new Path2D();
    lines.forEach((points, n) => {
      const path = users[n] > 1 ? borders : coasts;
      points.forEach(([x, y], i) => (i && !jumps(points, i) ? path.lineTo(x, y) : path.moveTo(x, y)));
    });
    return { land, borders, coasts };
  };

  map.colours = () => {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["sea", "land", "border", "coast", "label", "ink", "panel", "accent", "violence", "custody", "politics", "troops", "other"]) {
      colours[name] = style.getPropertyValue(`--${name}`).trim();
    }
    map.draw();
  };

  /* Events on screen, gathered cell by cell; a circle takes the colour of the family it holds most of. */
  const gather = () => {
    const cells = new Map();
    for (const event of shown) {
      if (event.latitude === null || event.longitude === null) continue;
      event.y ??= projectY(event.latitude);
      const [px, py] = toScreen(event.longitude, event.y);
      if (px < -40 || py < -40 || px > width + 40 || py > height + 40) continue;
      const key = `${Math.floor(px / CELL)} ${Math.floor(py / CELL)}`;
      let cell = cells.get(key);
      if (!cell) cells.set(key, (cell = { px: 0, py: 0, events: [], families: {}, exact: 0 }));
      cell.px += px;
      cell.py += py;
      cell.events.push(event);
      cell.exact += EXACT.has(event.at) ? 1 : 0;
      cell.families[event.type.family] = (cell.families[event.type.family] || 0) + 1;
    }
    circles = [...cells.values()].map((c) => ({
      ...c,
      px: c.px / c.events.length,
      py: c.py / c.events.length,
      radius: size(c.events.length),
      family: Object.entries(c.families).sort((a, b) => b[1] - a[1])[0][0],
    }));
    circles.sort((a, b) => b.radius - a.radius);
    join();
  };

  /* A circle that would cover another's number takes it in. */
  const join = () => {
    const kept = [];
    for (const circle of circles) {
      const over = kept.find((k) => Math.hypot(k.px - circle.px, k.py - circle.py) < Math.max(k.radius, 9));
      if (!over) {
        kept.push(circle);
        continue;
      }
      over.events = over.events.concat(circle.events);
      over.exact += circle.exact;
      over.radius = size(over.events.length);
    }
    circles = kept;
  };

  const size = (n) => 4.5 + 3.2 * Math.log2(1 + n);

  const paint = () => {
    if (!context || !width) return;
    const ratio = devicePixelRatio || 1;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = colours.sea;
    context.fillRect(0, 0, width, height);
    outlines ??= outline();
    const k = view.k * ratio;
    context.setTransform(k, 0, 0, k, (width / 2) * ratio - view.x * k, (height / 2) * ratio + view.y * k);
    context.fillStyle = colours.land;
    context.fill(outlines.land, "evenodd");
    context.lineJoin = "round";
    context.lineWidth = 0.9 / view.k;
    context.strokeStyle = colours.border;
    context.stroke(outlines.borders);
    context.strokeStyle = colours.coast;
    context.stroke(outlines.coasts);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    gather();
    labels();
    for (const circle of circles) spot(circle);
  };
  map.draw = Ledger.later(paint);

  /* Solid where most of its events have a place of their own, dashed where the point only stands for an area. */
  const solid = (circle) => circle.exact * 2 >= circle.events.length;

  const spot = (circle) => {
    const colour = colours[circle.family];
    const holds = chosen && circle.events.includes(chosen);
    context.beginPath();
    context.arc(circle.px, circle.py, circle.radius, 0, 7);
    context.globalAlpha = solid(circle) ? 0.78 : 0.16;
    context.fillStyle = colour;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = holds ? 3 : circle === hovered ? 2.2 : 1.2;
    context.strokeStyle = holds || circle === hovered ? colours.ink : solid(circle) ? colours.panel : colour;
    context.setLineDash(solid(circle) || holds ? [] : [3, 3]);
    context.stroke();
    context.setLineDash([]);
    if (circle.events.length > 1) {
      context.fillStyle = solid(circle) ? colours.panel : colours.ink;
      context.font = "600 11px system-ui, sans-serif";
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(format.number(circle.events.length), circle.px, circle.py + 0.5);
    }
  };

  const labels = () => {
    const taken = circles.map((c) => [c.px - c.radius, c.py - c.radius, c.px + c.radius, c.py + c.radius]);
    const free = (box) => taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
    const write = (text, px, py, font, colour, align) => {
      context.font = font;
      const w = context.measureText(text).width;
      const left = align === "center" ? px - w / 2 : px;
      const box = [left - 2, py - 8, left + w + 2, py + 8];
      if (!free(box)) return;
      taken.push(box);
      context.textAlign = "left";
      context.textBaseline = "middle";
      context.lineWidth = 3;
      context.strokeStyle = colours.land;
      context.globalAlpha = 0.85;
      context.strokeText(text, left, py);
      context.globalAlpha = 1;
      context.fillStyle = colour;
      context.fillText(text, left, py);
    };
    if (view.k > 14) {
      for (const c of circles.slice(0, 60)) {
        const named = solid(c) && c.events.find((e) => e.place && EXACT.has(e.at));
        if (named) write(Ledger.visible(named.place), c.px + c.radius + 4, c.py, "500 12px system-ui, sans-serif", colours.ink, "left");
      }
    }
    for (const shape of store.basemap.shapes) {
      if (Math.sqrt(shape.area) * view.k < 46) continue;
      shape.y ??= projectY(shape.label[1]);
      const [px, py] = toScreen(shape.label[0], shape.y);
      if (px < 0 || py < 0 || px > width || py > height) continue;
      write(shape.name.toUpperCase(), px, py, "500 10.5px system-ui, sans-serif", colours.label, "center");
    }
  };

  const bounds = (k) => Math.max(width / 360, Math.min(900, k));
  map.zoom = (factor, px = width / 2, py = height / 2) => {
    const x = (px - width / 2) / view.k + view.x;
    const y = view.y - (py - height / 2) / view.k;
    view.k = bounds(view.k * factor);
    view.x = x - (px - width / 2) / view.k;
    view.y = y + (py - height / 2) / view.k;
    moved();
  };
  const pan = (dx, dy) => {
    view.x -= dx / view.k;
    view.y += dy / view.k;
    moved();
  };
  const moved = () => {
    view.x = Math.max(-180, Math.min(180, view.x));
    view.y = Math.max(-70, Math.min(120, view.y));
    map.draw();
    if (Ledger.filters.viewBox.checked) settle();
  };
  let settling = 0;
  const settle = () => {
    clearTimeout(settling);
    settling = setTimeout(map.applyView, 180);
  };

  /* "What the map shows": the map's edges become a filter. */
  map.applyView = () => {
    if (!Ledger.filters.viewBox.checked) return Ledger.filters.set("view", null);
    const west = view.x - width / 2 / view.k, east = view.x + width / 2 / view.k;
    const south = view.y - height / 2 / view.k, north = view.y + height / 2 / view.k;
    Ledger.filters.set("view", (e) => {
      if (e.latitude === null) return false;
      const y = projectY(e.latitude);
      return e.longitude >= west && e.longitude <= east && y >= south && y <= north;
    });
  };

  /* Shows all these events; at the start, without the few that lie far from all others. */
  map.fit = (events = shown, most = false) => {
    const at = events.filter((e) => e.latitude !== null && e.longitude !== null);
    if (!at.length || !width) return;
    const xs = at.map((e) => e.longitude).sort((a, b) => a - b), ys = at.map((e) => projectY(e.latitude)).sort((a, b) => a - b);
    const cut = most && at.length >= 20 ? Math.floor(at.length * 0.05) : 0;
    const [west, east, south, north] = [xs[cut], xs[xs.length - 1 - cut], ys[cut], ys[ys.length - 1 - cut]];
    view.k = bounds(Math.min((width - 120) / Math.max(east - west, 3), (height - 90) / Math.max(north - south, 2)));
    view.x = (west + east) / 2;
    view.y = (south + north) / 2;
    moved();
  };

  map.show = (events) => {
    shown = events;
    if (!fitted && width) {
      fitted = true;
      map.fit(shown, true);
    }
    describe();
    map.draw();
  };
  map.choose = (event) => {
    chosen = event;
    if (event && event.latitude !== null) {
      const [px, py] = toScreen(event.longitude, projectY(event.latitude));
      const edge = Ledger.detail.coveredWidth();
      if (px < 30 || py < 30 || px > width - 30 - edge || py > height - 30) {
        view.x = event.longitude + edge / 2 / view.k;
        view.y = projectY(event.latitude);
        moved();
      }
    }
    map.draw();
  };

  const describe = () => {
    const placed = shown.filter((e) => e.latitude !== null).length;
    canvas.setAttribute("aria-label", `Map of ${format.plural(placed, "event")} with coordinates, ${shown.length - placed} without. ` +
      "Arrow keys move it, plus and minus zoom, zero shows all. The table below holds the same events.");
  };

  const hit = (px, py) => circles.slice().reverse().find((c) => Math.hypot(c.px - px, c.py - py) <= c.radius + 3) || null;

  const open = (circle) => {
    const [first] = circle.events;
    if (circle.events.length === 1) return Ledger.app.open(first);
    const same = circle.events.every((e) => e.latitude === first.latitude && e.longitude === first.longitude);
    if (same || view.k > 800) return Ledger.detail.list(circle.events, first.place || store.countries.get(first.country) || "this point");
    map.fit(circle.events);
    return undefined;
  };

  const point = (circle, px, py) => {
    hovered = circle;
    canvas.classList.toggle("over", Boolean(circle));
    tip.hidden = !circle;
    if (circle) {
      Ledger.fill(Ledger.empty(tip), circle.events.length === 1
        ? [el("b", {}, circle.events[0].type.label), " · ", Ledger.said(circle.events[0].summary)]
        : [el("b", {}, format.plural(circle.events.length, "event")), " · ", Ledger.said(circle.events[0].place || store.countries.get(circle.events[0].country) || "")]);
      tip.style.left = `${Math.min(px + 14, width - 290)}px`;
      tip.style.top = `${Math.max(6, py - 44)}px`;
    }
    map.draw();
  };

  const listen = () => {
    const fingers = new Map();
    let start = null;
    const place = (e) => [e.offsetX, e.offsetY];
    canvas.addEventListener("pointerdown", (e) => {
      canvas.setPointerCapture(e.pointerId);
      fingers.set(e.pointerId, place(e));
      start = fingers.size === 1 ? { at: place(e), moved: false } : null;
    });
    canvas.addEventListener("pointermove", (e) => {
      const [px, py] = place(e);
      const last = fingers.get(e.pointerId);
      if (!last) {
        const circle = hit(px, py);
        if (circle !== hovered || circle) point(circle, px, py);
        return;
      }
      if (fingers.size === 2) {
        const [other] = [...fingers.entries()].filter(([id]) => id !== e.pointerId).map(([, at]) => at);
        const before = Math.hypot(last[0] - other[0], last[1] - other[1]), now = Math.hypot(px - other[0], py - other[1]);
        if (before > 0) map.zoom(now / before, (px + other[0]) / 2, (py + other[1]) / 2);
      } else if (start && (start.moved || Math.hypot(px - start.at[0], py - start.at[1]) > 4)) {
        start.moved = true;
        canvas.classList.add("dragging");
        pan(px - last[0], py - last[1]);
      }
      fingers.set(e.pointerId, [px, py]);
    });
    const lift = (e) => {
      if (e.type === "pointerup" && start && !start.moved) {
        const circle = hit(...place(e));
        if (circle) open(circle);
      }
      fingers.delete(e.pointerId);
      canvas.classList.remove("dragging");
      start = null;
    };
    canvas.addEventListener("pointerup", lift);
    canvas.addEventListener("pointercancel", lift);
    canvas.addEventListener("pointerleave", () => point(null));
    canvas.addEventListener("wheel", (e) => {
      e.preventDefault();
      map.zoom(Math.exp(-e.deltaY * (e.deltaMode ? 0.05 : 0.0016)), e.offsetX, e.offsetY);
    }, { passive: false });
    canvas.addEventListener("keydown", (e) => {
      const keys = { ArrowLeft: () => pan(60, 0), ArrowRight: () => pan(-60, 0), ArrowUp: () => pan(0, 60), ArrowDown: () => pan(0, -60),
        "+": () => map.zoom(1.5), "=": () => map.zoom(1.5), "-": () => map.zoom(1 / 1.5), 0: () => map.fit() };
      if (!keys[e.key]) return;
      e.preventDefault();
      keys[e.key]();
    });
  };

  map.build = () => {
    canvas = Ledger.byId("map");
    tip = Ledger.byId("map-tip");
    context = canvas.getContext("2d");
    Ledger.byId("zoom-in").onclick = () => map.zoom(1.7);
    Ledger.byId("zoom-out").onclick = () => map.zoom(1 / 1.7);
    Ledger.byId("zoom-fit").onclick = () => map.fit();
    const present = new Set(store.events.map((e) => e.type.family));
    Ledger.fill(Ledger.byId("legend"), [
      ...["violence", "custody", "politics", "troops", "other"].filter((f) => present.has(f)).map((f) => el("span", {}, el(`i.dot.${f}`), f)),
      el("span", {}, el("i.ring"), "place known roughly"),
    ]);
    listen();
    new ResizeObserver(() => {
      width = canvas.clientWidth;
      height = canvas.clientHeight;
      canvas.width = Math.round(width * (devicePixelRatio || 1));
      canvas.height = Math.round(height * (devicePixelRatio || 1));
      if (!fitted && shown.length && width) {
        fitted = true;
        map.fit(shown, true);
      }
      map.draw();
    }).observe(canvas);
    map.colours();
  };
})();
