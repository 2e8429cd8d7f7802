"""Which days a date expression means, given when the text appeared and the dates it names before.

Here belongs resolving. Not here: the grammar (`date_grammar`), when the text appeared (`publication`), or which event
a date belongs to (`date_scope`).
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.reading import date_calendar as cal
from pipeline.reading import date_chronicle as chronicle
from pipeline.reading.date_expression import DateExpression, Moment
from pipeline.reading.date_holidays import holiday
from pipeline.reading.records import DateMention, Published, Text

_AHEAD = 30  # days after publication that a day without a year may lie, rather than most of a year before it
_RECENT = 45
_FINE = ("day", "week")
_APPOSED = re.compile(r",\s(?:on\s)?")
_ANCHOR_BLOCKS = 3  # blocks back that "the following day" may look for its date
ENTRIES = 3  # blocks that an entry of a chronicle may hold
_RANK = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4, "decade": 5, "unknown": 6}


@dataclass(frozen=True, slots=True)
class Resolved:
    """First and last day, precision and basis (stated | publication | context | none)."""

    span: cal.Span | None
    precision: str = "unknown"
    basis: str = "none"


NOTHING = Resolved(None)


@dataclass(slots=True)
class _State:
    """What is known while the expressions are gone through in order."""

    published: Published
    text: Text
    anchor: tuple[cal.Span, str, int] | None = None  # the latest date named: span, precision, block
    reached: tuple[cal.Span, int] | None = None  # the day or month that the story has come to, block
    headings: list[int | None] = field(default_factory=list)  # for each block, the year that it stands under
    entry: tuple[cal.Span, int] | None = None  # the day or month that opened a paragraph last, block

    @property
    def known(self) -> bool:
        return self.published.start is not None and self.published.precision not in ("unknown", "decade")


def resolve_dates(expressions: Sequence[DateExpression], published: Published, text: Text) -> tuple[DateMention, ...]:
    """The expressions as mentions, furniture left out; what cannot be resolved has null days and precision unknown."""
    state = _State(published, text, headings=chronicle.heading_years(text))
    raw = text.document.text
    found: list[DateMention] = []
    for x in expressions:
        if x.block_kind == "furniture":
            continue
        resolved = _resolve(x, state)
        span = resolved.span
        found.append(DateMention(
            x.start, x.end, raw[x.start : x.end], x.kind, span[0] if span else None, span[1] if span else None,
            resolved.precision, resolved.basis, x.approximate, x.days, x.bound, x.cited,
        ))  # fmt: skip
        if span and x.kind in ("point", "interval") and not x.cited and _RANK[resolved.precision] <= _RANK["year"]:
            state.anchor = (span, resolved.precision, x.block)
            if resolved.precision in ("day", "month") and chronicle.opens(text, x.block, x.start):
                state.entry = (span, x.block)
            if resolved.precision in ("day", "month") and x.kind == "point" and _is_told(x, text):
                state.reached = (span, x.block)
            elif state.reached is not None and state.reached[0][0].year != span[0].year:
                state.reached = None  # the story has turned to something else
    return tuple(_apposed(found, raw))


def _apposed(dates: Sequence[DateMention], raw: str) -> list[DateMention]:
    """ "a week later, on Feb. 3": a vaguer date is the exact one that stands beside it."""
    found = list(dates)
    for i in range(len(found) - 1):
        vague, exact = found[i], found[i + 1]
        same = vague.kind == exact.kind == "point" and exact.precision == "day" and vague.basis != "stated"
        if same and vague.precision != "day" and _APPOSED.fullmatch(raw, vague.end, exact.start):
            found[i] = replace(
                vague, date_start=exact.date_start, date_end=exact.date_end, precision="day", basis=exact.basis
            )
    return found


def _is_told(x: DateExpression, text: Text) -> bool:
    """Whether the story has come to a date: it hangs on a main verb."""
    i = bisect_right(text.sentences, x.start, key=lambda s: s.start) - 1
    return i >= 0 and not x.bound and not x.future and chronicle.is_told(text.sentences[i], x.start, x.end)


def _resolve(x: DateExpression, state: _State) -> Resolved:
    if x.kind not in ("point", "interval") or x.first is None:
        return NOTHING
    first = _moment(x.first, x, state)
    if x.last is None:
        return first
    last = _moment(x.last, x, state)
    if first.span is None or last.span is None or first.span[0] > last.span[1]:
        return NOTHING
    coarser = max((first, last), key=lambda r: _RANK[r.precision])
    return Resolved((first.span[0], last.span[1]), coarser.precision, coarser.basis)


def _moment(m: Moment, x: DateExpression, state: _State) -> Resolved:
    if m.anchor == "absolute":
        return _untangled(m, state) or _absolute(m)
    if m.anchor == "partial":
        return _partial(m, x, state)
    if m.anchor.startswith("partial of "):
        return _of_year(m, x, state)
    if m.anchor == "context":
        return _context(m, x, state)
    return _relative(m, x, state)


def _untangled(m: Moment, state: _State) -> Resolved | None:
    """The day meant by figures that can be two days ("03/04/2016"), where only one lies shortly before publication."""
    end = state.published.end
    if m.part != "swap" or not state.known or end is None or m.year is None or not m.month or not m.day:
        return None
    both = [s for s in (cal.day(m.year, m.month, m.day), cal.day(m.year, m.day, m.month)) if s]
    near = [s for s in both if 0 <= (end - s[0]).days <= _RECENT]
    return Resolved(near[0], "day", "publication") if len(near) == 1 else None


def _absolute(m: Moment) -> Resolved:
    try:
        span, precision = _calendar(m, m.year)
    except ValueError:
        return NOTHING
    return Resolved(span, precision, "stated") if span else NOTHING


def _calendar(m: Moment, year: int | None) -> tuple[cal.Span | None, str]:
    """The days a moment covers in a given year."""
    if m.unit == "holiday" and m.season and year is not None:
        day = holiday(m.season, year)
        return (day, day), "day"
    if m.decade is not None:
        return cal.part(cal.decade(m.decade), m.part), "decade"
    if year is None:
        return None, "unknown"
    if m.month and m.day and m.part == "swap":  # 3/4: which is the month cannot be told
        spans = [s for s in (cal.day(year, m.month, m.day), cal.day(year, m.day, m.month)) if s]
        return ((min(s[0] for s in spans), max(s[1] for s in spans)), "year") if len(spans) == 2 else (spans[0], "day")
    if m.month and m.day:
        return cal.day(year, m.month, m.day), "day"
    if m.month:
        return cal.part(cal.month(year, m.month), m.part), "week" if "week" in (m.part or "") else "month"
    if m.season:
        return cal.part(cal.season(year, m.season), m.part), "season"
    return cal.part(cal.year(year), m.part), "year"


def _of_year(m: Moment, x: DateExpression, state: _State) -> Resolved:
    """A day or month of a year that is counted from another: "April last year", "3 May of the same year"."""
    base = state.published.end if m.anchor == "partial of publication" and state.known else None
    if m.anchor == "partial of context" and state.anchor and 0 <= x.block - state.anchor[2] <= _ANCHOR_BLOCKS:
        base = state.anchor[0][0]
    if base is None:
        return NOTHING
    span, precision = _calendar(m, base.year + int(m.count or 0))
    return Resolved(span, precision, m.anchor.removeprefix("partial of ")) if span else NOTHING


def _partial(m: Moment, x: DateExpression, state: _State) -> Resolved:
    """A day or month without its year."""
    published = state.published
    year = state.headings[x.block] if x.block < len(state.headings) else None
    if year is not None and (span := _calendar(m, year)) and span[0]:
        return Resolved(span[0], span[1], "context")
    if not state.known or published.start is None or published.end is None:
        return NOTHING
    end = published.end
    options = [(s, p) for y in (end.year - 1, end.year, end.year + 1) for s, p in [_calendar(m, y)] if s]
    if m.weekday is not None and m.day is not None:
        near = [(s, p) for s, p in options if s[0].weekday() == m.weekday]
        options = near or options
    past = [o for o in options if o[0][0] <= end]
    ahead = [o for o in options if o[0][0] > end]
    best = past[-1] if past else None
    if ahead and (best is None or _is_ahead(x, best[0], ahead[0][0], state)):
        best = ahead[0]
    if best is None:
        return NOTHING
    earlier = _told_year(m, x, best[0], state) if m.month and m.season is None and not x.future else None
    return Resolved(*_calendar(m, earlier), "context") if earlier else Resolved(best[0], best[1], "publication")


def _told_year(m: Moment, x: DateExpression, latest: cal.Span, state: _State) -> int | None:
    """The year that the story has come to, where it is not the latest possible one: that of the entry before, or of
    the date told last.
    """
    published = state.published.end
    if published is None:
        return None
    chains = []
    if state.entry is not None and chronicle.opens(state.text, x.block, x.start):
        chains.append((*state.entry, ENTRIES))
    if state.reached is not None and not chronicle.is_news(latest, published):
        chains.append((*state.reached, chronicle.BLOCKS))
    for span, block, reach in chains:
        found = chronicle.running_year(m.month or 1, m.day, span, latest) if 0 <= x.block - block <= reach else None
        if found:
            return found[0].year
    return None


def _is_ahead(x: DateExpression, past: cal.Span, ahead: cal.Span, state: _State) -> bool:
    """Whether a date without a year is the one soon after publication rather than the one long before it."""
    start, end = state.published.start or past[1], state.published.end or past[1]
    distance, behind = (ahead[0] - end).days, (start - past[1]).days
    if x.future:
        return behind > 0 and distance <= 300
    if x.bound in ("since", "from", "after") or ahead[0] != ahead[1]:
        return False
    return distance <= _AHEAD and behind >= 365 - _AHEAD - 1 and not _is_past(x, state.text)


def _is_past(x: DateExpression, text: Text) -> bool:
    """Whether the verb that a date depends on stands in the past tense, where the sentence is parsed."""
    i = bisect_right(text.sentences, x.start, key=lambda s: s.start) - 1
    token = text.sentences[i].head(x.start, x.end) if i >= 0 else None
    while token is not None and token.pos_ != "VERB" and token.head.i != token.i:
        if token.pos_ == "NOUN" and token.head.pos_ != "VERB":
            return False
        token = token.head
    return (
        token is not None
        and token.pos_ == "VERB"
        and (token.tag_ == "VBD" or any(c.dep_.startswith("aux") and c.tag_ == "VBD" for c in token.children))
    )


def _relative(m: Moment, x: DateExpression, state: _State) -> Resolved:
    """Relative to the day of publication; where that is only bounded, so is the result."""
    published = state.published
    if not state.known or published.start is None or published.end is None:
        return NOTHING
    if published.precision in _FINE and published.start == published.end:
        exact = _from_day(m, x, published.end)
        return Resolved(*exact, "publication") if exact else NOTHING
    first, last = _from_day(m, x, published.start), _from_day(m, x, published.end)
    if first is None or last is None:
        return NOTHING
    precision = first[1] if first[0] == last[0] else max(first[1], published.precision, key=lambda p: _RANK[p])
    return Resolved((min(first[0][0], last[0][0]), max(first[0][1], last[0][1])), precision, "publication")


def _from_day(m: Moment, x: DateExpression, day: dt.date) -> tuple[cal.Span, str] | None:
    if m.weekday is not None:
        wanted = _weekday(m, day, x.future)
        return (wanted, wanted), "day"
    if m.month is not None:
        return _named_month(m, day), "month"
    if m.season is not None:
        return _named_season(m, day), "season"
    if m.unit == "weekend":
        return _weekend(m, day, x.future), "week"
    if m.shift == "window":
        return _window(m, day)
    if m.shift == "overnight":
        return (cal.shift_days(day, -1), day), "week"
    if m.unit is None:
        return None
    count = int(m.count or 0)
    if x.days is not None and m.shift is None and m.unit not in ("day", "hour", "minute", "second"):
        return _distance(m, x, day)
    if m.unit in ("hour", "minute", "second"):
        span = (cal.shift_days(day, -1), day) if (m.count or 0) <= -12 else (day, day)
        return span, "day"
    found = cal.unit(day, m.unit, count)
    if found is None:
        return None
    span, precision = found
    if m.part == "earlier" and span[0] <= day:
        return (span[0], min(span[1], day)), precision
    return cal.part(span, m.part), precision


def _distance(m: Moment, x: DateExpression, day: dt.date) -> tuple[cal.Span, str] | None:
    """Weeks, months or years from a day: as exact as the unit."""
    count = m.count or 0.0
    if m.unit == "week":
        middle = cal.shift_days(day, 7 * count)
        return (cal.shift_days(middle, -3), cal.shift_days(middle, 3)), "week"
    if m.unit == "month" or (m.unit == "year" and abs(count) < 1):  # "half a year ago"
        middle = cal.add_months(day, round(count * (12 if m.unit == "year" else 1)))
        return cal.month(middle.year, middle.month), "month"
    if m.unit == "year" and count != int(count):
        middle = cal.add_months(day, round(12 * count))
        return (cal.add_months(middle, -3), cal.add_months(middle, 3)), "year"
    return cal.unit(day, m.unit or "day", int(count))


def _weekday(m: Moment, day: dt.date, future: bool) -> dt.date:
    """The weekday meant: the latest one up to the day of publication, unless the text looks ahead."""
    wanted = m.weekday or 0
    back = (day.weekday() - wanted) % 7
    if m.unit == "week" and m.shift in ("last", "previous", "next", "this"):
        monday = cal.week(day)[0] + dt.timedelta(days={"next": 7, "this": 0}.get(m.shift, -7))
        return monday + dt.timedelta(days=wanted)
    if m.shift in ("last", "previous"):
        return cal.shift_days(day, -(back or 7))
    if m.shift == "next":
        return cal.shift_days(day, 7 - back)
    if future and m.shift != "last":
        return cal.shift_days(day, (7 - back) % 7)
    return cal.shift_days(day, -back)


def _named_month(m: Moment, day: dt.date) -> cal.Span:
    """ "last June": the latest that is over; "next June"; "this June"."""
    number = m.month or 1
    if m.shift == "next":
        return cal.month(day.year + (number <= day.month), number)
    if m.shift == "this":
        return cal.month(day.year, number)
    return cal.month(day.year - (number >= day.month), number)


def _named_season(m: Moment, day: dt.date) -> cal.Span:
    name = m.season or "summer"
    spans = [cal.season(y, name) for y in range(day.year - 2, day.year + 2)]
    if m.shift == "next":
        return next(s for s in spans if s[0] > day)
    if m.shift in ("last", "previous"):
        return cal.part([s for s in spans if s[1] < day][-1], m.part)
    return cal.part(min(spans, key=lambda s: max((s[0] - day).days, (day - s[1]).days, 0)), m.part)


def _weekend(m: Moment, day: dt.date, future: bool) -> cal.Span:
    back = (day.weekday() - 5) % 7
    saturday = cal.shift_days(day, -back)
    if m.shift in ("last", "previous") and back < 2:
        saturday = cal.shift_days(saturday, -7)
    if m.shift == "next" or (future and back > 1):
        saturday = cal.shift_days(saturday, 7)
    return saturday, cal.shift_days(saturday, 1)


def _window(m: Moment, day: dt.date) -> tuple[cal.Span, str]:
    """ "the past three weeks", "recent months"."""
    unit = m.unit or "day"
    precision = unit if unit in ("day", "week", "month", "year", "decade") else "day"
    recent = {"hour": 1, "day": 7, "week": 30, "month": 182, "year": 1826, "decade": 7305}
    if m.count is None:
        return (cal.shift_days(day, -recent.get(unit, 30)), day), precision if precision != "day" else "week"
    count = m.count
    if unit in ("month", "year", "decade"):
        other = cal.add_months(day, round(count * {"month": 1, "year": 12, "decade": 120}[unit]))
    else:
        other = cal.shift_days(day, count * {"week": 7, "day": 1}.get(unit, 0))
    return (min(other, day), max(other, day)), precision


def _context(m: Moment, x: DateExpression, state: _State) -> Resolved:
    """Relative to the latest date that the text has named shortly before."""
    if state.anchor is None or not 0 <= x.block - state.anchor[2] <= _ANCHOR_BLOCKS:
        return NOTHING
    span, precision, _ = state.anchor
    if m.day is not None:  # "on the 22nd": of that month, or of the next
        if precision not in (*_FINE, "month"):
            return NOTHING
        after = cal.add_months(span[0].replace(day=1), int(precision != "month" and m.day < span[0].day))
        numbered = cal.day(after.year, after.month, m.day)
        return Resolved(numbered, "day", "context") if numbered else NOTHING
    if m.shift == "next" and m.unit != "day" and x.future:
        return _relative(m, x, state)
    if m.weekday is not None:
        if precision not in _FINE and precision != "month":
            return NOTHING
        if m.shift == "same":
            return _relative(replace(m, anchor="publication", shift=None), x, state)
        step = 1 if m.shift == "following" else -1
        day = cal.shift_days(span[1 if step > 0 else 0], step)
        while day.weekday() != m.weekday:
            day = cal.shift_days(day, step)
        return Resolved((day, day), "day", "context") if precision == "day" else NOTHING
    first = _from_day(replace(m, shift=None), x, span[0])
    last = _from_day(replace(m, shift=None), x, span[1])
    if first is None or last is None:
        return NOTHING
    if _RANK.get(m.unit or "day", 0) < _RANK[precision]:  # "a week later" than some day of a year
        return Resolved((min(first[0][0], last[0][0]), max(first[0][1], last[0][1])), precision, "context")
    return Resolved(first[0], first[1], "context")
