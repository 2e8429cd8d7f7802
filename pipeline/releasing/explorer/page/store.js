"use strict";
/* The data as objects that refer to each other, made once from the page's JSON. */
(() => {
  const data = Ledger.read("data");

  const objects = ({ columns, rows }) =>
    rows.map((row, number) => {
      const made = { number };
      for (let i = 0; i < columns.length; i++) made[columns[i]] = row[i];
      return made;
    });

  const store = (Ledger.store = {
    release: data.release,
    counts: data.counts,
    accuracy: data.accuracy,
    types: new Map(data.types.map((t) => [t.id, t])),
    typeOrder: data.types.map((t) => t.id),
    documents: objects(data.documents),
    actors: objects(data.actors),
    events: objects(data.events),
    reports: objects(data.reports),
    statistics: objects(data.statistics),
    links: objects(data.links),
    basemap: Ledger.read("basemap"),
  });
  store.countries = new Map(store.basemap.shapes.filter((s) => s.code).map((s) => [s.code, s.name]));

  for (const event of store.events) {
    event.type = store.types.get(event.type) || { id: event.type, label: event.type, family: "other", definition: "" };
    event.roles = event.roles.map(([role, actor, reports]) => ({ role, actor: store.actors[actor], reports }));
    event.reports = event.reports.map((n) => store.reports[n]);
    event.first = event.start || event.end;
    event.last = event.end || event.start;
    event.links = [];
  }
  for (const report of store.reports) {
    report.event = report.event === null ? null : store.events[report.event];
    report.document = store.documents[report.document];
    report.type = store.types.get(report.type) || { id: report.type, label: report.type, family: "other" };
    report.statistics = [];
  }
  for (const statistic of store.statistics) {
    statistic.document = store.documents[statistic.document];
    statistic.actor = statistic.actor === null ? null : store.actors[statistic.actor];
    statistic.whole = statistic.whole === null ? null : store.statistics[statistic.whole];
    statistic.report = statistic.report === null ? null : store.reports[statistic.report];
    statistic.parts = [];
    if (statistic.report) statistic.report.statistics.push(statistic);
  }
  for (const statistic of store.statistics) if (statistic.whole) statistic.whole.parts.push(statistic);
  for (const link of store.links) {
    link.a = store.reports[link.a];
    link.b = store.reports[link.b];
    if (link.a.event) link.a.event.links.push(link);
    if (link.b.event && link.b.event !== link.a.event) link.b.event.links.push(link);
  }

  store.eventById = new Map(store.events.map((e) => [e.id, e]));
  store.publisher = (document) => document.publisher || document.file;
  store.actorNames = (event, role) => event.roles.filter((r) => r.role === role).map((r) => r.actor.name);

  /* What a search looks through, made when it is first needed. */
  store.haystack = (event) => {
    if (!event.hay) {
      const papers = event.reports.map((r) => `${r.document.title || ""} ${store.publisher(r.document)}`);
      const country = store.countries.get(event.country) || event.country || "";
      event.hay = [event.summary, event.place, event.admin1, country, event.type.label, ...event.roles.map((r) => r.actor.name), ...papers]
        .join(" ")
        .toLowerCase();
    }
    return event.hay;
  };
})();
