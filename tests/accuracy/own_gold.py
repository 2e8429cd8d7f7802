"""The project's own gold: the digests of raw/, coded by schemas/codebook.md, and how a reading is held against it.

A coded event is found if a report's sentences hold its evidence and its type is of the same family; one report answers
one event. Here belongs the counting. Not here: which figures are good enough (`test_digests.py`).

    python tests/accuracy/own_gold.py          prints the figures, what was missed, and the reports that nobody coded
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.reading.records import EventReport, Reading, Statistic
from schemas.codes import event_types

GOLD = Path(__file__).with_name("digests")
FAMILY = {t.event_type: t.family for t in event_types()}
KEYS = {
    "event": {
        "evidence",
        "type",
        "status",
        "date",
        "country",
        "place",
        "by",
        "against",
        "killed",
        "central",
        "optional",
        "why",
    },
    "statistic": {"evidence", "low", "high", "unit", "qualifier"},
}


@dataclass(frozen=True)
class Coded:
    """One digest as it is coded."""

    file: str
    events: tuple[dict[str, Any], ...]
    statistics: tuple[dict[str, Any], ...]


def coded() -> Iterator[Coded]:
    """Every coded digest. Raises ValueError for a key that nobody reads."""
    for path in sorted(GOLD.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for kind, known in KEYS.items():
            for item in data.get(kind, ()):
                if unknown := set(item) - known:
                    raise ValueError(f"{path.name}: {item['evidence']}: unknown keys {sorted(unknown)}")
        yield Coded(data["file"], tuple(data.get("event", ())), tuple(data.get("statistic", ())))


def aligned(gold: Coded, reading: Reading) -> dict[int, EventReport]:
    """The report that answers each coded event, by the number of the event. A report with its trigger in the evidence
    goes before one that only has the sentence, and the same type before the same family.
    """
    text = reading.document.text
    free = set(range(len(reading.reports)))
    found: dict[int, EventReport] = {}
    for near, exact in ((True, True), (True, False), (False, True), (False, False)):
        for n, event in enumerate(gold.events):
            if n in found:
                continue
            start = text.index(event["evidence"])
            end = start + len(event["evidence"])
            for i in sorted(free, key=lambda i: abs(reading.reports[i].trigger_start - start)):
                report = reading.reports[i]
                type_, asked = report.event_type, event["type"]
                same = type_ == asked if exact else FAMILY[type_] == FAMILY[asked]
                if near:
                    there = start <= report.trigger_start < end
                else:
                    there = any(a < end and b > start for a, b in report.spans or ((report.start, report.end),))
                if same and there:
                    found[n] = report
                    free.remove(i)
                    break
    return found


def tally(gold: Coded, reading: Reading) -> Counter[str]:
    """Counts of what was asked and what was right, under names that `share` divides."""
    counts: Counter[str] = Counter()
    answers = aligned(gold, reading)
    for n, event in enumerate(gold.events):
        report = answers.get(n)
        if not event.get("optional"):
            counts["events"] += 1
            counts["events found"] += report is not None
            if event.get("central"):
                counts["central"] += 1
                counts["central found"] += report is not None
        if report is None:
            continue
        for slot, asked, right in _slots(event, report):
            counts[slot] += asked
            counts[f"{slot} found"] += asked and right
    for statistic in gold.statistics:
        counts["statistics"] += 1
        counts["statistics found"] += _stated(statistic, reading)
    return counts


def _slots(event: dict[str, Any], report: EventReport) -> Iterator[tuple[str, bool, bool]]:
    """Each slot: its name, whether the gold asks for it, whether the report has it right."""
    yield "type", True, report.event_type == event["type"]
    yield "status", True, report.status == event["status"]
    date = str(event.get("date", ""))
    yield "date", bool(date), report.date_start is not None and report.date_start.isoformat().startswith(date)
    yield "country", "country" in event, report.country == event.get("country")
    killed = [None if k == "none" else k for k in event.get("killed", ())]
    yield "killed", bool(killed), next(([low, high] for o, low, high in report.counts if o == "killed"), None) == killed


def _stated(gold: dict[str, Any], reading: Reading) -> bool:
    text = reading.document.text
    start = text.index(gold["evidence"])
    end = start + len(gold["evidence"])

    def same(s: Statistic) -> bool:
        return (
            s.start < end
            and s.end > start
            and s.value_low == gold.get("low")
            and s.value_high == gold.get("high")
            and s.qualifier == gold["qualifier"]
        )

    return any(same(s) for s in reading.statistics)


def share(counts: Counter[str], name: str) -> float:
    """What part of what was asked was right."""
    return counts[f"{name} found"] / max(1, counts[name])


def main() -> None:
    """Prints the figures over all digests, then what was missed and what nobody coded."""
    from pipeline.language import load
    from pipeline.reading.ingest import read_folder
    from pipeline.reading.reader import read

    nlp, texts = load(), {d.file: d for d in read_folder(GOLD.parents[2] / "raw").documents}
    total: Counter[str] = Counter()
    for gold in coded():
        reading = read(texts[gold.file], nlp)
        total += tally(gold, reading)
        answers = aligned(gold, reading)
        print(gold.file)
        for n, event in enumerate(gold.events):
            if n not in answers and not event.get("optional"):
                print(f"  missed   {event['type']}: {event['evidence']}")
        for report in reading.reports:
            if report not in answers.values():
                around = reading.document.text[max(0, report.trigger_start - 40) : report.trigger_end + 40]
                print(f"  uncoded  {report.event_type} ({report.rule}): {' '.join(around.split())}")
        for statistic in gold.statistics:
            if not _stated(statistic, reading):
                print(f"  figure   {statistic['evidence']}")
    for name in ("events", "central", "type", "status", "date", "country", "killed", "statistics"):
        print(f"{name:12s} {share(total, name):.2f} of {total[name]}")


if __name__ == "__main__":
    main()
