"use strict";
/* How values are written: numbers, ranges, dates with their precision, tolls with their bounds. */
(() => {
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const number = new Intl.NumberFormat("en", { maximumFractionDigits: 4 });
  const format = (Ledger.format = {});

  format.number = (value) => number.format(value);

  const day = (iso) => {
    const [y, m, d] = iso.split("-").map(Number);
    return `${d} ${MONTHS[m - 1]} ${y}`;
  };
  format.day = day;

  /* The days between which something lies, as short as their precision allows. */
  format.date = (start, end, precision) => {
    if (!start && !end) return "";
    if (!start) return `until ${day(end)}`;
    if (!end) return `from ${day(start)}`;
    const [year, m] = start.split("-").map(Number);
    const last = new Date(Date.UTC(year, m, 0)).getUTCDate();
    if (start.endsWith("-01-01") && end === `${year}-12-31`) return String(year);
    if (start.endsWith("-01") && end === `${start.slice(0, 7)}-${last}`) return `${MONTHS[m - 1]} ${year}`;
    if (precision === "decade" || precision === "year") return `${year}–${end.slice(0, 4)}`;
    if (start === end) return day(start);
    if (start.slice(0, 7) === end.slice(0, 7)) return `${Number(start.slice(8))}–${day(end)}`;
    return `${day(start)} – ${day(end)}`;
  };

  /* Two bounds of one count; nothing where nobody said anything. */
  format.bounds = (low, high) => {
    if (low === null && high === null) return "";
    if (low === null) return `≤ ${format.number(high)}`;
    if (high === null) return `${format.number(low)}+`;
    return low === high ? format.number(low) : `${format.number(low)}–${format.number(high)}`;
  };

  format.toll = (toll) => (toll ? format.bounds(toll[0], toll[2]) : "");
  format.tollValue = (toll) => (toll ? (toll[1] ?? toll[0] ?? toll[2] ?? -1) : -1);

  const HEDGES = { about: "about ", at_least: "at least ", at_most: "at most ", more_than: "more than ", less_than: "less than " };
  format.hedged = (s) => {
    const fraction = s.unit === "fraction";
    const show = (v) => (fraction ? format.number(Math.round(v * 1000) / 1000) : format.number(v));
    const { low, high } = s;
    const value = low === null ? show(high) : high === null || low === high ? show(low) : `${show(low)}–${show(high)}`;
    const unit = s.unit === "percent" ? " %" : s.unit === "USD" ? "" : "";
    return (HEDGES[s.qualifier] || "") + (s.unit === "USD" ? "$" : "") + value + unit;
  };

  format.plural = (n, one, many) => `${format.number(n)} ${n === 1 ? one : many || one + "s"}`;
  format.words = (name) => name.replace(/_/g, " ");
  format.capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  format.percent = (share) => `${Math.round(share * 100)} %`;
})();
