"""Invented readings for the tests of resolving: a report from a few keywords, with a text that holds its evidence."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from pipeline.reading.identifiers import identifier
from pipeline.reading.records import (
    Document,
    EventReport,
    Layout,
    LocalActor,
    Participant,
    Published,
    Reading,
    Source,
)

TOWNS = {"Velmora": (10.0, 20.0), "Ostrin": (10.0, 20.2), "Kassidy": (12.0, 24.0), "Brevik Mill": (10.01, 20.02)}
KILLERS = LocalActor("n:red banner", "Red Banner", "armed_group", "MRV")
ARMY = LocalActor("n:maravan army", "Maravan Army", "state_force", "MRV")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def report(document: str, number: int = 0, **given: Any) -> EventReport:
    """A bombing in Velmora on 4 May 2031 unless told otherwise. date: a day, (first, last) or None. by: actor keys."""
    when = given.pop("date", "2031-05-04")
    first, last = (None, None) if when is None else (day(when), day(when)) if isinstance(when, str) else map(day, when)
    precision = given.pop("date_precision", "unknown" if when is None else "day")
    place = given.pop("place", "Velmora")
    point = TOWNS.get(place or "", (None, None))
    people = [Participant("perpetrator", 0, 1, key, key) for key in given.pop("by", ())]
    people += [Participant("victim", 0, 1, text, None) for text in given.pop("victims", ())]
    counts = tuple((k, *v) for k, v in given.pop("counts", {}).items())
    plain = EventReport(
        report_id=identifier("report", document, number), start=0, end=120,
        trigger_start=number, trigger_end=number + 5,
        event_type="bombing", status="occurred", central=True, date_start=first, date_end=last,
        date_precision=precision, date_basis="stated", place=place, place_id=f"p:{place}" if place else None,
        admin1="Lower Marava" if place else None, country="MRV" if place else None,
        latitude=point[0], longitude=point[1], place_precision="town" if place else "none",
        counts=counts, participants=tuple(people),
    )  # fmt: skip
    return replace(plain, **given)


def reading(
    document: str,
    *reports: EventReport,
    published: str | None = "day after",
    text: str = "The bomb tore open the covered market.",
    publisher: str | None = None,
) -> Reading:
    if published == "day after":
        told = max((r.date_end for r in reports if r.date_end and r.date_precision == "day"), default=day("2031-05-04"))
        published = str(told + dt.timedelta(days=1))
    out = Published(day(published), day(published), "day", "sidecar") if published else Published()
    return Reading(
        document=Document(document, f"{document}.txt", document, text.ljust(200), Source(publisher=publisher)),
        layout=Layout(()), published=out, language="en", words=10, actors=(KILLERS, ARMY), reports=reports,
    )  # fmt: skip
