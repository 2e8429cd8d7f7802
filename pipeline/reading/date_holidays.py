"""Days with a name ("New Year's Eve", "Easter Sunday 1999"): found by their forms, and which day they are in a year.

Here belong the holidays of `knowledge/dates.toml`. Not here: other dates (`date_grammar`), or which year is meant
(`date_resolve`).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipeline.reading.date_expression import DateExpression, Moment


@dataclass(frozen=True, slots=True)
class Holiday:
    """One entry of dates.toml: a fixed day, a distance from Easter, or a weekday of a month."""

    id: str
    day: tuple[int, int] | None = None
    easter: int | None = None
    weekday: tuple[int, int, int] | None = None


@cache
def _entries() -> tuple[dict[str, Holiday], re.Pattern[str]]:
    data = tomllib.loads(resources.files("pipeline.knowledge").joinpath("dates.toml").read_text(encoding="utf-8"))
    found: dict[str, Holiday] = {}
    forms: list[str] = []
    for entry in data["holiday"]:
        name = entry["id"]
        given = [k for k in ("day", "easter", "weekday") if k in entry]
        if name in found or len(given) != 1 or not entry.get("forms"):
            raise ValueError(f"dates.toml, holiday {name}: one of day, easter and weekday, forms, and an id of its own")
        day, weekday = entry.get("day"), entry.get("weekday")
        found[name] = Holiday(
            name, (day[0], day[1]) if day else None, entry.get("easter"),
            (weekday[0], weekday[1], weekday[2]) if weekday else None,
        )  # fmt: skip
        forms.append(f"(?P<{name.replace('-', '_')}>{'|'.join(entry['forms'])})")
    return found, re.compile(rf"\b(?:{'|'.join(forms)})\b(?:,? (?:of |in )?(?P<year>(?:19|20)\d\d)\b)?")


def find_holidays(text: str, start: int, end: int) -> list[DateExpression]:
    """The named days of a stretch of the document; a year beside one makes it absolute."""
    found: list[DateExpression] = []
    for m in _entries()[1].finditer(text, start, end):
        name = next(k for k, v in m.groupdict().items() if v and k != "year").replace("_", "-")
        year = int(m["year"]) if m["year"] else None
        moment = Moment("absolute" if year else "partial", year, unit="holiday", season=name)
        found.append(DateExpression(m.start(), m.end(), m.group(), "point", moment))
    return found


def merge(dates: Sequence[DateExpression], holidays: Sequence[DateExpression]) -> list[DateExpression]:
    """Both in order; where they overlap, a day of the calendar wins over a name, and a name over a bare weekday."""
    fixed = [d for d in dates if d.first is not None and (d.first.month or d.last)]
    kept = [h for h in holidays if not any(_overlap(h, d) for d in fixed)]
    rest = [d for d in dates if not any(_overlap(h, d) for h in kept)]
    return sorted([*rest, *kept], key=lambda x: x.start)


def _overlap(one: DateExpression, other: DateExpression) -> bool:
    return one.start < other.end and other.start < one.end


def holiday(name: str, year: int) -> dt.date:
    """The day of a holiday in a year. Raises KeyError for a name that dates.toml does not have."""
    entry = _entries()[0][name]
    if entry.day is not None:
        return dt.date(year, *entry.day)
    if entry.easter is not None:
        return easter(year) + dt.timedelta(days=entry.easter)
    month, weekday, which = entry.weekday or (1, 0, 1)
    if which < 0:
        last = dt.date(year, month, calendar.monthrange(year, month)[1])
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches, by the Gregorian computus."""
    golden, century, rest = year % 19, year // 100, year % 100
    leaps, over = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarters, left = divmod(rest, 4)
    days = (32 + 2 * over + 2 * quarters - epact - left) % 7
    shift = (golden + 11 * epact + 22 * days) // 451
    month, day = divmod(epact + days - 7 * shift + 114, 31)
    return dt.date(year, month, day + 1)
