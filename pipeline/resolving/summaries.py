"""A sentence or two that sum an event up, made from its columns alone, in our own words.

Here belongs the wording. Not here: any value, and nothing of a text: a summary never quotes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from pipeline.resolving.records import Event, EventParticipant

STATUS = {s: s for s in ("planned", "threatened", "foiled", "denied")} | {"ongoing": "still going on"}
MONTHS = ("January February March April May June July August September October November December").split()  # noqa: SIM905


@cache
def countries() -> dict[str, str]:
    """English names of countries by ISO 3166-1 alpha-3."""
    lines = files("pipeline.knowledge").joinpath("countries.csv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("|")[:2] for line in lines[1:] if line)


def summarise(event: Event, people: Sequence[EventParticipant], actor_names: Mapping[str, str]) -> Event:
    """The event with its summary filled in."""
    head = event.event_type.replace("_", " ").capitalize() if event.event_type != "other" else "Event"
    if event.status in STATUS:
        head += f" ({STATUS[event.status]})"
    first = head + _where(event) + _when(event) + _who(people, actor_names)
    sentences = [first, _toll(event), _sources(event)]
    return replace(event, summary=" ".join(s + "." for s in sentences if s))


def _where(event: Event) -> str:
    country = countries().get(event.country or "", event.country)
    parts = list(dict.fromkeys(p for p in (event.place, event.admin1, country) if p))
    return f" in {', '.join(parts)}" if parts else ", place not stated"


def _when(event: Event) -> str:
    start, end = event.date_start, event.date_end or event.date_start
    if start is None or end is None or event.date_precision == "unknown":
        return ", date not stated"
    if event.date_precision == "day":
        return f" on {_day(start)}" if start == end else f" from {_day(start)} to {_day(end)}"
    if event.date_precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f" in {MONTHS[start.month - 1]} {start.year}"
    if event.date_precision == "year" and start.year == end.year:
        return f" in {start.year}"
    return f" between {_day(start)} and {_day(end)}"


def _day(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _who(people: Sequence[EventParticipant], actor_names: Mapping[str, str]) -> str:
    def names(*roles: str) -> str:
        chosen = [p for p in people if p.role in roles]
        chosen.sort(key=lambda p: (-p.reports, actor_names.get(p.actor_id, "")))
        return " and ".join(dict.fromkeys(actor_names.get(p.actor_id, p.actor_id) for p in chosen[:2]))

    by, against = names("perpetrator"), names("victim", "target")
    return (f", by {by}" if by else "") + (f", against {against}" if against else "")


def _toll(event: Event) -> str:
    parts = []
    for label, low, high in (
        ("killed", event.killed_low, event.killed_high),
        ("wounded", event.wounded_low, event.wounded_high),
    ):
        if low is None and high is None:
            continue
        figure = f"at least {low}" if high is None else f"at most {high}" if low is None else str(low)
        if low is not None and high is not None and high > low:
            figure = f"{low} to {high}"
        parts.append(f"{figure} {label}")
    return ", ".join(parts).capitalize() if parts else ""


def _sources(event: Event) -> str:
    told = "Told by one document" if event.documents == 1 else f"Told by {event.documents} documents"
    differ = ", ".join(c.replace("_", " ") for c in event.disputed)
    return told + (f"; they differ on {differ}" if differ else "")
