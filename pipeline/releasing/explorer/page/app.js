"use strict";
/* Puts the parts together: tabs, the chosen event, the address, light and dark. */
(() => {
  const { store, format, filters, map, timeline, table, detail } = Ledger;
  const app = (Ledger.app = {});
  const TABS = ["events", "statistics", "about"];
  const built = new Set(["events"]);
  let opener = null;

  app.open = (event, { stay = false } = {}) => {
    if (!stay) opener = document.activeElement;
    detail.show(event);
    table.choose(event);
    map.choose(event);
    address(`#event=${event.id}`);
    if (!stay) Ledger.byId("detail").focus({ preventScroll: true });
  };
  app.close = () => {
    detail.hide();
    map.choose(null);
    address("#");
    const back = opener && opener.isConnected ? opener : null;
    table.choose(null);
    if (back) back.focus({ preventScroll: true });
    else table.focus();
  };

  const address = (hash) => {
    try {
      history.replaceState(null, "", hash);
    } catch {
      /* A file opened from disk may not change its address; nothing depends on it. */
    }
  };

  app.tab = (name) => {
    for (const other of TABS) {
      const on = other === name;
      const tab = Ledger.byId(`tab-${other}`);
      tab.setAttribute("aria-selected", String(on));
      tab.setAttribute("tabindex", on ? 0 : -1);
      Ledger.byId(`page-${other}`).hidden = !on;
    }
    if (!built.has(name)) {
      built.add(name);
      const builder = name === "statistics" ? Ledger.figures : Ledger.about;
      builder.build(Ledger.byId(`page-${name}`));
    }
    if (name === "events") map.draw();
  };

  const tabs = () => {
    TABS.forEach((name, n) => {
      const tab = Ledger.byId(`tab-${name}`);
      tab.addEventListener("click", () => {
        app.tab(name);
        address(name === "events" ? "#" : `#${name}`);
      });
      tab.addEventListener("keydown", (e) => {
        const to = { ArrowRight: n + 1, ArrowLeft: n - 1, Home: 0, End: TABS.length - 1 }[e.key];
        if (to === undefined) return;
        e.preventDefault();
        const next = TABS[(to + TABS.length) % TABS.length];
        app.tab(next);
        Ledger.byId(`tab-${next}`).focus();
      });
    });
  };

  const theme = () => {
    const button = Ledger.byId("theme");
    const prefers = matchMedia("(prefers-color-scheme: dark)");
    const dark = () => (document.documentElement.dataset.theme || (prefers.matches ? "dark" : "light")) === "dark";
    const say = () => {
      button.textContent = dark() ? "Light" : "Dark";
      button.setAttribute("aria-label", dark() ? "Use light colours" : "Use dark colours");
    };
    button.addEventListener("click", () => {
      document.documentElement.dataset.theme = dark() ? "light" : "dark";
      say();
      map.colours();
    });
    prefers.addEventListener("change", () => {
      say();
      map.colours();
    });
    say();
  };

  const follow = () => {
    const hash = decodeURIComponent(location.hash.slice(1));
    if (TABS.includes(hash)) app.tab(hash);
    else if (hash.startsWith("event=")) {
      const event = store.eventById.get(hash.slice(6));
      if (event) {
        app.tab("events");
        app.open(event);
      }
    }
  };

  Ledger.byId("title").textContent = store.release.title;
  Ledger.byId("version").textContent = `release ${store.release.version}`;
  map.build();
  timeline.build();
  table.build();
  detail.build();
  filters.onchange((shown) => {
    table.show(shown);
    map.show(shown);
    timeline.show();
    Ledger.fill(Ledger.empty(Ledger.byId("count")), [Ledger.el("b", {}, format.number(shown.length)), shown.length === store.events.length ? " events" : ` of ${format.plural(store.events.length, "event")}`]);
    document.documentElement.dataset.ready = "yes";
  });
  filters.build(Ledger.byId("filters"));
  tabs();
  theme();
  addEventListener("hashchange", follow);
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && !Ledger.byId("detail").hidden) app.close();
  });
  requestAnimationFrame(() => requestAnimationFrame(follow));
})();
