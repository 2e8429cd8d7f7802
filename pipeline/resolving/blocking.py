"""Which pairs of reports are considered: those that share a key, never all pairs.

Here belong the keys and the walk over them. A report is put under a few keys (when and where; where and which
year; who; a rare name); it meets the reports that stand under one of them, the nearest in time first and never more
than `WINDOW` of them a key, so that the work grows with the number of reports and not with its square.
Not here: what a pair is worth (`scoring`).
"""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from pipeline.resolving.families import STANDING, WEEKS, nearness, slow
from pipeline.resolving.features import PRECISE_PLACES, Profile, odd

DAYS = 4  # width of a bucket of days: reports a day apart share or neighbour a bucket
WINDOW = 40  # reports met under one key, forward in time; only crowded keys ever reach it
NOWHERE = "?"

Key = tuple[str, ...]


def keys(p: Profile) -> tuple[list[Key], list[Key]]:
    """The telling keys of a report and the weak ones.

    Two reports that share a telling key (one spot in one year; one person; one actor in one province and year) are
    compared. Two that share only a weak one (the same days in one country) need something else in common (`hint`).
    """
    telling: list[Key] = []
    for year in _years(p):
        telling += [("spot", year, *spot) for spot in _spots(p)]
        if p.report.admin1:
            telling += [("actor", p.family, year, actor, p.report.admin1) for actor in sorted(p.perpetrators)]
    if p.report.country and slow(p.report.event_type):
        for year in _years(p, WEEKS):  # a withdrawal told in December and in January is one
            telling += [
                ("slow", year, p.report.event_type, p.report.country, actor) for actor in sorted(p.perpetrators)
            ]
    if p.report.country and p.first is None and p.report.event_type in STANDING:
        telling.append(("standing", p.report.event_type, p.report.country))
    telling += [("person", name) for name in sorted(p.people)]
    where = p.report.country or NOWHERE
    weak: list[Key] = [("day", p.family, where, bucket) for bucket in _buckets(p)]
    return telling, weak


def _spots(p: Profile) -> list[Key]:
    """Where it was, by each word of the place; for what seldom happens the province will do, for an odd toll the
    country."""
    out: set[Key] = {(p.family, word) for word in p.place_words}
    if p.report.place_id and p.report.place_precision in PRECISE_PLACES:
        out.add((p.family, p.report.place_id))
    if p.report.admin1 and nearness(p.report.event_type, p.report.event_type) == "same_rare":
        out.add((p.report.event_type, p.report.admin1))
    if p.report.country and p.killed is not None and odd(p.killed):
        out.add((p.family, p.report.country, str(p.killed[0])))
    return sorted(out)


def _years(p: Profile, slack: int = 0) -> list[str]:
    """The years of a report's date, `slack` days more on either side."""
    day = p.first if p.first is not None else p.published
    if day is None:
        return [NOWHERE]
    last = p.last if p.last is not None else day
    first_year, last_year = dt.date.fromordinal(day - slack).year, dt.date.fromordinal(last + slack).year
    return [str(y) for y in range(first_year, min(last_year, first_year + 2) + 1)]


def _buckets(p: Profile) -> list[str]:
    """Buckets of days that the report touches, a day of slack on either side; none for a date that is not a day."""
    if p.exact and p.first is not None and p.last is not None:
        first, last = p.first, p.last
    elif p.published is not None and p.report.central and p.first is None:
        first, last = p.published - DAYS, p.published
    else:
        return []
    return [str(b) for b in range((first - 1) // DAYS, (last + 1) // DAYS + 1)]


def hint(a: Profile, b: Profile) -> bool:
    """Whether two reports of the same days have anything else in common: a name, a place, an actor, whom it hit."""
    return not (
        a.names.isdisjoint(b.names)
        and a.people_around.isdisjoint(b.people_around)
        and a.perpetrators.isdisjoint(b.perpetrators)
        and a.victims.isdisjoint(b.victims)
        and a.targets.isdisjoint(b.targets)
        and (a.report.admin1 is None or a.report.admin1 != b.report.admin1)
        and a.place_words.isdisjoint(b.place_words)
        and a.towns_around.isdisjoint(b.towns_around)
        and len(a.words & b.words) < 3
    )


def order(p: Profile) -> tuple[int, str, int]:
    """Sort key of a report: the middle of its date (else the publication), then document and offset."""
    if p.first is not None and p.last is not None:
        middle = (p.first + p.last) // 2
    else:
        middle = p.published or 0
    return middle, p.document_id, p.report.trigger_start


class Postings:
    """For each key the positions of the reports that stand under it, ascending. Keys are held as hashes: a collision
    only costs a comparison, and the keys themselves would cost memory."""

    def __init__(self) -> None:
        self._of: dict[int, array[int]] = {}

    def add(self, keys: array[int], position: int) -> None:
        for key in keys:
            self._of.setdefault(key, array("l")).append(position)

    def after(self, keys: array[int], position: int) -> set[int]:
        """The next `WINDOW` reports under each key, after this one."""
        found: set[int] = set()
        for key in keys:
            posting = self._of[key]
            if posting[-1] > position:
                at = bisect_right(posting, position)
                found.update(posting[at : at + WINDOW])
        return found


def _digests(keys: Iterable[Key]) -> array[int]:
    blobs = (blake2b("\x1f".join(key).encode("utf-8"), digest_size=8).digest() for key in keys)
    return array("q", (int.from_bytes(blob, "little", signed=True) for blob in blobs))


def candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs (i, j), i < j, of two documents' reports that are to be compared; each once, in order of i.

    `profiles` must be sorted by `order`: the window is over positions. One report's pairs are held at a time.
    """
    sure, same_days, any_land, any_year = Postings(), Postings(), Postings(), Postings()
    held: list[tuple[array[int], ...]] = []
    for i, p in enumerate(profiles):
        telling, weak = keys(p)
        spots, landless = _spots(p), [(*key[:2], key[3]) for key in weak]
        held.append(tuple(_digests(k) for k in (telling, weak, landless, spots)))
        for postings, own in zip((sure, same_days, any_land, any_year), held[i], strict=True):
            postings.add(own, i)
    timeless = frozenset(i for i, p in enumerate(profiles) if _years(p) == [NOWHERE])
    lost = frozenset(i for i, p in enumerate(profiles) if p.report.country is None)
    for i, p in enumerate(profiles):
        where, days, days_anywhere, spots_ever = held[i]
        met = sure.after(where, i)
        if timeless:  # a report without any year meets those of every year
            met.update(j for j in any_year.after(spots_ever, i) if i in timeless or j in timeless)
        maybe = same_days.after(days, i)
        if lost:  # a report that names no country meets those of every country
            maybe.update(j for j in any_land.after(days_anywhere, i) if i in lost or j in lost)
        met.update(j for j in maybe - met if hint(p, profiles[j]))
        for j in sorted(met):
            if p.document_id != profiles[j].document_id:
                yield i, j
