"""How long merging takes as the corpus grows: reports in any number, made by perturbing real ones, and timed.

    python -m pipeline.resolving.scale READINGS.pickle [--sizes 1000 10000 100000]

Here belong the making of a large corpus and its measurement. Not here: merging itself. A made-up event is a real report
moved to another day, province and town; one to four documents tell of it, each with its own slips: a day off, another
toll, the province in place of the town, no perpetrator, no names. Days and places are drawn from fixed spans (25 years,
40 countries of 20 provinces of 30 towns), so that a larger corpus is a denser one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import pickle
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.reading.identifiers import identifier
from pipeline.reading.records import EventReport, LocalActor, Participant, Published, Reading
from pipeline.resolving.resolve import resolve

SIZES = (1_000, 10_000, 100_000)
FIRST_DAY = dt.date(2000, 1, 1)
DAYS = 25 * 365
COUNTRIES, PROVINCES, TOWNS = 40, 20, 30
LIMIT_SECONDS, LIMIT_EXPONENT = 120.0, 1.15


@dataclass(frozen=True, slots=True)
class Timing:
    """One run: number of reports, seconds on the clock, seconds of one core, events found, pairs considered, peak
    memory of the process (MiB), the share of merges that are right (precision) and of retellings merged (recall).
    """

    reports: int
    seconds: float
    busy: float
    events: int
    pairs: int
    peak: float
    precision: float
    recall: float


def grow(readings: Sequence[Reading], size: int, seed: int = 1) -> tuple[list[Reading], dict[str, int]]:
    """Readings that hold `size` reports in all, one each, and the made-up event (a number) of each report_id."""
    pool = [(reading, report) for reading in readings for report in reading.reports]
    if not pool:
        raise ValueError("no reading holds a report: nothing to perturb")
    rng = random.Random(seed)
    out: list[Reading] = []
    truth: dict[str, int] = {}
    event = 0
    while len(out) < size:
        event += 1
        reading, report = rng.choice(pool)
        moved, actors = _move(rng, report, reading, event)
        for _ in range(min(rng.choice((1, 1, 2, 3, 4)), size - len(out))):
            told = _retold(rng, reading, moved, actors, len(out))
            truth[told.reports[0].report_id] = event
            out.append(told)
    return out, truth


def _move(
    rng: random.Random, report: EventReport, reading: Reading, event: int
) -> tuple[EventReport, tuple[LocalActor, ...]]:
    """The report as if it had happened on another day, elsewhere, to others."""
    day = FIRST_DAY + dt.timedelta(days=rng.randrange(DAYS))
    country, province, town = rng.randrange(COUNTRIES), rng.randrange(PROVINCES), rng.randrange(TOWNS)
    at = (-40 + 2.0 * country + 0.02 * town, -170 + 8.0 * province + 0.1 * (town % 7))
    spot = f"Town {_word(country * 7919 + province * 104729 + town)}"
    moved = replace(
        report, date_start=day, date_end=day, date_precision="day", place=spot, place_id=f"place-{spot}",
        admin1=f"Province {_word(country * 31 + province)}", country=f"C{country:02d}", latitude=at[0], longitude=at[1],
        place_precision="town",
    )  # fmt: skip
    unknown = [a for a in reading.actors if a.kind == "person" and not a.knowledge_id]
    names = {a.key: f"{_word(event)} {a.name.split()[-1]}" for a in unknown}
    actors = tuple(replace(a, name=names.get(a.key, a.name)) for a in reading.actors)
    return moved, actors


def _retold(
    rng: random.Random, reading: Reading, report: EventReport, actors: tuple[LocalActor, ...], number: int
) -> Reading:
    """A document that tells of the event with slips of its own."""
    day = report.date_start or FIRST_DAY
    changes: dict[str, object] = {"report_id": identifier("report", number), "counts": _slips(rng, report)}
    slip = rng.random()
    if slip < 0.1:
        changes["date_start"] = changes["date_end"] = day + dt.timedelta(days=rng.choice((-1, 1)))
    elif slip < 0.2:
        last = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        changes |= {"date_start": day.replace(day=1), "date_end": last, "date_precision": "month"}
    if rng.random() < 0.15:
        changes |= {"place": report.admin1, "place_id": None, "place_precision": "admin1"}
    people: tuple[Participant, ...] = report.participants
    if rng.random() < 0.2:
        people = tuple(p for p in people if p.role != "perpetrator")
    told = replace(report, participants=people, **changes)  # type: ignore[arg-type]
    out = day + dt.timedelta(days=rng.randrange(4))
    document = replace(reading.document, document_id=f"document-{number:07d}", file=f"{number:07d}.txt")
    return replace(
        reading, document=document, published=Published(out, out, "day", "sidecar"), actors=actors, reports=(told,),
        places=(), statistics=(), statements=(), mentions=(),
    )  # fmt: skip


def _slips(rng: random.Random, report: EventReport) -> tuple[tuple[str, int | None, int | None], ...]:
    def slip(n: int | None) -> int | None:
        return n if n is None or rng.random() < 0.6 else max(0, round(n * rng.uniform(0.6, 1.5)))

    return tuple((name, slip(low), None if high is None else slip(low)) for name, low, high in report.counts)


def _word(number: int) -> str:
    """A made-up name for a number: the same for the same number, syllables only."""
    syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    out = ""
    number += 70
    while number:
        number, rest = divmod(number, len(syllables))
        out += syllables[rest]
    return out.capitalize()


def measure(readings: Sequence[Reading], size: int) -> Timing:
    """Merge `size` made-up reports, links and reasons included, and say what it took."""
    corpus, truth = grow(readings, size)
    begun, busy = time.perf_counter(), time.process_time()
    found = resolve(corpus)
    pairs = sum(1 for _ in found.links)
    seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Timing(size, seconds, busy, len(found.events), pairs, peak, *_quality(truth, found.event_of.__getitem__))


def _quality(truth: dict[str, int], event_of: object) -> tuple[float, float]:
    groups: dict[tuple[int, str], int] = {}
    gold: dict[int, int] = {}
    said: dict[str, int] = {}
    for report_id, event in truth.items():
        found = event_of(report_id)  # type: ignore[operator]
        groups[event, found] = groups.get((event, found), 0) + 1
        gold[event] = gold.get(event, 0) + 1
        said[found] = said.get(found, 0) + 1

    def pairs(counts: Iterator[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    hit = pairs(iter(groups.values()))
    return hit / max(1, pairs(iter(said.values()))), hit / max(1, pairs(iter(gold.values())))


def exponent(timings: Sequence[Timing]) -> float:
    """The slope of log(seconds of one core) over log(reports): 1 is linear, 2 quadratic. Least squares."""
    xs, ys = [math.log(t.reports) for t in timings], [math.log(t.busy) for t in timings]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line a size and the exponent; exit status 1 where a limit is broken."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.resolving.scale", description="Time merging as it grows.")
    parser.add_argument("readings", type=Path, help="a pickle: a list of Reading")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    options = parser.parse_args(arguments)
    readings: list[Reading] = pickle.loads(options.readings.read_bytes())
    timings = []
    for size in options.sizes:
        timing = measure(readings, size)
        timings.append(timing)
        print(json.dumps({f: round(v, 3) for f, v in ((f, getattr(timing, f)) for f in Timing.__slots__)}), flush=True)
    slope = exponent(timings) if len(timings) > 1 else 0.0
    print(f"grows with the number of reports to the power {slope:.2f}")
    return int(slope > LIMIT_EXPONENT or max(t.busy for t in timings) > LIMIT_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
