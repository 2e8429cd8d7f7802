"""What the two models of events are trained with: the gold of the benchmark sets and our own.

Here belong drafts in the form that the sets' scorers read, and agreement with the gold. Not here: what is
learned (`pipeline.reading.event_belief_training`, `pipeline.reading.event_tie_training`), or the fit
(`pipeline.reading.event_boosting`). Never imported at run time.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language

from pipeline.reading.event_figures import OUTCOMES
from pipeline.reading.ingest import read_folder
from pipeline.reading.reader import prepare
from pipeline.reading.records import EventReport, Text

FOLDS = 12
#: The names of our own coded texts among the sets, and where they lie; the short ones are coded as sparsely as news.
REPORTS, SHORT = "reports", "short"
REPORTS_FOLDER = Path(__file__).resolve().parents[2] / "tests" / "accuracy"
REPORTS_FOLDERS = {REPORTS: ("reports", "later_reports", "mixed_reports"), SHORT: ("short_reports",)}
MENTIONS = REPORTS_FOLDER / "mentions.jsonl"
_SEEN = 3  # examples that must carry a feature before it gets a weight
_DIGITS = {"day": 10, "week": 10, "month": 7, "season": 7, "year": 4, "decade": 3}


@dataclass(frozen=True, slots=True)
class Example:
    """One case of a benchmark text, by its features, and whether the gold has it so."""

    set_name: str
    document: str
    features: dict[str, float]
    right: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Data:
    """All examples as arrays; one row an example, one column a feature."""

    names: list[str]
    x: Any
    y: Any
    weight: Any
    sets: Any
    folds: Any


@dataclass(frozen=True, slots=True)
class Gold:
    """One set: what kind of gold it has ("gold": coded events, "muc4": templates), and its texts, read."""

    name: str
    kind: str
    texts: Path
    answers: Path
    read: tuple[Text, ...]


def options(purpose: str | None, output: Path, arguments: Sequence[str] | None) -> argparse.Namespace:
    """`bench`, `reports` and `output` of a training's command line. Ends with a message where the folder holds no
    benchmark.
    """
    parser = argparse.ArgumentParser(description=purpose.split("\n", 1)[0] if purpose else None)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the benchmark sets and their scorers")
    parser.add_argument("--reports", type=Path, default=REPORTS_FOLDER, help="where the folders of our own gold lie")
    parser.add_argument("--output", type=Path, default=output)
    chosen = parser.parse_args(arguments)
    if not (chosen.bench / "bench.py").is_file():
        parser.error(f"{chosen.bench} holds no bench.py")
    return chosen


def sets(bench: Path, reports: Path, names: Sequence[str], nlp: Language) -> Iterator[Gold]:
    """The sets of these names, each text read up to its actors."""
    sys.path.insert(0, str(bench.resolve()))  # the scorers import each other by bare name
    layouts = module(bench / "bench.py")
    own = [(n, str((reports / folder).resolve())) for n in names for folder in REPORTS_FOLDERS.get(n, ())]
    for name, place in [*((name, name) for name in names if name not in REPORTS_FOLDERS), *own]:
        kind, texts, answers = layouts.locate(place)
        with tempfile.TemporaryDirectory() as folder:
            with contextlib.redirect_stdout(io.StringIO()):
                layouts.prepare(place, folder)
            read = tuple(prepare(document, nlp) for document in read_folder(Path(folder)).documents)
        yield Gold(name, kind, Path(texts), Path(answers), read)


@cache
def placed_mentions() -> dict[str, dict[str, str]]:
    """By text and by the offset of a trigger, the event that a person read it to tell of, where no quote of the gold
    holds it: "E3" (the fourth of the gold), "x1" (the text's first beside the gold), or "-" (none).
    """
    lines = MENTIONS.read_text(encoding="utf-8").splitlines()
    return {line["text"]: line["mentions"] for line in map(json.loads, lines)}


def write(model: dict[str, Any], path: Path) -> None:
    """Store a model, a line for each of its parts, and print its card."""
    lines = [f" {json.dumps(key)}: {json.dumps(value, sort_keys=True)}" for key, value in sorted(model.items())]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(json.dumps(model["card"], indent=1))


def arrays(examples: Sequence[Example], weights: dict[str, float]) -> Data:
    """The examples as arrays; `weights`: how much an example of each set weighs."""
    seen = Counter(name for e in examples for name in e.features)
    names = sorted(name for name, times in seen.items() if times >= _SEEN)
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        for name, value in example.features.items():
            if name in column:
                x[row, column[name]] = value
    fold = {d: i % FOLDS for i, d in enumerate(sorted({e.document for e in examples}))}
    return Data(
        names,
        x,
        np.array([float(e.right) for e in examples]),
        np.array([weights[e.set_name] * e.weight for e in examples]),
        np.array([e.set_name for e in examples]),
        np.array([fold[e.document] for e in examples]),
    )


def module(path: Path) -> Any:
    """A scorer as a module, from its file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ValueError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def agreement(scorer: Any, template: dict[str, Any], event: dict[str, Any]) -> float:
    """The weight that the scorer gives to aligning an event with a template; 0 where it may not align them."""
    fillers = sum(len(scorer.one2one(event["_e"][role], template["_e"][role])) for role in scorer.ROLES)
    same_type = event["_type"] in template["_types"]
    dated = scorer.date_ok(template, event)
    placed = scorer.country_ok(template, event) or scorer.place_ok(template, event)
    if not fillers and not (same_type and (dated or scorer.place_ok(template, event))):
        return 0.0
    return float(fillers + 0.5 * same_type + 0.25 * dated + 0.25 * placed)


def row(report: EventReport, names: dict[str, str]) -> dict[str, Any]:
    """A report in the form of the gold."""
    people: dict[str, list[str]] = {"perpetrator": [], "victim": [], "target": [], "other": []}
    for p in report.participants:
        people[p.role].append(names.get(p.actor_key or "", p.text))
    counts = {name: {"low": low, "high": high} for name, low, high in report.counts}
    return {
        "type": report.event_type,
        "date_start": day(report),
        "place": report.place,
        "admin1": report.admin1,
        "country": report.country,
        "perpetrators": people["perpetrator"],
        "targets": people["victim"] + people["target"],
        "spans": [[report.start, report.end]],
        **{name: counts.get(name) for name in OUTCOMES},
    }


def template(report: EventReport) -> dict[str, Any]:
    """A report in the form that the template scorer reads."""

    def role(name: str) -> list[str]:
        return [p.text for p in report.participants if p.role == name]

    return {
        "type": report.event_type.replace("_", " "),
        "date": day(report),
        "location": " ".join(filter(None, (report.place, report.admin1))),
        "country": report.country,
        "perpetrators": role("perpetrator"),
        "targets": role("target"),
        "victims": role("victim"),
        "weapons": list(report.weapons),
    }


def day(report: EventReport) -> str | None:
    """The date as far as its precision goes."""
    digits = _DIGITS.get(report.date_precision)
    return str(report.date_start)[:digits] if report.date_start and digits else None
