"""Which pairs of reports are considered: those that share a key, never all pairs.

Here belong the keys and the walk over them. A report is put under a few keys (when and where; where and which
year; who; a rare name); it meets the reports that stand under one of them, the nearest in time first and never more
than `WINDOW` of them a key, so that the work grows with the number of reports and not with its square.
Not here: what a pair is worth (`scoring`).
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.resolving.features import PRECISE_DATES, PRECISE_PLACES, Profile

DAYS = 4  # width of a bucket of days: reports at most this far apart share or neighbour a bucket
WINDOW = 60  # reports met under one key, on either side in time; only crowded keys ever reach it
NOWHERE = "?"


def keys(p: Profile) -> list[tuple[str, ...]]:
    """The keys of a report. Two reports of one event share at least one wherever their fields allow it."""
    out: list[tuple[str, ...]] = []
    where = p.report.country or NOWHERE
    spots = _spots(p)
    for year in _years(p):
        for spot in spots:
            out.append(("spot", p.family, year, spot))
        for actor in sorted(p.perpetrators):
            if p.report.admin1:
                out.append(("actor", p.family, year, actor, p.report.admin1))
    for bucket in _buckets(p):
        out.append(("day", p.family, where, bucket))
        if where != NOWHERE:
            out.append(("day", p.family, NOWHERE, bucket))
        for name in sorted(p.people):
            out.append(("person", name))
    for name in sorted(p.people):
        out.append(("person", name))
    return list(dict.fromkeys(out))


def _spots(p: Profile) -> list[str]:
    out = set(p.place_words)
    if p.report.place_id and p.report.place_precision in PRECISE_PLACES:
        out.add(p.report.place_id)
    return sorted(out)


def _years(p: Profile) -> list[str]:
    day = p.first if p.first is not None else p.published
    if day is None:
        return [NOWHERE]
    last = p.last if p.last is not None else day
    first_year, last_year = dt.date.fromordinal(day).year, dt.date.fromordinal(last).year
    return [str(y) for y in range(first_year, min(last_year, first_year + 2) + 1)]


def _buckets(p: Profile) -> list[str]:
    """Buckets of days that the report touches, one day of slack on either side; none for a date that is not a day."""
    if p.first is not None and p.last is not None and p.report.date_precision in PRECISE_DATES:
        first, last = p.first, min(p.last, p.first + 10)
    elif p.published is not None and p.report.central and p.first is None:
        first, last = p.published - DAYS, p.published
    else:
        return []
    return [str(b) for b in range((first - 1) // DAYS, (last + 1) // DAYS + 1)]


def order(p: Profile) -> tuple[int, str, int]:
    """Sort key of a report: the middle of its date (else the publication), then document and offset."""
    if p.first is not None and p.last is not None:
        middle = (p.first + p.last) // 2
    else:
        middle = p.published or 0
    return middle, p.document_id, p.report.trigger_start


def candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs (i, j), i < j, of two documents' reports that share a key; each pair once, in order of i.

    `profiles` must be sorted by `order`: the window is over positions.
    """
    postings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, p in enumerate(profiles):
        for key in keys(p):
            postings[key].append(i)
    for i, p in enumerate(profiles):
        met: set[int] = set()
        for key in keys(p):
            posting = postings[key]
            at = bisect_left(posting, i) + 1
            met.update(posting[at : at + WINDOW])
        for j in sorted(met):
            if p.document_id != profiles[j].document_id:
                yield i, j
