"""From the results of `make bench` to the figures that every release carries: pipeline/releasing/measured.json.

    python -m pipeline.measured          after make bench, with the code that was measured

Takes the score sheets over as they are; counts, on the sets that are coded in full, how often reports of each bin of
confidence were right, and what was missed or reported wrongly most often. No number is typed by hand. Not here:
measuring (`pipeline.bench`), or how the figures are shown (`pipeline.releasing.accuracy`).
"""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline.bench import OWN, SCORER, SHARED, WORK
from pipeline.cache import reader_version
from pipeline.releasing.accuracy import BINS, MEASURED, check
from pipeline.releasing.storage import write_text
from schemas.codes import event_types

CODED = ("seeds", "news", *OWN)
"""The sets in which every event is coded, so that a report which aligns with none is wrong."""

TITLES = {
    "seeds": ("Seeds", "Five long articles, coded twice in full."),
    "news": ("News", "Seventeen short reports of several publishers, coded in full."),
    "muc4": ("MUC-4", "Newswire reports of 1988-1991 from Latin America, with the official answer keys."),
    "reports": (
        "Exercises",
        "Reports on conflicts of four continents, composed and coded in full for this project; "
        "the models of events learnt from them.",
    ),
    "later_reports": (
        "Later exercises",
        "More of them, 40 short and 31 long, on which nothing was measured while the rules were written; "
        "the models of events learnt from them afterwards.",
    ),
    "mixed_reports": (
        "Mixed exercises",
        "Reports in the manner of old broadcasts, of local crime news and of long analyses; "
        "the models of events learnt from them.",
    ),
    "short_reports": (
        "Short exercises",
        "Short news, coded as sparsely as the published news; the models of events learnt from them.",
    ),
    "gva": ("Gun violence", "Local reports of shootings in the United States."),
}
MOST = 5
"""How many causes of misses, and of false reports, are listed."""

_LABELS = {t.event_type: t.label.lower() for t in event_types()}


@dataclass
class Tally:
    """What the coded sets say of reports: rows and right ones by bin, what was missed by type, what was false by
    rule.
    """

    rows: Counter[float] = field(default_factory=Counter)
    right: Counter[float] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[tuple[str, str]] = field(default_factory=Counter)
    slots: Counter[str] = field(default_factory=Counter)


def measured(results: Mapping[str, Any], tally: Tally) -> dict[str, Any]:
    """The figures in the form that `pipeline.releasing.accuracy` takes."""
    sets = [_set(name, result) for name, result in results["sets"].items()]
    if "speed" in results:
        figures = [{"name": name, "value": value} for name, value in results["speed"].items()]
        sets.append(
            {"set": "speed", "title": "Speed", "gold": "One process, one core, parser included.", "figures": figures}
        )
    bins = [
        {"low": low, "high": round(low + 0.1, 1), "rows": tally.rows[low], "right": tally.right[low]}
        for low in BINS
        if tally.rows[low]
    ]
    return check(
        {
            "reader": reader_version(),
            "code": metadata.version("conflict-ledger"),
            "sets": sets,
            "reliability": bins,
            "weaknesses": list(_weaknesses(tally)),
        },
        "the results",
    )


def _set(name: str, result: Mapping[str, Any]) -> dict[str, Any]:
    title, gold = TITLES.get(name, (Path(name).name, "A set of your own."))
    told = f"{gold} {result['documents']:,} texts, {result['words']:,} words."
    return {"set": name, "title": title, "gold": told, "figures": list(_figures(result["scores"]))}


def _figures(scores: Mapping[str, Any], above: str = "") -> Iterator[dict[str, Any]]:
    """The figures of a score sheet, all as shares of one: precision, recall and F where there are these, else a value.

    A group of figures is named by its path. Left out is what is no figure of accuracy: texts, and the counts below one.
    """
    for key, value in scores.items():
        name = " ".join(f"{above} {key}".replace("_", " ").split())
        if isinstance(value, Mapping):
            triple = {k.lower(): v for k, v in value.items() if k.lower() in ("p", "r", "f") and v is not None}
            if "f" in triple:
                scale = 100 if max(triple.values()) > 1 else 1
                named = (("precision", "p"), ("recall", "r"), ("F", "f"))
                yield {"name": name, **{label: round(triple[k] / scale, 4) for label, k in named if k in triple}}
            else:
                yield from _figures(value, name)
        elif key.endswith("%") and isinstance(value, (int, float)):
            yield {"name": name.removesuffix("%").strip(), "value": round(value / 100, 4)}
        elif isinstance(value, float) and not above:
            yield {"name": name, "value": value}


def _weaknesses(tally: Tally) -> Iterator[dict[str, Any]]:
    for type_, n in _top(tally.missed):
        yield {
            "cause": f"not found: {_LABELS.get(type_, type_)}",
            "count": n,
            "mend": "more triggers, or a better parse",
        }
    for (type_, rule), n in _top(tally.false):
        said = f"reported, and coded by nobody: {_LABELS.get(type_, type_)} by rule {rule}"
        yield {"cause": said, "count": n, "mend": "a narrower rule"}
    for slot, n in _top(tally.slots):
        yield {"cause": f"found, but {slot}", "count": n, "mend": "arguments found over more of the text"}


def _top(counter: Counter[Any]) -> list[tuple[Any, int]]:
    return sorted(counter.items(), key=lambda x: (-x[1], x[0]))[:MOST]


def count(tally: Tally, scorer: ModuleType, bench: ModuleType, name: str) -> None:
    """Adds one coded set to a tally: its release under .bench against its gold."""
    _, texts, gold = bench.locate(str(OWN.get(name, name)))
    found = bench.documents(WORK / name / "outputs")
    for path in sorted(Path(gold).glob("*.json")):
        coded = json.loads(path.read_text(encoding="utf-8"))["events"]
        told = found.get(path.stem, {"events": [], "raw": []})
        text = (Path(texts) / f"{path.stem}.txt").read_text(encoding="utf-8")
        pairs = scorer.align(text, coded, told["events"], scorer.event_score)
        hit = {j: i for i, j in pairs}
        for j, (report, _) in enumerate(told["raw"]):
            low = BINS[min(len(BINS) - 1, int(report["confidence"] * 10 + 1e-9))]
            tally.rows[low] += 1
            tally.right[low] += j in hit
            if j not in hit:
                tally.false[report["event_type"], report["rule"]] += 1
        for i, j in pairs:
            tally.slots.update(_wrong(scorer, coded[i], told["events"][j]))
        there = set(hit.values())
        tally.missed.update(e["type"] for i, e in enumerate(coded) if i not in there and not e.get("optional"))


def _wrong(scorer: ModuleType, gold: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[str]:
    """What an aligned report has wrong."""
    if gold["type"] != told["type"]:
        yield "of another type"
    if gold.get("status") != told.get("status"):
        yield "of another status"
    if gold.get("date_start") and not scorer.same_date(gold, told):
        yield "at another date"
    if (gold.get("place") or gold.get("country")) and not scorer.same_place(gold, told):
        yield "at another place"
    if (gold.get("killed") or None) != (told.get("killed") or None):
        yield "with another number of killed"


def main() -> int:
    """Writes measured.json from .bench/results.json; 2 where there is nothing to take over."""
    results = WORK / "results.json"
    if not results.is_file():
        print(f"{results} is missing: run make bench first", file=sys.stderr)
        return 2
    sys.path.insert(0, str(SCORER.parent))
    bench, scorer = importlib.import_module("bench"), importlib.import_module("score_gold")
    tally = Tally()
    for name in CODED:
        if (WORK / name / "outputs" / "latest").exists() and SHARED.is_dir():
            count(tally, scorer, bench, name)
    data = measured(json.loads(results.read_text(encoding="utf-8")), tally)
    write_text(MEASURED, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    print(f"{MEASURED}: {len(data['sets'])} sets, reader {data['reader']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
