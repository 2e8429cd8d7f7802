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
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from pipeline.resolving.families import nearness
from pipeline.resolving.features import PRECISE_PLACES, Profile

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
    telling += [("person", name) for name in sorted(p.people)]
    where = p.report.country or NOWHERE
    weak: list[Key] = [("day", p.family, where, bucket) for bucket in _buckets(p)]
    return telling, weak


def _spots(p: Profile) -> list[Key]:
    """Where it was, by each word of the place; for what seldom happens the province will do."""
    out = {(p.family, word) for word in p.place_words}
    if p.report.place_id and p.report.place_precision in PRECISE_PLACES:
        out.add((p.family, p.report.place_id))
    if p.report.admin1 and nearness(p.report.event_type, p.report.event_type) == "same_rare":
        out.add((p.report.event_type, p.report.admin1))
    return sorted(out)


def _years(p: Profile) -> list[str]:
    day = p.first if p.first is not None else p.published
    if day is None:
        return [NOWHERE]
    last = p.last if p.last is not None else day
    first_year, last_year = dt.date.fromordinal(day).year, dt.date.fromordinal(last).year
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
    """For each key the positions of the reports that stand under it, ascending."""

    def __init__(self) -> None:
        self._of: dict[int, array[int]] = {}

    def add(self, key: Key, position: int) -> None:
        # The hash stands for the key: a collision only costs a comparison, and the keys themselves would cost memory.
        self._of.setdefault(_digest(key), array("l")).append(position)

    def after(self, key: Key, position: int) -> array[int]:
        """The next `WINDOW` reports under the key, after this one."""
        found = self._of.get(_digest(key))
        if found is None:
            return array("l")
        at = bisect_right(found, position)
        return found[at : at + WINDOW]


def _digest(key: Key) -> int:
    return int.from_bytes(blake2b("\x1f".join(key).encode("utf-8"), digest_size=8).digest(), "little")


def candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs (i, j), i < j, of two documents' reports that are to be compared; each once, in order of i.

    `profiles` must be sorted by `order`: the window is over positions. One report's pairs are held at a time.
    """
    postings, anywhere, ever = Postings(), Postings(), Postings()
    for i, p in enumerate(profiles):
        telling, weak = keys(p)
        for key in telling + weak:
            postings.add(key, i)
        for key in weak:
            anywhere.add((*key[:2], key[3]), i)
        for spot in _spots(p):
            ever.add(spot, i)
    lost = frozenset(i for i, p in enumerate(profiles) if p.report.country is None)
    timeless = frozenset(i for i, p in enumerate(profiles) if _years(p) == [NOWHERE])
    for i, p in enumerate(profiles):
        telling, weak = keys(p)
        met = {int(j) for key in telling for j in postings.after(key, i)}
        for spot in _spots(p):  # a report without any year meets those of every year
            near = ever.after(spot, i)
            met.update(j for j in near if i in timeless or j in timeless)
        maybe = {int(j) for key in weak for j in postings.after(key, i)} - met
        for key in weak:  # a report that names no country meets those of every country
            near = anywhere.after((*key[:2], key[3]), i)
            maybe.update(j for j in near if j not in met and (i in lost or j in lost))
        met.update(j for j in maybe if hint(p, profiles[j]))
        for j in sorted(met):
            if p.document_id != profiles[j].document_id:
                yield i, j
