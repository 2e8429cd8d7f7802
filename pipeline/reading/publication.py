"""When a document appeared: from the sidecar, else from its own lines, else from what it narrates, else unknown.

Here belongs the publication date alone. Not here: the dates of events (`date_resolve`, `date_scope`).

Furniture never counts. A text that prints no year gets no year: what remains is a lower bound with basis none.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from pipeline.reading import date_calendar as cal
from pipeline.reading.date_expression import DateExpression
from pipeline.reading.records import Document, Layout, Published

_POSTED = re.compile(r"\b(?:posted|published)\b[^.]{0,25}$", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated|modified|edited|reviewed)\b[^.]{0,25}$", re.IGNORECASE)
_OPENS = re.compile(r"\s*\W?(?:posted|published)\b", re.IGNORECASE)
_NEAR = 200  # days within which a day without a year is taken to belong to a day with one
_HEAD_BLOCKS = 15
_LEAD_BLOCKS = 4


def date_document(document: Document, layout: Layout, expressions: Sequence[DateExpression]) -> Published:
    """First and last day on which the document can have appeared, the precision and the basis."""
    if document.source.published:
        return _stated(document.source.published)
    kept = [x for x in expressions if x.block_kind != "furniture"]
    return _printed(document.text, kept) or _inferred(layout, kept) or _bound(kept)


def _stated(value: str) -> Published:
    """The sidecar's date: a day, a month or a year."""
    parts = [int(p) for p in value.split("-")]
    if len(parts) == 3:
        day = dt.date(*parts)
        return Published(day, day, "day", "sidecar")
    if len(parts) == 2:
        return Published(*cal.month(parts[0], parts[1]), "month", "sidecar")
    return Published(*cal.year(parts[0]), "year", "sidecar")


def _printed(text: str, expressions: Sequence[DateExpression]) -> Published | None:
    """A date that the page itself carries: date line, "Posted:", issue line, dateline."""
    found: list[tuple[int, int, cal.Span, str]] = []
    for x in expressions:
        if x.kind != "point" or x.first is None:
            continue
        before = text[max(0, x.start - 40) : x.start].split("\n")[-1]
        line = x.block_kind in ("dateline", "publisher", "byline") and x.block < _HEAD_BLOCKS
        posted = bool(_POSTED.search(before)) and x.block_kind != "note" and not x.cited
        posted = posted and (x.block_kind != "paragraph" or bool(_OPENS.match(before)))
        if not line and not posted:
            continue
        days = _days(x, expressions)
        if days is None:
            continue
        rank = 0 if posted else 2 if _UPDATED.search(before) else 1
        found.append((rank, x.start, *days))
    if not found:
        return None
    _, _, span, precision = min(found)
    return Published(span[0], span[1], precision, "text")


def _days(x: DateExpression, expressions: Sequence[DateExpression]) -> tuple[cal.Span, str] | None:
    """The days of a calendar date; one without year takes the year of the nearest day that has one."""
    m = x.first
    if m is None or m.part == "swap":
        return None
    if m.anchor == "absolute" and m.year is not None and m.unit != "holiday":
        if m.month and m.day:
            span = cal.day(m.year, m.month, m.day)
            return (span, "day") if span else None
        return (cal.month(m.year, m.month), "month") if m.month else (cal.year(m.year), "year")
    if m.anchor == "partial" and m.month and m.day:
        day = _with_year(m.month, m.day, _latest_day(expressions), m.weekday)
        return ((day, day), "day") if day else None
    return None


def _latest_day(expressions: Sequence[DateExpression]) -> dt.date | None:
    """The latest day printed with its year, unless a later year is printed without days: then it is history."""
    days: list[dt.date] = []
    years: list[int] = []
    for x in expressions:
        for m in (x.first, x.last):
            if m is None or m.anchor != "absolute" or m.year is None or x.future or m.part == "swap":
                continue
            years.append(m.year)
            if m.month and m.day and (span := cal.day(m.year, m.month, m.day)):
                days.append(span[0])
    if not days or max(days).year < max(years) - 1:
        return None
    return max(days)


def _with_year(month: int, day: int, near: dt.date | None, weekday: int | None = None) -> dt.date | None:
    """The day of that name nearest to another day, if one is near."""
    if near is None:
        return None
    options = [s[0] for y in (near.year - 1, near.year, near.year + 1) if (s := cal.day(y, month, day))]
    if weekday is not None:
        options = [o for o in options if o.weekday() == weekday] or options
    best = min(options, key=lambda o: abs((o - near).days), default=None)
    return best if best and abs((best - near).days) <= _NEAR else None


def _inferred(layout: Layout, expressions: Sequence[DateExpression]) -> Published | None:
    """The month of the latest day narrated, where the text prints a year beside a day and more than one such day."""
    near = _latest_day(expressions)
    if near is None:
        return None
    days: list[dt.date] = []
    leading = False
    for x in expressions:
        if x.future or x.kind not in ("point", "interval"):
            continue
        for m in (x.first, x.last):
            if m is None or not (m.month and m.day) or m.part == "swap":
                continue
            span = cal.day(m.year, m.month, m.day) if m.year else None
            day = span[0] if span else _with_year(m.month, m.day, near)
            if day and abs((day - near).days) <= _NEAR:
                days.append(day)
                leading = leading or _leads(layout, x)
    if not days or (len(set(days)) < 2 and not leading):
        return None
    latest = max(days)
    last = latest.replace(day=calendar.monthrange(latest.year, latest.month)[1])
    if (last - latest).days < 7:
        last = latest + dt.timedelta(days=14)
    return Published(latest, last, "month", "inferred")


def _leads(layout: Layout, x: DateExpression) -> bool:
    """Whether an expression stands in the title or the first paragraphs."""
    opening = [i for i, b in enumerate(layout.blocks) if b.kind in ("title", "paragraph")][:_LEAD_BLOCKS]
    return x.block in opening


def _bound(expressions: Sequence[DateExpression]) -> Published:
    """The latest date narrated as a lower bound, and nothing more."""
    starts: list[dt.date] = []
    for x in expressions:
        m = x.first
        if x.kind == "point" and not x.future and m is not None and m.anchor == "absolute" and m.year:
            days = _days(x, ())
            if days:
                starts.append(days[0][0])
    return Published(max(starts), None, "unknown", "none") if starts else Published()
