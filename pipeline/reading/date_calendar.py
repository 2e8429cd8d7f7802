"""Stretches of the calendar: first and last day of a month, a season, a part of a year, and steps between them.

Here belongs calendar arithmetic alone, with nothing of texts.
"""

from __future__ import annotations

import calendar
import datetime as dt

from pipeline.reading.date_words import words

Span = tuple[dt.date, dt.date]


def day(year: int, month: int, number: int) -> Span | None:
    """One day, or nothing where the calendar has no such day."""
    try:
        found = dt.date(year, month, number)
    except ValueError:
        return None
    return found, found


def month(year: int, number: int) -> Span:
    return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])


def year(number: int) -> Span:
    return dt.date(number, 1, 1), dt.date(number, 12, 31)


def decade(first: int) -> Span:
    return dt.date(first, 1, 1), dt.date(first + 9, 12, 31)


def season(number: int, name: str) -> Span:
    """A season of the north; winter is that of the year in which it begins."""
    first, last = words().seasons[name]
    return dt.date(number, first, 1), month(number + (last < first), last)[1]


def week(of: dt.date) -> Span:
    """Monday to Sunday of a day's week."""
    monday = of - dt.timedelta(days=of.weekday())
    return monday, monday + dt.timedelta(days=6)


def part(span: Span, name: str | None) -> Span:
    """The early, middle or late third of a stretch, or a week of a month ("week 2", "last week")."""
    first, last = span
    if name and name.startswith("week "):
        begin = first + dt.timedelta(days=7 * (int(name[5:]) - 1))
        return min(begin, last), min(begin + dt.timedelta(days=6), last)
    if name == "last week":
        return last - dt.timedelta(days=6), last
    if name not in ("early", "mid", "late"):
        return span
    if first.day == 1 and last == month(first.year, first.month)[1]:
        days = {"early": (1, 10), "mid": (10, 20), "late": (20, last.day)}[name]
        return first.replace(day=days[0]), first.replace(day=days[1])
    if (first, last) == year(first.year):
        start = {"early": 1, "mid": 5, "late": 9}[name]
        return dt.date(first.year, start, 1), month(first.year, start + 3)[1]
    third = ((last - first).days + 1) // 3
    if name == "early":
        return first, first + dt.timedelta(days=third)
    if name == "mid":
        return first + dt.timedelta(days=third), last - dt.timedelta(days=third)
    return last - dt.timedelta(days=third), last


def add_months(of: dt.date, count: int) -> dt.date:
    """The same day some months on, or the month's last where it has no such day."""
    at = of.year * 12 + of.month - 1 + count
    number, index = divmod(at, 12)
    number = min(max(number, 1), 9999)
    return dt.date(number, index + 1, min(of.day, calendar.monthrange(number, index + 1)[1]))


def shift_days(of: dt.date, count: float) -> dt.date:
    """Some days on; the calendar's ends are not passed."""
    try:
        return of + dt.timedelta(days=round(count))
    except OverflowError:
        return dt.date.max if count > 0 else dt.date.min


def unit(of: dt.date, name: str, count: int) -> tuple[Span, str] | None:
    """The day, week, month, year, decade or century some units from a day's, and its precision."""
    if name in ("day", "hour", "minute", "second"):
        found = shift_days(of, count)
        return (found, found), "day"
    if name == "week":
        return week(shift_days(of, 7 * count)), "week"
    if name == "month":
        found = add_months(of, count)
        return month(found.year, found.month), "month"
    if name == "year" and 1 <= of.year + count <= 9999:
        return year(of.year + count), "year"
    if name == "decade" and 1 <= of.year + 10 * count <= 9989:
        return decade(of.year // 10 * 10 + 10 * count), "decade"
    return None
